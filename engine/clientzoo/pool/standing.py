"""Where each client stands on a day: its animal, which transition it is nearest to, and what advice helps it along."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import Stage, prospects
from clientzoo.knowledge.zoo import ADVICE, TRANSITION, Fact, Transition, Zoo
from clientzoo.pool.day import AMOUNT, ANIMAL, BLOCK, CERTAINTY, CLIENT, NAME, SEEN, Day, answers_of
from clientzoo.pool.moves.states import LEFT, NOT_ASKED, OUTFLOW, UNDETERMINED


@dataclass(frozen=True, slots=True)
class Standing:
    """A client on a day. `state` is its animal or why it has none; `amount` in minor units, None where unknown.

    `lead` is the transition it is nearest to and `stage` how far that has come; without answers the first transition of
    growth that the zoo has, as possible. `missing` says what of its conditions is not known to hold. `steps` are the
    pieces of advice that help it along the lead, surest first. `seen` is the last day on which anything was said.
    """

    client: str
    name: str
    state: str
    certainty: float
    amount: int | None = None
    block: str | None = None
    lead: str | None = None
    stage: Stage = "blocked"
    missing: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    seen: date | None = None

    @property
    def has_animal(self) -> bool:
        return self.state not in (UNDETERMINED, NOT_ASKED, LEFT)


def standings(zoo: Zoo, engine: Engine, day: Day, answers: pl.DataFrame | None = None) -> tuple[Standing, ...]:
    """Everybody of the day, by today's zoo where there are answers (the day's own unless others are given)."""
    said = answers if answers is not None else day.answers
    known = {row[CLIENT]: row for row in said.iter_rows(named=True)} if said is not None else {}
    found = []
    for row in day.people.iter_rows(named=True):
        client, block, seen = row[CLIENT], row.get(BLOCK), row.get(SEEN)
        amount = row.get(AMOUNT)
        if client in known:
            consultation = engine.consult(answers_of(zoo, known[client]))
            found.append(_consulted(client, row[NAME], consultation, amount, block, seen))
        else:
            animal, certainty = str(row.get(ANIMAL) or ""), row.get(CERTAINTY) or 0.0
            state = animal if animal in zoo.animals else UNDETERMINED if certainty > 0 else NOT_ASKED
            lead = first_growth(zoo, state)
            stage: Stage = "possible" if lead else "blocked"
            found.append(
                Standing(
                    client,
                    row[NAME],
                    _state(state, block),
                    certainty,
                    amount,
                    block,
                    lead.id if lead else None,
                    stage,
                    seen=seen,
                )
            )
    return tuple(found)


def first_growth(zoo: Zoo, animal: str) -> Transition | None:
    """The first transition of growth out of the animal; None where it grows no further."""
    return next((one for one in zoo.transitions_from(animal) if one.kind == "growth"), None)


def _consulted(
    client: str, name: str, consultation: Consultation, amount: int | None, block: str | None, seen: date | None
) -> Standing:
    verdict = consultation.verdict
    state = verdict.animal or (UNDETERMINED if verdict.certainty > 0 else NOT_ASKED)
    lead = next((one for one in prospects(consultation) if one.open), None)
    if lead is None:
        return Standing(client, name, _state(state, block), verdict.certainty, amount, block, seen=seen)
    return Standing(
        client, name, _state(state, block), verdict.certainty, amount, block, lead.transition.id, lead.stage,
        tuple(need.need for need in lead.missing), tuple(_steps(consultation, lead.transition.id)), seen,
    )  # fmt: skip


def _state(state: str, block: str | None) -> str:
    return LEFT if block == OUTFLOW else state


def _steps(consultation: Consultation, transition: str) -> Iterator[str]:
    """Advice that somebody of us carries out, given because of the transition, surest first."""
    zoo = consultation.zoo
    found = []
    for fact, belief in consultation.beliefs.items():
        if fact.name != ADVICE or belief.certainty < THRESHOLD or not zoo.advice[str(fact.value)].role:
            continue
        helps = any(
            Fact(held.premise.name, held.value) == Fact(TRANSITION, transition)
            for firing in consultation.firings_for.get(fact, ())
            if firing.certainty > 0
            for held in firing.premises
        )
        if helps:
            found.append((-belief.certainty, [*zoo.advice].index(str(fact.value)), str(fact.value)))
    return (name for *_, name in sorted(found))

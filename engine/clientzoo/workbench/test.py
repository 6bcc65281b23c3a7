"""Runs the cases of a zoo: what each expected, and what came instead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from clientzoo.explanation.withheld import withheld_in_words
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.inference.selection import selection
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, TRANSITION, Fact
from clientzoo.workbench.cases import Case
from clientzoo.workbench.proof_difference import evidence, of_rule

if TYPE_CHECKING:
    from clientzoo.workbench.contrasts import Contrast


@dataclass(frozen=True, slots=True)
class Result:
    """`failures` says in sentences what differs; empty when it passes. `proof` is the evidence behind each.

    `consultation` is of the case, or of the contrast's client with all answers; None where many were judged at once.
    """

    case: "Case | Contrast"
    failures: tuple[str, ...]
    consultation: Consultation | None
    proof: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.failures


def run(cases: Iterable[Case], engine: Engine) -> Iterator[Result]:
    """Every case consulted and compared."""
    for case in cases:
        consultation = engine.consult(case.answers)
        found = tuple(_differences(case, consultation))
        lines = dict.fromkeys(line for one in found for line in _proof(one, consultation))
        yield Result(case, tuple(one.told for one in found), consultation, tuple(lines))


class Failure(NamedTuple):
    """`told` in a sentence; `came` are facts that speak for what came instead, `wanted` those that should have."""

    told: str
    came: tuple[Fact, ...] = ()
    wanted: tuple[Fact, ...] = ()
    rule: str = ""


def _proof(failure: Failure, consultation: Consultation) -> Iterator[str]:
    for fact in failure.came:
        yield from evidence(consultation, fact, wanted=False)
    for fact in failure.wanted:
        yield from evidence(consultation, fact, wanted=True)
    if failure.rule:
        yield from of_rule(consultation, failure.rule)


def _differences(case: Case, consultation: Consultation) -> Iterator[Failure]:
    expect, verdict, zoo = case.expect, consultation.verdict, consultation.zoo
    top = ", ".join(f"{one.animal} {one.certainty:.2f}" for one in consultation.ranking[:3])
    first, leading = _animals(verdict.animal), _animals(*(one.animal for one in consultation.ranking[:2]))
    other = case.names_animal and verdict.animal != expect.animal
    if other:
        said = f"expected animal {expect.animal or 'undetermined'}, got {verdict.animal or 'undetermined'} ({top})"
        yield Failure(said, first, _animals(expect.animal))
    if expect.status and verdict.status != expect.status:
        yield Failure(f"expected status {expect.status}, got {verdict.status} ({top})", () if other else leading)
    if case.names_runner_up and verdict.runner_up != expect.runner_up:
        said = f"expected runner-up {expect.runner_up}, got {verdict.runner_up} ({top})"
        yield Failure(said, _animals(verdict.runner_up), _animals(expect.runner_up))
    for trait, wanted in expect.traits.items():
        for value in [wanted] if isinstance(wanted, str) else wanted:
            certainty = consultation.facts.get(trait, {}).get(value, 0.0)
            if certainty < THRESHOLD:
                said = f"expected trait {trait}: {value}, got a certainty of {certainty:.2f}"
                yield Failure(said, wanted=(Fact(trait, value),))
    open_now = {f"{one.origin} -> {one.target}": one.certainty for one in prospects(consultation) if one.open}
    moves = {f"{origin} -> {one.target}": one.id for one in zoo.transitions.values() for origin in one.origins}
    for name in expect.transitions.open:
        if name not in open_now:
            yield Failure(f"expected {name} to be open, it is closed", wanted=(Fact(TRANSITION, moves[name]),))
    for name in expect.transitions.closed:
        if name in open_now:
            said = f"expected {name} to be closed, it is open ({open_now[name]:.2f})"
            yield Failure(said, (Fact(TRANSITION, moves[name]),))
    yield from _advised(case, consultation)
    fired = {firing.rule for firing in consultation.firings}
    for rule in expect.rules.fired:
        if rule not in fired:
            yield Failure(f"expected the rule {rule} to fire, it did not", rule=rule)
    for rule in expect.rules.silent:
        if rule in fired:
            yield Failure(f"expected the rule {rule} to stay silent, it fired", rule=rule)


def _advised(case: Case, consultation: Consultation) -> Iterator[Failure]:
    """Advice that a page has no room for counts as given."""
    if not case.expect.advice and not case.expect.withheld:
        return
    advised = selection(consultation)
    given = {one.advice.id for one in advised.given}
    refused = {one.given.advice.id: one for one in advised.withheld}
    for name in case.expect.advice:
        if name in refused and refused[name].why != "room":
            yield Failure(f"expected the advice {name}, it was withheld: {withheld_in_words(refused[name])}")
        elif name not in refused and name not in given:
            yield Failure(f"expected the advice {name}, it was not given", wanted=(Fact(ADVICE, name),))
    for name in case.expect.withheld:
        if name in given or (name in refused and refused[name].why == "room"):
            yield Failure(f"expected the advice {name} to be withheld, it was given", (Fact(ADVICE, name),))


def _animals(*names: str | None) -> tuple[Fact, ...]:
    return tuple(Fact(ANIMAL, name) for name in names if name is not None)

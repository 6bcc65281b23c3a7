"""Answers that pull against each other: strong evidence for and against the same conclusion."""

from collections.abc import Iterator
from dataclasses import dataclass

from clientzoo.explanation.why_not import answers_behind
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.knowledge.zoo import Fact

STRONG = 0.4  # the least certainty, for or against, that makes a pair worth asking about


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two firings on one conclusion, and the answers each rests on; `tension` in (0, 1] is that of the weaker."""

    fact: Fact
    speaking_for: Firing
    speaking_against: Firing
    answers_for: tuple[str, ...]
    answers_against: tuple[str, ...]

    @property
    def tension(self) -> float:
        return min(self.speaking_for.certainty, -self.speaking_against.certainty)


def contradictions(consultation: Consultation, strong: float = STRONG) -> tuple[Contradiction, ...]:
    """Pairs of strong evidence for and against a trait or an animal, tensest first; one pair per pair of answers."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], Contradiction] = {}
    for pair in sorted(_pairs(consultation, strong), key=lambda one: (-one.tension, one.fact.name)):
        found.setdefault((pair.answers_for, pair.answers_against), pair)
    return tuple(found.values())


def _pairs(consultation: Consultation, strong: float) -> Iterator[Contradiction]:
    for fact, firings in consultation.firings_for.items():
        strongest_for = [firing for firing in firings if firing.certainty >= strong]
        strongest_against = [firing for firing in firings if firing.certainty <= -strong]
        for one in strongest_for:
            for other in strongest_against:
                behind, against = _answers(consultation, one), _answers(consultation, other)
                if behind and against and set(behind) != set(against):
                    yield Contradiction(fact, one, other, behind, against)


def _answers(consultation: Consultation, firing: Firing) -> tuple[str, ...]:
    resting = (
        name for held in firing.premises for name in answers_behind(consultation, Fact(held.premise.name, held.value))
    )
    return tuple(dict.fromkeys(resting))

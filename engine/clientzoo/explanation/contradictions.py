"""Answers that pull against each other: strong evidence for and against one conclusion, or for two that exclude each
other."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from clientzoo.explanation.why_not import answers_behind
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.inference.premise import Outcome, outcome
from clientzoo.knowledge.condition import premises
from clientzoo.knowledge.opposition import Opposition
from clientzoo.knowledge.zoo import Fact

STRONG = 0.4  # the least certainty, for or against, that makes a pair worth asking about


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two firings on one conclusion, and the answers each rests on; `tension` in (0, 1] is that of the weaker.

    `instead` is the other value of the trait where the second firing speaks for that one: both are believed, and they
    exclude each other.
    """

    fact: Fact
    speaking_for: Firing
    speaking_against: Firing
    answers_for: tuple[str, ...]
    answers_against: tuple[str, ...]
    instead: Fact | None = None

    @property
    def tension(self) -> float:
        return min(self.speaking_for.certainty, abs(self.speaking_against.certainty))


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two conditions on answers that hold, and of which the zoo says that they contradict each other."""

    opposition: Opposition
    answers: tuple[str, ...]


def opposed_answers(consultation: Consultation) -> tuple[Opposed, ...]:
    """The zoo's own oppositions that this client shows, in the order of its files."""
    answers = consultation.answers
    facts = {name: {answer.value: answer.certainty} for name, answer in answers.items()}
    shown = (
        one
        for one in consultation.zoo.oppositions
        if outcome(one.one, facts) is Outcome.HOLDS and outcome(one.other, facts) is Outcome.HOLDS
    )
    return tuple(Opposed(one, tuple(name for name in _names(one) if name in answers)) for one in shown)


def _names(opposition: Opposition) -> tuple[str, ...]:
    """The questions that the two conditions look at."""
    sides = (opposition.one, opposition.other)
    return tuple(dict.fromkeys(premise.name for side in sides for premise in premises(side)))


def contradictions(consultation: Consultation, strong: float = STRONG) -> tuple[Contradiction, ...]:
    """Pairs of strong evidence for and against a trait or an animal, or for two values of a trait that exclude each
    other; tensest first, one pair per pair of answers."""
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], Contradiction] = {}
    pairs = (*_pairs(consultation, strong), *_excluding(consultation, strong))
    for pair in sorted(
        (one for one in pairs if not _in_accord(consultation, one)), key=lambda one: (-one.tension, one.fact.name)
    ):
        found.setdefault((pair.answers_for, pair.answers_against), pair)
    return tuple(found.values())


def _in_accord(consultation: Consultation, pair: Contradiction) -> bool:
    """Whether the zoo says of exactly such answers that they go together."""
    involved = {*pair.answers_for, *pair.answers_against}
    return any(
        involved <= {premise.name for premise in premises(one.when)}
        and outcome(one.when, consultation.facts) is Outcome.HOLDS
        for one in consultation.zoo.accords
    )


def _pairs(consultation: Consultation, strong: float) -> Iterator[Contradiction]:
    for fact, firings in consultation.firings_for.items():
        strongest_for = [firing for firing in firings if firing.certainty >= strong]
        strongest_against = [firing for firing in firings if firing.certainty <= -strong]
        for one in strongest_for:
            for other in strongest_against:
                behind, against = _answers(consultation, one), _answers(consultation, other)
                if behind and against and set(behind) != set(against):
                    yield Contradiction(fact, one, other, behind, against)


def _excluding(consultation: Consultation, strong: float) -> Iterator[Contradiction]:
    """The strongest words for each two values that are both believed, where they rest on different answers."""
    for trait in consultation.zoo.traits.values():
        certainties = consultation.facts.get(trait.id, {})
        believed = [Fact(trait.id, value) for value in trait.values if certainties.get(value, 0.0) >= strong]
        for one, other in combinations(believed, 2) if trait.exclusive else ():
            surer, weaker = sorted((one, other), key=lambda fact: -certainties[fact.value])
            first, second = (consultation.firings_for[fact][0] for fact in (surer, weaker))
            behind, instead = _answers(consultation, first), _answers(consultation, second)
            if behind and instead and set(behind) != set(instead) and min(first.certainty, second.certainty) > 0:
                yield Contradiction(surer, first, second, behind, instead, weaker)


def _answers(consultation: Consultation, firing: Firing) -> tuple[str, ...]:
    resting = (
        name for held in firing.premises for name in answers_behind(consultation, Fact(held.premise.name, held.value))
    )
    return tuple(dict.fromkeys(resting))

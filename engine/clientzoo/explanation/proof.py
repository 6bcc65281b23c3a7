"""The proof of a fact as a tree: the rules that spoke for and against it, their premises, and so on down to answers."""

from collections.abc import Iterable
from dataclasses import dataclass

from clientzoo.inference.consultation import Consultation, Firing, HeldPremise
from clientzoo.knowledge.zoo import ANIMAL, RUNNER_UP, VERDICT, Fact, Rule


@dataclass(frozen=True, slots=True)
class Ground:
    """A premise that held, and the proof of it; `proof` is None for an answer, and where depth ends.

    `shown` is true where the same fact has already been proven earlier in the tree.
    """

    held: HeldPremise
    proof: "Proof | None" = None
    shown: bool = False

    @property
    def fact(self) -> Fact:
        return Fact(self.held.premise.name, self.held.value)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired for the fact (certainty above 0) or against it."""

    rule: Rule
    certainty: float
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Why a fact is believed as far as it is; reasons come strongest first.

    `overruled_by` is the value told outright where the reasons only hint at this one, and are set aside.
    """

    fact: Fact
    certainty: float
    speaking_for: tuple[Reason, ...]
    speaking_against: tuple[Reason, ...]
    overruled_by: Fact | None = None


def prove(consultation: Consultation, fact: Fact, depth: int = 20) -> Proof:
    """The proof of `fact`, `depth` levels of rules deep (at least 1); without reasons when no rule spoke of it."""
    return _prove(consultation, _concluded(fact), depth, set())


def _prove(consultation: Consultation, fact: Fact, depth: int, shown: set[Fact]) -> Proof:
    shown.add(fact)
    firings = consultation.firings_for.get(fact, ())
    belief = consultation.beliefs.get(fact)
    return Proof(
        fact,
        belief.certainty if belief else 0.0,
        tuple(_reasons(consultation, (one for one in firings if one.certainty > 0), depth, shown)),
        tuple(_reasons(consultation, (one for one in firings if one.certainty < 0), depth, shown)),
        consultation.overruled.get(fact),
    )


def _reasons(consultation: Consultation, firings: Iterable[Firing], depth: int, shown: set[Fact]) -> Iterable[Reason]:
    for firing in firings:
        grounds = tuple(_ground(consultation, held, depth, shown) for held in firing.premises)
        yield Reason(consultation.zoo.rule[firing.rule], firing.certainty, grounds)


def _ground(consultation: Consultation, held: HeldPremise, depth: int, shown: set[Fact]) -> Ground:
    fact = _concluded(Fact(held.premise.name, held.value))
    if held.of == "answer" or fact not in consultation.beliefs:
        return Ground(held)
    if fact in shown:
        return Ground(held, shown=True)
    return Ground(held, _prove(consultation, fact, depth - 1, shown) if depth > 1 else None)


def _concluded(fact: Fact) -> Fact:
    """The fact that rules conclude: a verdict is proven by proving the animal."""
    return Fact(ANIMAL, fact.value) if fact.name in (VERDICT, RUNNER_UP) else fact

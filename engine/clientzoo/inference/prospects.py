"""What the client may turn into: the transitions out of its animal, with what is met and what is missing."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.premise import Facts, Outcome, outcome
from clientzoo.knowledge.condition import AllOf, Condition
from clientzoo.knowledge.zoo import TRANSITION, Fact, Need, Transition

Stage: TypeAlias = Literal["possible", "under way", "ready", "blocked"]
STAGES: tuple[Stage, ...] = get_args(Stage)


@dataclass(frozen=True, slots=True)
class Prospect:
    """A transition that some rule speaks for or against; open from a certainty of 0.2 up.

    `readiness` is the share of its conditions that are met, 0 to 1; of a condition with several parts the share of
    parts that hold counts. It is 1 where the transition has no conditions.
    """

    transition: Transition
    origin: str
    certainty: float
    met: tuple[Need, ...]
    failing: tuple[Need, ...]  # on what is known
    unknown: tuple[Need, ...]  # nobody has said yet
    readiness: float

    @property
    def target(self) -> str:
        return self.transition.target

    @property
    def open(self) -> bool:
        return self.certainty >= THRESHOLD

    @property
    def stage(self) -> Stage:
        """`blocked` while not open; else `ready` with all conditions met, `under way` with any part of one, or not."""
        if not self.open:
            return "blocked"
        if len(self.met) == len(self.transition.needs):
            return "ready"
        return "under way" if self.readiness > 0 else "possible"

    @property
    def missing(self) -> tuple[Need, ...]:
        """What is not known to hold, in the order of the rulebase."""
        return tuple(need for need in self.transition.needs if need not in self.met)


def prospects(consultation: Consultation) -> tuple[Prospect, ...]:
    """The transitions of the verdict's animal on which there is evidence; none while undetermined.

    Open ones go first, then those whose conditions are met furthest, with most of them met, then the surest.
    """
    animal = consultation.verdict.animal
    if animal is None:
        return ()
    found = []
    for transition in consultation.zoo.transitions_from(animal):
        belief = consultation.beliefs.get(Fact(TRANSITION, transition.id))
        if belief is not None:
            found.append(_prospect(transition, animal, belief.certainty, consultation))
    return tuple(sorted(found, key=lambda one: (not one.open, -one.readiness, -len(one.met), -one.certainty)))


def _prospect(transition: Transition, origin: str, certainty: float, consultation: Consultation) -> Prospect:
    by_outcome: dict[Outcome, list[Need]] = {kind: [] for kind in Outcome}
    for need in transition.needs:
        by_outcome[outcome(need.when, consultation.facts)].append(need)
    met, failing, unknown = (tuple(by_outcome[kind]) for kind in (Outcome.HOLDS, Outcome.FAILS, Outcome.UNKNOWN))
    shares = [_share(need.when, consultation.facts) for need in transition.needs]
    readiness = sum(shares) / len(shares) if shares else 1.0
    return Prospect(transition, origin, certainty, met, failing, unknown, readiness)


def _share(condition: Condition, facts: Facts) -> float:
    """How much of a condition holds: of all-of the share of its parts, else all of it or nothing."""
    if isinstance(condition, AllOf):
        return sum(_share(part, facts) for part in condition.parts) / len(condition.parts)
    return 1.0 if outcome(condition, facts) is Outcome.HOLDS else 0.0

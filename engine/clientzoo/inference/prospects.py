"""What the client may turn into: the transitions out of its animal, with what is met and what is missing."""

from dataclasses import dataclass

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.premise import Outcome, outcome
from clientzoo.knowledge.zoo import TRANSITION, Fact, Need, Transition


@dataclass(frozen=True, slots=True)
class Prospect:
    """A transition that some rule speaks for or against; open from a certainty of 0.2 up."""

    transition: Transition
    origin: str
    certainty: float
    met: tuple[Need, ...]
    failing: tuple[Need, ...]  # on what is known
    unknown: tuple[Need, ...]  # nobody has said yet

    @property
    def target(self) -> str:
        return self.transition.target

    @property
    def open(self) -> bool:
        return self.certainty >= THRESHOLD

    @property
    def missing(self) -> tuple[Need, ...]:
        """What is not known to hold, in the order of the rulebase."""
        return tuple(need for need in self.transition.needs if need not in self.met)


def prospects(consultation: Consultation) -> tuple[Prospect, ...]:
    """The transitions of the verdict's animal on which there is evidence, likeliest first; none while undetermined."""
    animal = consultation.verdict.animal
    if animal is None:
        return ()
    found = []
    for transition in consultation.zoo.transitions_from(animal):
        belief = consultation.beliefs.get(Fact(TRANSITION, transition.id))
        if belief is not None:
            found.append(_prospect(transition, animal, belief.certainty, consultation))
    return tuple(sorted(found, key=lambda prospect: -prospect.certainty))


def _prospect(transition: Transition, origin: str, certainty: float, consultation: Consultation) -> Prospect:
    by_outcome: dict[Outcome, list[Need]] = {kind: [] for kind in Outcome}
    for need in transition.needs:
        by_outcome[outcome(need.when, consultation.facts)].append(need)
    met, failing, unknown = (tuple(by_outcome[kind]) for kind in (Outcome.HOLDS, Outcome.FAILS, Outcome.UNKNOWN))
    return Prospect(transition, origin, certainty, met, failing, unknown)

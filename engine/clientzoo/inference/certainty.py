"""Certainty factors as in MYCIN and EMYCIN (Shortliffe & Buchanan 1975; van Melle 1979).

A certainty is in [-1, 1]: 1 surely so, 0 nothing known, -1 surely not so. Evidence for and against is kept apart until
all of it is in, so that the order in which it comes does not matter.
"""

from collections.abc import Iterable
from typing import NamedTuple

from clientzoo.knowledge.millionths import quantise

THRESHOLD = quantise(0.2)  # the least certainty at which a premise counts


class Belief(NamedTuple):
    """What is believed of a fact: `mb`, `md` in [0, 1] are the evidence for and against, `certainty` joins them."""

    certainty: float
    mb: float
    md: float

    @property
    def contradictory(self) -> bool:
        """Full certainty for and against at once: nothing can be said, and `certainty` is 0."""
        return self.mb == 1.0 and self.md == 1.0


def combine(contributions: Iterable[float]) -> Belief:
    """All evidence for one conclusion, each in [-1, 1].

    MB = 1 - prod(1 - c), MD = 1 - prod(1 - |c|), CF = (MB - MD) / (1 - min(MB, MD)).
    """
    doubt_for = doubt_against = 1.0
    for contribution in contributions:
        if contribution >= 0:
            doubt_for *= 1.0 - contribution
        else:
            doubt_against *= 1.0 + contribution
    mb, md = 1.0 - doubt_for, 1.0 - doubt_against
    if mb == 1.0 and md == 1.0:
        return Belief(0.0, mb, md)
    return Belief(quantise((mb - md) / (1.0 - min(mb, md))), mb, md)

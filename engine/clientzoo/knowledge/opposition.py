"""Answers of which the zoo itself says that they contradict each other, or that they go together after all."""

from dataclasses import dataclass

from clientzoo.knowledge.condition import Condition
from clientzoo.knowledge.problems import NOWHERE, Place


@dataclass(frozen=True, slots=True)
class Opposition:
    """Where both conditions hold, one of them is hardly true."""

    id: str
    one: Condition
    other: Condition
    because: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Accord:
    """Where the condition holds, the answers that it names are no contradiction, whatever rules make of them."""

    id: str
    when: Condition
    because: str
    place: Place = NOWHERE

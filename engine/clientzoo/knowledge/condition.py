"""The condition language as values: tests of single facts, joined by all-of and any-of.

Only the meaning that needs no client is here; `inference.premise` holds them against facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from clientzoo.knowledge.domain import Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """Accepts the listed values."""

    values: frozenset[Value]

    def accepts(self, value: Value) -> bool:
        return value in self.values


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from `low` to `high`, each end included or not."""

    low: float = -inf
    high: float = inf
    with_low: bool = True
    with_high: bool = True

    def holds(self, number: float) -> bool:
        above = number >= self.low if self.with_low else number > self.low
        return above and (number <= self.high if self.with_high else number < self.high)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Accepts numbers in any of the intervals."""

    intervals: tuple[Interval, ...]

    def accepts(self, value: Value) -> bool:
        number = value if isinstance(value, int | float) and not isinstance(value, bool) else None
        return number is not None and any(interval.holds(number) for interval in self.intervals)


Accepts: TypeAlias = OneOf | Ranges


@dataclass(frozen=True, slots=True)
class Premise:
    """One premise: the fact `name` is known and has an accepted value. `wording` is what the expert wrote.

    An `absent` one holds the other way round: where nothing is known of the fact, or only values that are not accepted.
    """

    name: str
    accepts: Accepts
    wording: str
    absent: bool = False

    def __str__(self) -> str:
        return f"{self.name}: {self.wording}"


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]


Condition: TypeAlias = Premise | AllOf | AnyOf


def premises(condition: Condition) -> Iterator[Premise]:
    """Every premise within, left to right."""
    if isinstance(condition, Premise):
        yield condition
    else:
        for part in condition.parts:
            yield from premises(part)


def names(condition: Condition) -> frozenset[str]:
    """The facts a condition looks at."""
    return frozenset(premise.name for premise in premises(condition))

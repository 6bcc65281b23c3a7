"""The condition language as values: tests of single facts, joined by all-of and any-of.

Only the meaning that needs no client is here; `inference.premise` holds them against facts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.span import Span


@dataclass(frozen=True, slots=True)
class OneOf:
    """Accepts the listed values."""

    values: frozenset[Value]

    def accepts(self, value: Value) -> bool:
        return value in self.values

    def may_accept(self, value: Value) -> bool:
        """Whether the value might turn out to be accepted."""
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

    def touches(self, low: float, high: float) -> bool:
        """Whether some number from `low` to `high` lies in it."""
        above = high >= self.low if self.with_low else high > self.low
        return above and (low <= self.high if self.with_high else low < self.high)


@dataclass(frozen=True, slots=True)
class Ranges:
    """Accepts numbers in any of the intervals, and spans of which it accepts every number."""

    intervals: tuple[Interval, ...]

    @property
    def merged(self) -> tuple[Interval, ...]:
        """The same numbers in intervals that leave gaps between them, least first."""
        found: list[Interval] = []
        for one in sorted(self.intervals, key=lambda one: (one.low, not one.with_low)):
            last = found[-1] if found else None
            if last is not None and (one.low, not (one.with_low or last.with_high)) <= (last.high, False):
                high, with_high = max((last.high, last.with_high), (one.high, one.with_high))
                found[-1] = Interval(last.low, high, last.with_low, with_high)
            elif one.low < one.high or (one.low == one.high and one.with_low and one.with_high):
                found.append(one)
        return tuple(found)

    def may_accept(self, value: Value) -> bool:
        """Whether the value, or some number of the span, is accepted."""
        if isinstance(value, Span):
            return any(one.touches(value.low, value.high) for one in self.intervals)
        return self.accepts(value)

    def accepts(self, value: Value) -> bool:
        if isinstance(value, Span):
            return any(one.holds(value.low) and one.holds(value.high) for one in self.merged)
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

"""Answers as small whole numbers: a choice by its position, a number by its band between the thresholds of rules."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import inf, nextafter

from clientzoo.knowledge.condition import Condition, Premise, Ranges, premises
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.span import Span
from clientzoo.knowledge.zoo import Attribute, Zoo

UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a question: all answers from `low` to `high` mean the same to every rule, `value` among them.

    A choice has `low` = `high` = None. `value` is None where the question's range or its whole numbers leave no answer
    in the band.
    """

    value: Value | None
    low: float | None = None
    high: float | None = None


class Codebook:
    """The codes of a zoo's questions. Two answers with one code are alike to every rule, need and `relevant_if`."""

    def __init__(self, zoo: Zoo) -> None:
        looked_at: dict[str, list[Premise]] = {name: [] for name in zoo.attributes}
        for condition in conditions(zoo):
            for premise in premises(condition):
                if premise.name in looked_at:
                    looked_at[premise.name].append(premise)
        self.names: tuple[str, ...] = tuple(zoo.attributes)
        self.index: Mapping[str, int] = {name: number for number, name in enumerate(self.names)}
        self._bands = {name: _Bands(one, looked_at[name]) for name, one in zoo.attributes.items() if one.numeric}
        self.codes: Mapping[str, tuple[Code, ...]] = {
            name: self._bands[name].codes if one.numeric else tuple(Code(value) for value in one.values)
            for name, one in zoo.attributes.items()
        }
        self._positions: Mapping[str, Mapping[Value, int]] = {
            name: {value: code for code, value in enumerate(one.values)}
            for name, one in zoo.attributes.items()
            if not one.numeric
        }

    def code(self, name: str, value: Value) -> int:
        """The code of an answer to the question `name`. Raises KeyError for a value that it cannot have."""
        if name in self._positions:
            return self._positions[name][value]
        bands = self._bands[name]
        if isinstance(value, Span):
            return _pair(bands.code(value.low), bands.code(value.high), len(bands.codes))
        if isinstance(value, str):
            raise KeyError(value)
        return bands.code(value)

    def single(self, name: str, code: int) -> int:
        """The code itself, and for that of a span the one in the middle of the bands that it covers."""
        many = len(self.codes[name])
        if code < many:
            return code
        low, high = next(pair for pair in combinations(range(many), 2) if _pair(*pair, many) == code)
        return (low + high) // 2

    def accepted(self, premise: Premise) -> list[bool]:
        """For each code of the premise's question, whether the premise accepts it; spans of numbers come last."""
        if premise.name in self._bands:
            single = [premise.accepts.accepts(inside) for inside in self._bands[premise.name].insides]
            return [*single, *(all(single[low : high + 1]) for low, high in combinations(range(len(single)), 2))]
        return [premise.accepts.accepts(value) for value in self._positions[premise.name]]

    def touched(self, premise: Premise) -> list[bool]:
        """For each code of the premise's question, whether the premise might accept some answer of that code."""
        accepted = self.accepted(premise)
        if premise.name not in self._bands:
            return accepted
        single = accepted[: len(self._bands[premise.name].insides)]
        return [*single, *(any(single[low : high + 1]) for low, high in combinations(range(len(single)), 2))]


def _pair(low: int, high: int, many: int) -> int:
    """The code of a span from one band to another: behind those of the bands, in the order of `combinations`."""
    if low == high:
        return low
    return many + low * many - low * (low + 1) // 2 + (high - low - 1)


def conditions(zoo: Zoo) -> Iterator[Condition]:
    """Everything in the zoo that may look at an answer."""
    yield from (rule.condition for rule in zoo.rules)
    yield from (need.when for transition in zoo.transitions.values() for need in transition.needs)
    yield from (one.relevant_if for one in zoo.attributes.values() if one.relevant_if is not None)
    yield from (one.ask_if for one in zoo.attributes.values() if one.ask_if is not None)
    yield from (one.presupposes for one in zoo.advice.values() if one.presupposes is not None)
    yield from (condition for one in zoo.oppositions for condition in (one.one, one.other))
    yield from (one.when for one in zoo.accords)
    yield from (one.when for one in zoo.proportion.bears if one.when is not None)


class _Bands:
    """The number line, cut at the bounds of all premises; parts that are alike to each of them are joined again."""

    def __init__(self, attribute: Attribute, looked_at: Iterable[Premise]) -> None:
        looked_at = tuple(looked_at)
        self._bounds = sorted(set(_bounds(looked_at)))
        self._codes: list[int] = []  # of each part of the line: below the first bound, it, between, ..., above the last
        self.insides: list[float] = []  # a number of each band
        spans: list[tuple[int, int]] = []  # first and last part of each band
        alike: tuple[bool, ...] | None = None
        for part in range(2 * len(self._bounds) + 1):
            inside = self._inside(part)
            minds = tuple(premise.accepts.accepts(inside) for premise in looked_at)
            if minds != alike:
                alike = minds
                self.insides.append(inside)
                spans.append((part, part))
            spans[-1] = (spans[-1][0], part)
            self._codes.append(len(spans) - 1)
        self.codes = tuple(self._described(attribute, first, last) for first, last in spans)

    def code(self, number: float) -> int:
        place = bisect_left(self._bounds, number)
        on_bound = place < len(self._bounds) and self._bounds[place] == number
        return self._codes[2 * place + on_bound]

    def _inside(self, part: int) -> float:
        bound, between = divmod(part, 2)
        if between:
            return self._bounds[bound]
        if bound:
            return nextafter(self._bounds[bound - 1], inf)
        return nextafter(self._bounds[0], -inf) if self._bounds else 0.0

    def _described(self, attribute: Attribute, first: int, last: int) -> Code:
        """The band as the questioner sees it: cut to the question's range, with a round number of it."""
        low = self._bounds[(first - 1) // 2] if first else -inf
        high = self._bounds[last // 2] if last < 2 * len(self._bounds) else inf
        least = low if attribute.minimum is None else max(low, attribute.minimum)
        most = high if attribute.maximum is None else min(high, attribute.maximum)
        band = self._codes[first]
        found = (
            number
            for number in _candidates(least, most, whole=attribute.type == "integer")
            if least <= number <= most and self.code(number) == band
        )
        return Code(next(found, None), low, high)


def _bounds(looked_at: Sequence[Premise]) -> Iterator[float]:
    for premise in looked_at:
        if isinstance(premise.accepts, Ranges):
            for interval in premise.accepts.intervals:
                yield from (bound for bound in (interval.low, interval.high) if abs(bound) != inf)


def _candidates(least: float, most: float, *, whole: bool) -> Iterator[float]:
    """Numbers that may lie between: the middle (or a fifth beyond the only end), then the ends and their nearest."""
    if least == -inf and most == inf:
        yield 0
        return
    if least == -inf:
        middle = most - max(abs(most) / 5, 1)
    elif most == inf:
        middle = least + max(abs(least) / 5, 1)
    else:
        middle = least / 2 + most / 2
    ends = [end for end in (least, most) if abs(end) != inf]
    if whole:
        yield round(middle)
        for end in ends:
            yield from (round(end), round(end) + 1, round(end) - 1)
    else:
        yield middle
        yield from ends
        for end in ends:
            yield from (nextafter(end, inf), nextafter(end, -inf))

"""The values of an answer that rules can tell apart: one for each cell between the zoo's thresholds."""

from collections.abc import Iterable, Iterator
from math import ceil, floor, inf, isfinite, nextafter

from clientzoo.inference.codes import conditions
from clientzoo.knowledge.condition import Premise, Ranges, premises
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import Attribute, Zoo


def representatives(zoo: Zoo) -> dict[str, tuple[Value, ...]]:
    """For each question the values worth trying: every choice, and of numbers one from each cell, least first.

    Two numbers are in one cell when no rule, need or relevance of the zoo tells them apart. A named parameter of the
    zoo stands for its cell where it lies in it, else another threshold, else a round number.
    """
    tests = _tests(zoo)
    return {
        attribute.id: _numbers(zoo, attribute, tests.get(attribute.id, ()))
        if attribute.numeric
        else tuple(attribute.values)
        for attribute in zoo.attributes.values()
    }


def _tests(zoo: Zoo) -> dict[str, list[Premise]]:
    found: dict[str, list[Premise]] = {}
    for condition in conditions(zoo):
        for premise in premises(condition):
            found.setdefault(premise.name, []).append(premise)
    return found


def _numbers(zoo: Zoo, attribute: Attribute, tests: Iterable[Premise]) -> tuple[Value, ...]:
    ranges = [premise.accepts for premise in tests if isinstance(premise.accepts, Ranges)]
    cuts = sorted(
        {end for one in ranges for interval in one.intervals for end in (interval.low, interval.high)} - _ENDS
    )
    named = {parameter.value for parameter in zoo.parameters.values() if parameter.unit == attribute.unit}
    best: dict[tuple[bool, ...], tuple[int, float]] = {}
    for rank, number in _points(cuts, named):
        if _possible(attribute, number):
            cell = tuple(one.accepts(number) for one in ranges)
            if cell not in best or rank < best[cell][0]:
                best[cell] = (rank, number)
    return tuple(_plain(number) for number in sorted(number for _, number in best.values()))


_ENDS = {-inf, inf}


def _points(cuts: list[float], named: set[float]) -> Iterator[tuple[int, float]]:
    """Every threshold, and something on either side of each, with a rank: the smaller, the better for its cell."""
    for cut in cuts:
        yield (0 if cut in named else 1), cut
    for low, high in zip([None, *cuts], [*cuts, None], strict=True):
        yield from ((2 + order, number) for order, number in enumerate(_between(low, high)))


def _between(low: float | None, high: float | None) -> Iterator[float]:
    """Numbers strictly between the thresholds, the most natural first; a whole one among them where there is one."""
    least, most = -inf if low is None else low, inf if high is None else high
    if low is not None and high is not None:
        middle = (low + high) / 2
        tried = [float(int(middle)), middle, floor(low) + 1.0]
    elif high is not None:
        tried = [high / 2, float(int(high / 2)), 0.0, ceil(high) - 1.0, nextafter(high, -inf)]
    elif low is not None:
        tried = [low * 2, float(int(low * 2)), floor(low) + 1.0, (low + 100) / 2, 0.0, nextafter(low, inf)]
    else:
        tried = [0.0]
    yield from (number for number in tried if least < number < most)


def _possible(attribute: Attribute, number: float) -> bool:
    low, high = attribute.minimum, attribute.maximum
    inside = (low is None or number >= low) and (high is None or number <= high)
    return isfinite(number) and inside and (attribute.type == "number" or number == int(number))


def _plain(number: float) -> Value:
    return int(number) if number == int(number) else number

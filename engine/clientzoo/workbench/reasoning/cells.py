"""Every fact's values as finitely many cells: two values of one cell are told apart by no condition of the zoo."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from math import ceil, floor, inf

from clientzoo.knowledge.condition import Condition, Premise, Ranges, premises
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import JUDGED, Attribute, Zoo


def conditions(zoo: Zoo) -> Iterator[Condition]:
    """Every condition that stands in the zoo: of rules, of needs, and of questions' relevance."""
    for rule in zoo.rules:
        yield rule.condition
    for transition in zoo.transitions.values():
        for need in transition.needs:
            yield need.when
    for attribute in zoo.attributes.values():
        if attribute.relevant_if is not None:
            yield attribute.relevant_if


class Cells:
    """The cells of each fact by name, each with one value that stands for it, and premises as bit sets over them."""

    def __init__(self, zoo: Zoo) -> None:
        self.zoo = zoo
        self._masks: dict[Premise, int] = {}

    @cached_property
    def values(self) -> Mapping[str, tuple[Value, ...]]:
        """For every fact one value of each cell; the bit of a cell is its position."""
        bounds: dict[str, set[float]] = {}
        for condition in conditions(self.zoo):
            for premise in premises(condition):
                if isinstance(premise.accepts, Ranges):
                    ends = (end for one in premise.accepts.intervals for end in (one.low, one.high))
                    bounds.setdefault(premise.name, set()).update(end for end in ends if abs(end) != inf)
        found: dict[str, tuple[Value, ...]] = {}
        for name, domain in self.zoo.domains.items():
            numeric = domain.type == "number"
            found[name] = (
                _numbers(self.zoo.attributes[name], sorted(bounds.get(name, ()))) if numeric else domain.values
            )
        return found

    def mask(self, premise: Premise) -> int:
        """The cells that the premise accepts."""
        found = self._masks.get(premise)
        if found is None:
            accepts = premise.accepts.accepts
            found = sum(1 << bit for bit, value in enumerate(self.values[premise.name]) if accepts(value))
            self._masks[premise] = found
        return found

    def within(self, name: str, mask: int) -> tuple[Value, ...]:
        """The values that stand for the cells of `mask`."""
        return tuple(value for bit, value in enumerate(self.values[name]) if mask >> bit & 1)

    def single(self, name: str) -> bool:
        """Whether the fact has one value at a time: answers and what follows from the ranking; rules may give several."""
        return name in self.zoo.attributes or name in JUDGED


def bits(mask: int) -> Iterator[int]:
    """Each cell of the mask as a mask of its own."""
    while mask:
        lowest = mask & -mask
        yield lowest
        mask ^= lowest


def _numbers(attribute: Attribute, bounds: Iterable[float]) -> tuple[Value, ...]:
    """One number for each bound and for each gap between bounds, as far as the question allows it."""
    low = -inf if attribute.minimum is None else attribute.minimum
    high = inf if attribute.maximum is None else attribute.maximum
    whole = attribute.type == "integer"
    ends = sorted({low, high, *bounds})
    found: list[float] = []
    for end, following in pairwise((*ends, inf)):
        if low <= end <= high and abs(end) != inf and (not whole or end == int(end)):
            found.append(end)
        between = _between(end, following, whole)
        if between is not None and low <= between <= high:
            found.append(between)
    return tuple(int(number) if number == int(number) and abs(number) < 1e15 else number for number in found)


def _between(low: float, high: float, whole: bool) -> float | None:
    """A number strictly between, as round as it comes easily; None where there is none."""
    if low >= high:
        return None
    if low == -inf:
        middle = 0.0 if high > 0 else high * 2 - 1 if high != inf else 0.0
    elif high == inf:
        middle = low * 2 if low > 0 else 1.0
    else:
        middle = (low + high) / 2
    if not whole and (abs(middle) < 10 or middle == int(middle)):
        return middle if low < middle < high else None
    for rounded in (float(round(middle)), float(floor(middle)), float(ceil(middle))):
        if low < rounded < high:
            return rounded
    return None if whole or not low < middle < high else middle

"""Every fact's values as finitely many cells: two values of one cell are told apart by no condition of the zoo."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from clientzoo.inference.codes import Codebook
from clientzoo.knowledge.condition import Premise
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import JUDGED, VERDICT, Zoo


class Cells:
    """The cells of each fact by name, each with one value that stands for it, and premises as bit sets over them."""

    def __init__(self, zoo: Zoo) -> None:
        self.zoo = zoo
        self._masks: dict[Premise, int] = {}

    @cached_property
    def values(self) -> Mapping[str, tuple[Value, ...]]:
        """For every fact one value of each cell; the bit of a cell is its position."""
        book = Codebook(self.zoo)
        return {
            name: tuple(code.value for code in book.codes[name] if code.value is not None)
            if domain.type == "number"
            else domain.values
            for name, domain in self.zoo.domains.items()
        }

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
        """Whether the fact has one value at a time, as answers have and what follows from the ranking."""
        several = name == VERDICT and self.zoo.policy.list_from is not None
        return name in self.zoo.attributes or (name in JUDGED and not several)


def bits(mask: int) -> Iterator[int]:
    """Each cell of the mask as a mask of its own."""
    while mask:
        lowest = mask & -mask
        yield lowest
        mask ^= lowest

"""What a table says of one animal along an ordered fact: where it only rises or falls, it is to go on doing so."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from clientzoo.inference.codes import Codebook
from clientzoo.knowledge.condition import Premise
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import Zoo


@dataclass(frozen=True, slots=True)
class _Column:
    """For each value of the fact, least first, the cells that speak there; `rising` and `falling` as things are."""

    speaking: tuple[tuple[str, ...], ...]
    rising: bool
    falling: bool


class Monotone:
    """The columns of a zoo's tables that go one way."""

    def __init__(self, zoo: Zoo) -> None:
        own = {rule.id: rule.certainty for rule in zoo.rules}
        codebook = Codebook(zoo)
        self._of: dict[str, list[_Column]] = {}
        for table in zoo.tables:
            domain = zoo.domains[table.fact]
            values = list(domain.values) if domain.ordered else []
            if domain.type == "number":
                values = [code.value for code in codebook.codes[table.fact] if code.value is not None]
            if len(values) < 2:
                continue
            for column in table.columns:
                cells = [table.cells[row, column] for row in table.rows if (row, column) in table.cells]
                speaking = tuple(_speaking(zoo, cells, value) for value in values)
                going = [_said(names, own) for names in speaking]
                pairs = list(pairwise(going))
                one = _Column(speaking, all(a <= b for a, b in pairs), all(a >= b for a, b in pairs))
                if one.rising or one.falling:
                    for name in cells:
                        self._of.setdefault(name, []).append(one)

    def keeps(self, rule: str, certainty: float, weights: Mapping[str, float]) -> bool:
        """Whether every column of the rule goes the same way as before, were its certainty this one."""
        for column in self._of.get(rule, ()):
            changed = {name: weights[name] for names in column.speaking for name in names if name in weights}
            changed[rule] = certainty
            going = [_said(names, changed) for names in column.speaking]
            pairs = list(pairwise(going))
            if (column.rising and any(a > b + 1e-9 for a, b in pairs)) or (
                column.falling and any(a < b - 1e-9 for a, b in pairs)
            ):
                return False
        return True


def _speaking(zoo: Zoo, cells: list[str], value: Value) -> tuple[str, ...]:
    found = []
    for name in cells:
        condition = zoo.rule[name].condition
        if isinstance(condition, Premise) and condition.accepts.accepts(value):
            found.append(name)
    return tuple(found)


def _said(names: tuple[str, ...], weights: Mapping[str, float]) -> float:
    """What the cells say together: evidence for, less evidence against."""
    doubt_for = doubt_against = 1.0
    for name in names:
        weight = weights[name]
        if weight > 0:
            doubt_for *= 1.0 - weight
        else:
            doubt_against *= 1.0 + weight
    return doubt_against - doubt_for

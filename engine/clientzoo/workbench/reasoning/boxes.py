"""A condition as the ways to satisfy it: each a box, which says what every fact in it must be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from clientzoo.knowledge.condition import AllOf, AnyOf, Condition, Premise
from clientzoo.knowledge.zoo import RUNNER_UP, STATUS, VERDICT, Zoo
from clientzoo.workbench.reasoning.value_cells import Cells

MOST = 128  # ways to satisfy one condition; beyond it nothing is claimed about the rule


class TooManyError(Exception):
    """The condition has more ways to be satisfied than are worth looking at."""


@dataclass(frozen=True, slots=True)
class Box:
    """`single` maps facts of one value to the cells allowed; `several` are demands on facts that may have many values:
    at least one value of these cells."""

    single: Mapping[str, int] = field(default_factory=dict)
    several: frozenset[tuple[str, int]] = frozenset()

    def joined(self, other: "Box") -> "Box | None":
        """Both at once; None where they exclude each other."""
        single = dict(self.single)
        for name, mask in other.single.items():
            both = single.get(name, mask) & mask
            if not both:
                return None
            single[name] = both
        return Box(single, self.several | other.several)


def boxes(condition: Condition, cells: Cells) -> tuple[Box, ...]:
    """Every way to satisfy the condition; empty when it contradicts itself. Raises TooManyError."""
    return tuple(box for box in _ways(condition, cells) if possible(box, cells))


def possible(box: Box, cells: Cells) -> bool:
    """False when no client can be like that: a question in it is ruled out by an answer in it, and so on."""
    status = box.single.get(STATUS)
    if status is not None and (VERDICT in box.single or RUNNER_UP in box.single):
        undetermined = 1 << cells.values[STATUS].index("undetermined")
        if status == undetermined:
            return False
    return all(mask for _, mask in box.several) and not any(
        _rules_out(relevant_if, box, cells) for relevant_if in _relevance(box, cells.zoo)
    )


def _ways(condition: Condition, cells: Cells) -> tuple[Box, ...]:
    if isinstance(condition, Premise):
        if condition.absent:  # no answer satisfies it, and a box cannot say that something is not known
            return (Box(),)
        mask = cells.mask(condition)
        if cells.single(condition.name):
            return (Box({condition.name: mask}),) if mask else ()
        return (Box({}, frozenset({(condition.name, mask)})),)
    found: tuple[Box, ...]
    if isinstance(condition, AnyOf):
        found = tuple(way for part in condition.parts for way in _ways(part, cells))
    else:
        found = (Box(),)
        for part in condition.parts:
            ways = _ways(part, cells)
            if len(found) * len(ways) > MOST * MOST:
                raise TooManyError
            joined = (one.joined(other) for one in found for other in ways)
            found = tuple(box for box in joined if box is not None)
    if len(found) > MOST:
        raise TooManyError
    return found


def _relevance(box: Box, zoo: Zoo) -> list[Condition]:
    asked = (zoo.attributes.get(name) for name in box.single)
    return [one.relevant_if for one in asked if one is not None and one.relevant_if is not None]


def _rules_out(condition: Condition, box: Box, cells: Cells) -> bool:
    """Whether the condition fails for every client in the box; what the box does not say may be unknown."""
    if isinstance(condition, Premise):
        allowed = box.single.get(condition.name)
        if condition.absent:
            return allowed is not None and not allowed & ~cells.mask(condition)
        return allowed is not None and not allowed & cells.mask(condition)
    outcomes = (_rules_out(part, box, cells) for part in condition.parts)
    return any(outcomes) if isinstance(condition, AllOf) else all(outcomes)

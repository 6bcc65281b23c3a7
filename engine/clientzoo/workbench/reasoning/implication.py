"""Whether one condition holds whenever another does, for every client there can be."""

from collections.abc import Iterable

from clientzoo.knowledge.condition import AllOf, Condition, Premise
from clientzoo.workbench.reasoning.boxes import Box
from clientzoo.workbench.reasoning.value_cells import Cells, bits

SPLITS = 4_000  # cases looked at before giving up


def implies(ways: Iterable[Box], condition: Condition, cells: Cells) -> bool:
    """Whether the condition holds, at least as surely, in all of the boxes. False where it is too long to say."""
    budget = [SPLITS]
    return all(_holds_throughout(box, condition, cells, budget) for box in ways)


def _holds_throughout(box: Box, condition: Condition, cells: Cells, budget: list[int]) -> bool:
    """Holds in all of the box: as it stands, or in each case of a fact that the condition divides."""
    budget[0] -= 1
    held = _held(condition, box, cells)
    if held is not None or budget[0] < 0:
        return held is True
    divided = _divided(condition, box, cells)
    if divided is None:
        return False
    name, mask = divided
    if name in box.single:
        cases = [Box({**box.single, name: bit}, box.several) for bit in bits(mask)]
    else:
        rest = box.several - {divided}
        cases = [Box(box.single, rest | {(name, bit)}) for bit in bits(mask)]
    return all(_holds_throughout(case, condition, cells, budget) for case in cases)


def _held(condition: Condition, box: Box, cells: Cells) -> bool | None:
    """True or False when the box settles it, None when it depends on where in the box the client is."""
    if isinstance(condition, Premise) and condition.absent:
        allowed = box.single.get(condition.name)
        if allowed is None or not cells.single(condition.name):
            return None  # it may be known or not
        mask = cells.mask(condition)
        return True if not allowed & mask else None if allowed & ~mask else False
    if isinstance(condition, Premise):
        mask = cells.mask(condition)
        if not cells.single(condition.name):
            demands = [demanded for name, demanded in box.several if name == condition.name]
            if any(not demanded & ~mask for demanded in demands):
                return True
            return None if any(demanded & mask for demanded in demands) else False
        allowed = box.single.get(condition.name)
        if allowed is None:
            return False  # it may be unknown, and then nothing holds
        return True if not allowed & ~mask else None if allowed & mask else False
    parts = [_held(part, box, cells) for part in condition.parts]
    decisive = not isinstance(condition, AllOf)
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def _divided(condition: Condition, box: Box, cells: Cells) -> tuple[str, int] | None:
    """A fact of the box, with its cells, of which the condition accepts some and not all."""
    if isinstance(condition, Premise):
        mask = cells.mask(condition)
        if cells.single(condition.name):
            allowed = box.single.get(condition.name, 0)
            return (condition.name, allowed) if allowed & mask and allowed & ~mask else None
        for name, demanded in box.several:
            if name == condition.name and demanded & mask and demanded & ~mask:
                return name, demanded
        return None
    for part in condition.parts:
        if _held(part, box, cells) is None and (found := _divided(part, box, cells)):
            return found
    return None

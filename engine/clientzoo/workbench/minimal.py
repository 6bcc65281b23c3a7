"""The smallest client that still shows something: answers dropped until it would vanish."""

from collections.abc import Callable, Mapping
from typing import TypeVar

Part = TypeVar("Part")


def smallest(answers: Mapping[str, Part], shows: Callable[[Mapping[str, Part]], bool]) -> dict[str, Part]:
    """`answers` (or whatever else it is made of) without all that can be left out, none of the
    rest dispensable on its own.

    Halves and quarters are tried first, so that a long client shrinks in few consultations. `shows(answers)` must hold.
    """
    kept = dict(answers)
    size = max(1, len(kept) // 2)
    while True:
        names, dropped = list(kept), False
        for start in range(0, len(names), size):
            fewer = {name: kept[name] for name in kept if name not in names[start : start + size]}
            if len(fewer) < len(kept) and shows(fewer):
                kept, dropped = fewer, True
        if size == 1 and not dropped:
            return kept
        size = max(1, size // 2) if not dropped else size

"""A page of the interview as a value: rows of text, some of which can be chosen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

Act: TypeAlias = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Row:
    """`act` is what choosing it does, None for mere text; `hang` indents further lines of a long text.

    An `optional` row gives way first where the screen is low.
    """

    text: str = ""
    style: str = ""
    key: str = ""
    act: Act | None = None
    hang: int = 0
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """`keys` are shown at the foot, the most useful first: a key and what it does."""

    title: str
    progress: str
    rows: tuple[Row, ...]
    keys: tuple[tuple[str, str], ...] = ()
    start: int = 0  # which of the rows that can be chosen the pointer is at first
    at_once: bool = False  # the key of a row takes it, without Enter
    more: str = "more"  # below what fits
    choices: tuple[Row, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "choices", tuple(row for row in self.rows if row.act is not None))

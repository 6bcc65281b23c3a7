"""What every source of clients gives: its columns, and its rows in batches, as they stand."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

import polars as pl

LINE = "\x00line"  # no column of a user's table is called so
BATCH = 50_000  # rows


class Reject(NamedTuple):
    """A cell, or a whole row (`column` empty), that cannot be read. `line` counts from 1 as an editor shows it."""

    file: str
    line: int
    client: str
    column: str
    value: str
    reason: str


class Batch(NamedTuple):
    """Some rows in order, with their line numbers in the column LINE, and the rows that are none."""

    frame: pl.DataFrame
    rejects: tuple[Reject, ...] = ()


class Table(Protocol):
    """`rows` is their number, or about it, where that is known beforehand; `batches` may be gone through once."""

    @property
    def name(self) -> str: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> int | None: ...
    def batches(self) -> Iterator[Batch]: ...


class TableError(Exception):
    """The table cannot be read at all; the text says why and what to do."""

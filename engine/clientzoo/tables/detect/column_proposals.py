"""Which column may be a field that no heading names: by what its cells hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from clientzoo.tables.detect import field_headings as headings
from clientzoo.tables.detect.body_rows import rows_below, without_missing
from clientzoo.tables.detect.encoding import UnreadableFileError
from clientzoo.tables.detect.heading_rows import Heading
from clientzoo.tables.formats.sheet import Row, Sheet
from clientzoo.tables.values import dates, numbers

_NEARLY_ALL = 0.95
_DISTINCT = 100_000
_WORDS = {
    "date": ("date", "дата", "day", "день", "closed", "paid", "when", "period", "период"),
    "money": ("amount", "sum", "total", "value", "revenue", "price", "sales", "preis", "сумма", "цена", "выручка"),
    "client": ("client", "customer", "account", "company", "buyer", "name", "клиент", "контрагент", "заказчик"),
}  # fmt: skip


class Proposal(NamedTuple):
    """A column for a field, and what speaks for it."""

    field: str
    title: str
    evidence: str


class UnmappedFieldsError(UnreadableFileError):
    """Fields that the table needs have no column. `proposals` are the likeliest ones; `no_heading` says that the file
    has no line of headings."""

    def __init__(self, message: str, proposals: Sequence[Proposal], *, no_heading: bool = False) -> None:
        super().__init__(message)
        self.proposals, self.no_heading = tuple(proposals), no_heading


@dataclass
class _Seen:
    cells: int = 0
    dates: int = 0
    numbers: int = 0
    fractions: int = 0
    texts: set[str] = field(default_factory=set)

    def add(self, cells: pl.Series) -> None:
        self.cells += len(cells)
        orders: tuple[dates.Order, ...] = ("dmy", "mdy")
        self.dates += max(dates.read_dates(cells, order).values.count() for order in orders)
        points: tuple[numbers.Point, ...] = (".", ",")
        self.numbers += max(numbers.read_numbers(cells, "number", point).values.count() for point in points)
        self.fractions += int(cells.str.contains(r"\d[.,]\d{1,2}\D*$").sum())
        if len(self.texts) < _DISTINCT:
            self.texts.update(cells.unique().to_list())

    def share(self, count: int) -> float:
        return count / self.cells if self.cells else 0.0


def proposals(sheet: Sheet, heading: Heading, fields: Mapping[str, int], missing: Sequence[str]) -> list[Proposal]:
    """For each missing field the column that speaks most for it, if any does."""
    taken = set(fields.values())
    free = {index: _Seen() for index, title in enumerate(heading.titles) if title and index not in taken}
    for batch in sheet.batches():
        body = rows_below(batch, heading)
        for index, seen in free.items():
            seen.add(without_missing(body[str(index)]).drop_nulls())
    found: list[Proposal] = []
    for name in missing:
        best = max(free, key=lambda index: _score(name, heading.titles[index], free[index]), default=None)
        if best is not None and _score(name, heading.titles[best], free[best]) > 0:
            found.append(Proposal(name, heading.titles[best], _evidence(name, free.pop(best))))
    return found


def _score(name: str, title: str, seen: _Seen) -> float:
    """How much speaks for a column; 0 where it cannot be the field."""
    kind = _kind(name)
    figures, days = seen.share(seen.numbers), seen.share(seen.dates)
    if not seen.cells:
        return 0.0
    if kind == "date":
        fits = days
    elif kind == "money":
        fits = figures if days < _NEARLY_ALL or seen.fractions else 0.0
    elif kind == "client":
        fits = 1 - max(days, figures if name == "client_name" else 0.0)
    else:
        return 0.0
    if fits < _NEARLY_ALL:
        return 0.0
    named = any(word in headings.key(title) for word in _WORDS[kind])
    return fits + named + (0.5 if kind == "money" and seen.fractions else 0) + len(seen.texts) / (seen.cells + 1) / 4


def _evidence(name: str, seen: _Seen) -> str:
    right, what = {"date": (seen.dates, "dates"), "money": (seen.numbers, "numbers")}.get(_kind(name), (0, ""))
    if not what:
        return f"{len(seen.texts):,} different texts in {seen.cells:,} cells".replace(",", " ")
    some = "all" if right == seen.cells else f"{right:,} of"
    return f"{some} {seen.cells:,} cells are {what}".replace(",", " ")


def _kind(name: str) -> str:
    if name in ("client_id", "client_name"):
        return "client"
    kind = headings.kind(name)
    return "money" if kind in ("money", "number", "whole") else kind


def is_row_of_data(heading: Heading, rows: Sequence[Row]) -> bool:
    """Whether what was taken for the heading is a row like those below: a date where they have dates."""
    below = [row.cells for row in rows if row.line > heading.line][:10]
    for index, title in enumerate(heading.titles):
        column = [cells[index] for cells in below if index < len(cells) and cells[index].strip()]
        if column and _is_date(title) and all(map(_is_date, column)):
            return True
    return False


def _is_date(text: str) -> bool:
    return (
        dates.read_dates(pl.Series([text]), "dmy").values.count()
        + dates.read_dates(pl.Series([text]), "mdy").values.count()
        > 0
    )

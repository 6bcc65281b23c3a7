"""Rows of text to a clean table: fields found, values read, and whatever cannot be read set aside with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import polars as pl

from clientzoo.segmentation.reading import dates, headings, numbers
from clientzoo.segmentation.reading.dialect import Rows, heading_row
from clientzoo.segmentation.reading.encoding import UnreadableFileError

MONEY = pl.Decimal(18, 2)
_KINDS: Mapping[str, Any] = {
    "id": pl.String, "text": pl.String, "money": MONEY, "number": pl.Float64, "whole": pl.Int64, "date": pl.Date,
    "status": pl.String,
}  # fmt: skip


class Reject(NamedTuple):
    """A row that was not read: where, which cell, and why."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Choices:
    """What the user says where guessing will not do."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    decimal: numbers.Point | None = None
    date_order: dates.Order | None = None
    statuses: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Read:
    """A clean table and everything one should know of how it came about.

    `understood` maps fields to headings, `formats` to what was decided of their values; `before` is the total of all
    cells of the table's money column that are numbers, `after` that of the rows read, `set_aside` that of the rejected
    ones.
    """

    frame: pl.DataFrame
    understood: Mapping[str, str]
    formats: Mapping[str, str]
    ignored: tuple[str, ...]
    sum_rows: tuple[int, ...]
    rejects: tuple[Reject, ...]
    rows: int
    before: Decimal | None
    after: Decimal | None
    set_aside: Decimal | None

    @property
    def agrees(self) -> bool:
        """Whether every row and every unit of money is accounted for."""
        rows = self.rows == self.frame.height + len({one.line for one in self.rejects}) + len(self.sum_rows)
        return rows and (self.before is None or self.before == (self.after or 0) + (self.set_aside or 0))


def read_table(found: Rows, of: headings.Table, choices: Choices) -> Read:
    """The table. Raises UnreadableFileError where a needed field is not found, or a format is ambiguous."""
    rows = found.rows
    if not rows:
        raise UnreadableFileError("the file holds no rows")
    top = heading_row(rows, [headings.names_known(row, of, choices.mapping) for _, row in rows[:30]])
    titles = [title.strip() for title in rows[top][1]]
    fields = headings.matched(titles, of, choices.mapping)
    if of.name == "products" and "segment" in fields and "product" not in fields:
        return read_table(_unpivoted(rows[top:], fields["segment"]), of, choices)
    missing = [name for name in of.needs if name not in fields]
    if not missing and of.one_of and not any(name in fields for name in of.one_of):
        missing = [of.one_of[-1]]
    if missing:
        seen = ", ".join(f"`{title}`" for title in titles if title)
        raise UnreadableFileError(f"no column for {', '.join(missing)} among {seen}; say --map {missing[0]}=HEADING")
    return _read(rows[top + 1 :], titles, fields, of, choices)


def _read(
    rows: list[tuple[int, list[str]]], titles: list[str], fields: dict[str, int], of: headings.Table, choices: Choices
) -> Read:
    sums = tuple(line for line, row in rows if _is_sum(row))
    body = [(line, row) for line, row in rows if line not in sums]
    columns = {name: [_cell(row, index) for _, row in body] for name, index in fields.items()}
    formats: dict[str, str] = {}
    readers = {name: _reader(name, columns[name], choices, formats) for name in fields}
    records: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    before = set_aside = Decimal(0)
    for position, (line, _) in enumerate(body):
        record: dict[str, Any] = {}
        faults: list[Reject] = []
        for name, read in readers.items():
            text = columns[name][position]
            try:
                record[name] = None if text is None else read(text)
            except ValueError as error:
                faults.append(Reject(line, titles[fields[name]], str(text), str(error)))
        faults += _lacking(line, record, of, titles, fields) if not faults else []
        worth = record.get(of.total or "")
        before += Decimal(str(worth)) if worth is not None else 0
        if faults:
            rejects += faults
            set_aside += Decimal(str(worth)) if worth is not None else 0
        else:
            records.append(record)
    frame = pl.DataFrame(records, schema={name: _KINDS[headings.kind(name)] for name in fields}, orient="row")
    counted = of.total if of.total in fields else None
    after = sum((Decimal(str(value)) for value in frame[counted].drop_nulls()), Decimal(0)) if counted else None
    ignored = tuple(title for index, title in enumerate(titles) if title and index not in fields.values())
    return Read(
        frame, {name: titles[index] for name, index in fields.items()}, formats, ignored, sums, tuple(rejects),
        len(rows), before if counted else None, after, set_aside if counted else None,
    )  # fmt: skip


def _reader(name: str, cells: list[str | None], choices: Choices, formats: dict[str, str]) -> Callable[[str], Any]:
    present = [cell for cell in cells if cell is not None]
    match headings.kind(name):
        case "money":
            point = choices.decimal or numbers.decimal_point(present)
            formats[name] = f"decimal {'comma' if point == ',' else 'point'}" if point else "whole numbers"
            return lambda text: numbers.number(text, point).quantize(Decimal("0.01"))
        case "number":
            point = choices.decimal or numbers.decimal_point(present)
            return lambda text: float(numbers.number(text, point))
        case "whole":
            point = choices.decimal or numbers.decimal_point(present)
            return lambda text: _whole(numbers.number(text, point))
        case "date":
            try:
                order = choices.date_order or dates.order_of(present)
            except dates.AmbiguousDatesError as error:
                raise UnreadableFileError(f"`{name}`: {error}") from None
            formats[name] = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}[order]
            return lambda text: dates.day(text, order)
        case "status":
            words = {headings.key(word): to for word, to in choices.statuses.items()}
            return lambda text: _status(text, words)
        case "id":
            return lambda text: text.removesuffix(".0") if text.removesuffix(".0").isdigit() else text
    return lambda text: " ".join(text.split())


def _whole(value: Decimal) -> int:
    if value != value.to_integral_value():
        raise ValueError("not a whole number")
    return int(value)


def _status(text: str, words: Mapping[str, str]) -> str:
    said = headings.key(text)
    if said in words:
        return words[said]
    for status, known in headings.known()["statuses"].items():
        if said in (headings.key(str(word)) for word in known):
            return str(status)
    raise ValueError(f"unknown status; say --status '{text}=won', =lost or =open")


def _lacking(
    line: int, record: Mapping[str, Any], of: headings.Table, titles: list[str], fields: Mapping[str, int]
) -> list[Reject]:
    faults = [Reject(line, titles[fields[name]], "", "missing") for name in of.needs if record.get(name) is None]
    if of.name == "orders" and faults and record.get("status") in ("lost", "open"):
        faults = []  # an open deal has no closing date yet; it stays in the table and counts nowhere
    if of.one_of and not any(record.get(name) is not None for name in of.one_of):
        name = next(one for one in of.one_of if one in fields)
        faults.append(Reject(line, titles[fields[name]], "", "no client"))
    return faults


def _cell(row: list[str], index: int) -> str | None:
    text = row[index].strip() if index < len(row) else ""
    return None if text.casefold() in _missing() else text


def _missing() -> frozenset[str]:
    return frozenset(headings.known()["missing"])


def _is_sum(row: list[str]) -> bool:
    """A row of totals, that would double everything: its first filled cell says so."""
    first = next((cell.strip().casefold() for cell in row if cell.strip()), "")
    return first in headings.known()["sum_rows"]


def _unpivoted(rows: list[tuple[int, list[str]]], segment: int) -> Rows:
    """A matrix with a column for each product and a yes in its cells, as rows of segment and product."""
    titles = rows[0][1]
    no = {*headings.known()["missing"], "no", "0", "false"}
    pairs = [
        (line, [row[segment], titles[index]])
        for line, row in rows[1:]
        for index, cell in enumerate(row)
        if index != segment and index < len(titles) and titles[index].strip() and cell.strip().casefold() not in no
    ]
    return Rows("", [(rows[0][0], ["segment", "product"]), *pairs])


def dated_span(frame: pl.DataFrame) -> tuple[date, date] | None:
    """The first and last day of the table's first date column."""
    for name, kind in frame.schema.items():
        if kind == pl.Date and frame[name].drop_nulls().len():
            days = frame[name].drop_nulls().to_list()
            return min(days), max(days)
    return None

"""Rows of text to a clean table: values read, and whatever cannot be read rejected with a reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from clientzoo.tables.detect import field_headings as headings
from clientzoo.tables.detect.body_rows import rows_below
from clientzoo.tables.detect.footer_rows import is_grand
from clientzoo.tables.importing.import_batch import REJECTS, BatchImport, Totals, read_batch
from clientzoo.tables.importing.import_plan import Advance, ImportPlan, unwatched
from clientzoo.tables.table import LINE
from clientzoo.tables.values import numbers
from clientzoo.tables.values.numbers import MONEY

_KINDS: Mapping[str, Any] = {
    "id": pl.String, "text": pl.String, "money": MONEY, "number": pl.Float64, "whole": pl.Int64, "date": pl.Date,
    "status": pl.String,
}  # fmt: skip
_PREVIEW = 5


@dataclass(frozen=True)
class Read:
    """A clean table, and the account of every row and every unit of money.

    `frame` scans what was read, in the order of the file; `first` are its first rows. `rejects` has a row for each cell
    that could not be read: `line`, `column`, `value`, `reason`. `totals` are those of the table's money column by
    currency, exactly as the file has them; `rounding` is what rounding to hundredths adds to what was read of each;
    `total` is what the rows read bring into the table, in its own currency.
    """

    plan: ImportPlan
    frame: pl.LazyFrame
    first: pl.DataFrame
    height: int
    rejects: pl.DataFrame
    rejected: int
    totals: Mapping[str, Totals]
    total: Decimal | None
    days: Mapping[str, tuple[Any, Any]]
    renamed: int
    notes: tuple[str, ...]
    rounding: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def agrees(self) -> bool:
        """Whether every row and every unit of money is accounted for, up to what stands in the files written."""
        how, totals = self.plan, self.totals
        rows = how.rows == self.height + self.rejected + len(how.footers)
        money = all(one.before == one.read + one.rejected_sum for one in totals.values())
        own = totals.keys() <= {how.currency}  # else converted amounts are among them
        return rows and money and (not totals or not own or self.total == self._rounded())

    def _rounded(self) -> Decimal:
        return sum((one.read + self.rounding.get(code, 0) for code, one in self.totals.items()), Decimal(0))


def read_table(how: ImportPlan, folder: Path, advance: Advance = unwatched) -> Read:
    """Reads the file as understood, into Parquet files in `folder`, batch by batch."""
    folder.mkdir(parents=True, exist_ok=True)
    schema = {name: _KINDS[headings.kind(name)] for name in how.of.fields if name in how.fields}
    if how.currency:
        schema["currency"] = pl.String
    first = pl.DataFrame(schema=schema)
    paths: list[Path] = []
    done = _Account()
    for batch in how.sheet.batches():
        part = read_batch(rows_below(batch, how.heading), how)
        advance(part.rows)
        done.add(part)
        rows = part.frame.select(list(schema))
        if rows.height:
            first = pl.concat([first, rows.head(_PREVIEW - first.height)]) if first.height < _PREVIEW else first
            paths.append(folder / f"{len(paths):06}.parquet")
            rows.write_parquet(paths[-1])
    frame = pl.scan_parquet(paths, glob=False) if paths else pl.LazyFrame(schema=schema)
    return Read(
        how, frame, first, done.height, pl.concat([pl.DataFrame(schema=REJECTS), *done.rejects]), done.rejected,
        done.totals, _total(frame, how), _days(frame, schema), done.renamed,
        (*done.notes(), *_stated_totals(how, done.totals)), done.rounding,
    )  # fmt: skip


class _Account:
    """Sums over the parts."""

    def __init__(self) -> None:
        self.height = self.rejected = self.renamed = self.rounded = 0
        self.rejects: list[pl.DataFrame] = []
        self.totals: dict[str, Totals] = {}
        self.rounding: dict[str, Decimal] = {}

    def add(self, part: BatchImport) -> None:
        self.height += part.frame.height
        self.rejected += part.rejected
        self.renamed += part.renamed
        self.rounded += part.rounded
        if part.rejects.height:
            self.rejects.append(part.rejects)
        for code, one in part.totals.items():
            self.totals[code] = self.totals.get(code, Totals()).plus(one)
        for code, more in part.rounding.items():
            self.rounding[code] = self.rounding.get(code, Decimal(0)) + more

    def notes(self) -> Iterator[str]:
        if self.rounded:
            yield f"{self.rounded} amounts had more than two decimals and were rounded"


def _total(frame: pl.LazyFrame, how: ImportPlan) -> Decimal | None:
    """The sum in the files written, which the account of the rows has to meet."""
    if how.of.total not in how.fields:
        return None
    column = pl.col(how.of.total)
    exact = column if headings.kind(how.of.total) == "money" else column.cast(pl.Decimal(38, 6))
    found = frame.select(exact.sum()).collect(engine="streaming").item()
    return Decimal(found or 0)


def _stated_totals(how: ImportPlan, totals: Mapping[str, Totals]) -> Iterator[str]:
    """How the total that the file itself states last compares with the sum of its rows."""
    name = how.of.total
    if name not in how.fields or len(totals) != 1 or not how.left_out.height:
        return
    (counted,) = totals.values()
    cells = how.left_out[str(how.fields[name])]
    stated = numbers.read_numbers(cells, "money", how.points[name]).values
    for row, value in reversed(list(enumerate(stated))):
        said = next((cell for cell in how.left_out.drop(LINE).row(row) if cell is not None), "")
        if value is None or not is_grand(said):
            continue
        line, differs = how.left_out[LINE][row], value - counted.before
        yield f"line {line} says {value} in all: " + (f"{differs:+} against its rows" if differs else "its rows agree")
        return


def _days(frame: pl.LazyFrame, schema: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The first and last day of each date column."""
    columns = [name for name, kind in schema.items() if kind == pl.Date]
    if not columns:
        return {}
    ends: Sequence[pl.Expr] = [
        expression for name in columns for expression in (pl.col(name).min().alias(f"{name} min"), pl.col(name).max())
    ]
    row = frame.select(ends).collect(engine="streaming").row(0)
    return {name: (row[2 * index], row[2 * index + 1]) for index, name in enumerate(columns)}

"""The first look through a file: which columns are what, in which format, and what the user should know of them."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import polars as pl

from clientzoo.segmentation.reading import currency, dates, headings, numbers, statuses
from clientzoo.segmentation.reading.encoding import UnreadableFileError
from clientzoo.segmentation.reading.heading import Heading, heading_of
from clientzoo.segmentation.reading.ids import Signs
from clientzoo.segmentation.reading.service import Service, divided
from clientzoo.segmentation.reading.sheet import Sheet, top
from clientzoo.tables.table import LINE

Advance = Callable[[int], None]
_NUMERIC = ("money", "number", "whole")
_SPELLINGS = 200_000  # of one column that are kept to judge it by
_ORDERS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}


def unwatched(rows: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Choices:
    """What the user says where guessing will not do. `currency` is that of the table, `rates` are its units for one of
    another; `names` and `ids` say which clients are another one."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    decimal: numbers.Point | None = None
    date_order: dates.Order | None = None
    statuses: Mapping[str, str] = field(default_factory=dict)
    currency: str | None = None
    rates: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Understanding:
    """How a file is read.

    `fields` are columns by field; `formats` tell of values in words; `currency` is the table's, empty where no amount
    names one; `unnamed` that of amounts that name none; `named_currencies` whether any does; `rows` are those below the
    heading that are not blank.
    """

    sheet: Sheet
    of: headings.Table
    choices: Choices
    heading: Heading
    fields: Mapping[str, int]
    points: Mapping[str, numbers.Point | None]
    orders: Mapping[str, dates.Order]
    spoilt_dates: frozenset[str]
    currency: str
    unnamed: str
    named_currencies: bool
    formats: Mapping[str, str]
    notes: tuple[str, ...]
    services: tuple[Service, ...]
    left_out: pl.DataFrame
    rows: int
    unnamed_columns: bool

    def title(self, name: str) -> str:
        return self.heading.titles[self.fields[name]]


@dataclass
class _Seen:
    """What the columns hold, gathered batch by batch."""

    numbers: dict[str, Counter[str]] = field(default_factory=dict)
    dates: dict[str, set[str]] = field(default_factory=dict)
    ids: dict[str, Signs] = field(default_factory=dict)
    statuses: dict[str, Counter[str]] = field(default_factory=dict)
    currencies: Counter[str] = field(default_factory=Counter)
    services: list[Service] = field(default_factory=list)
    left_out: list[pl.DataFrame] = field(default_factory=list)
    rows: int = 0
    wide: int = 0

    def add(self, body: pl.DataFrame, heading: Heading, fields: Mapping[str, int], of: headings.Table) -> None:
        self.wide += int(beyond(body, heading).sum())
        for name, column in fields.items():
            cells = without_missing(body[str(column)])
            match headings.kind(name):
                case "money" | "number" | "whole":
                    known = self.numbers.setdefault(name, Counter())
                    if len(known) < _SPELLINGS:
                        known.update(numbers.shapes(cells))
                case "date":
                    seen = self.dates.setdefault(name, set())
                    if len(seen) < _SPELLINGS:
                        seen.update(dates.days(cells).unique().drop_nulls().to_list())
                case "status":
                    words = cells.drop_nulls().value_counts(name="times")
                    self.statuses.setdefault(name, Counter()).update(dict(words.iter_rows()))
                case "id":
                    self.ids.setdefault(name, Signs()).add(cells)
        if "currency" in fields and of.total in fields:
            said = without_missing(body[str(fields["currency"])])
            priced = said.filter(without_missing(body[str(fields[of.total])]).is_not_null())
            coded = currency.of_column(priced).fill_null(currency.UNNAMED).value_counts(name="times")
            self.currencies.update(dict(coded.iter_rows()))


def understood(sheet: Sheet, of: headings.Table, choices: Choices, advance: Advance = unwatched) -> Understanding:
    """Looks through the whole file. Raises UnreadableFileError where a needed field is not found, or a format is
    ambiguous."""
    rows = top(sheet)
    if not rows:
        raise UnreadableFileError("the file holds no rows")
    heading = heading_of(rows, of, choices.mapping, sheet.merged)
    found = headings.matched(heading.titles, of, choices.mapping)
    if of.name == "products" and "segment" in found.fields and "product" not in found.fields:
        from clientzoo.segmentation.reading.matrix import Matrix

        return understood(Matrix(sheet, heading, found.fields["segment"]), of, choices, advance)
    _check(of, found.fields, heading.titles)
    seen = _Seen()
    for batch in sheet.batches():
        body = rows_below(batch, heading)
        seen.rows += body.height
        advance(body.height)
        data, left_out, services = divided(body, heading.titles, found.fields, of)
        seen.services += services
        if left_out.height:
            seen.left_out.append(left_out)
        seen.add(data, heading, found.fields, of)
    return _judged(sheet, of, choices, heading, found, seen)


def rows_below(batch: pl.DataFrame, heading: Heading) -> pl.DataFrame:
    """The rows below the heading that are not blank: cells stripped, blank ones missing, every titled column there."""
    wide = [
        pl.lit(None, pl.String).alias(name)
        for name in map(str, range(len(heading.titles)))
        if name not in batch.columns
    ]
    cells = pl.exclude(LINE).str.strip_chars()
    stripped = (
        batch.filter(pl.col(LINE) > heading.line).with_columns(wide).with_columns(pl.when(cells != "").then(cells))
    )
    return stripped.filter(pl.any_horizontal(pl.exclude(LINE).is_not_null()))


def beyond(body: pl.DataFrame, heading: Heading) -> pl.Series:
    """Which rows have cells where the heading has none."""
    extra = [name for name in body.columns if name != LINE and int(name) >= len(heading.titles)]
    if not extra:
        return pl.repeat(False, body.height, eager=True, dtype=pl.Boolean)
    return body.select(pl.any_horizontal(pl.col(extra).is_not_null())).to_series()


def without_missing(cells: pl.Series) -> pl.Series:
    """The column with `-`, `n/a`, `нет` and the like as missing."""
    missing = cells.is_in(_missing()).fill_null(False)
    return cells.set(missing, None) if missing.any() else cells


@cache
def _missing() -> list[str]:
    """The words in the cases that people write them in: looking them up is faster than lowering each cell."""
    words = [str(word) for word in headings.known()["missing"] if word]
    return sorted({cased for word in words for cased in (word, word.upper(), word.capitalize(), word.title())})


def _check(of: headings.Table, fields: Mapping[str, int], titles: Sequence[str]) -> None:
    missing = [name for name in of.needs if name not in fields]
    if of.one_of and not any(name in fields for name in of.one_of):
        missing.append(of.one_of[-1])
    if missing:
        seen = ", ".join(f"`{title}`" for title in titles if title)
        raise UnreadableFileError(f"no column for {', '.join(missing)} among {seen}; say --map {missing[0]}=HEADING")


def _judged(
    sheet: Sheet, of: headings.Table, choices: Choices, heading: Heading, found: headings.Matched, seen: _Seen
) -> Understanding:
    titles, fields = heading.titles, found.fields
    formats: dict[str, str] = {}
    notes = [*sheet.notes]
    for name, columns in found.rivals.items():
        others = ", ".join(f"`{titles[column]}`" for column in columns)
        notes.append(f"{name} could also be {others}; if it is, say --map {name}=HEADING")
    own = {name: choices.decimal or numbers.decimal_point(seen.numbers[name]) for name in seen.numbers}
    elsewhere = {point for point in own.values() if point}
    points: dict[str, numbers.Point | None] = {}
    for name, point in own.items():
        # A column that never tells, as quantities `1,000`, is written as the rest of the file, if that is of one mind.
        points[name] = point or (next(iter(elsewhere)) if len(elsewhere) == 1 else None)
        if headings.kind(name) == "money" or (points[name] and not point):
            sign = f"decimal {'comma' if points[name] == ',' else 'point'}" if points[name] else "whole numbers"
            formats[name] = sign + (", as in other columns" if points[name] and not point else "")
    orders: dict[str, dates.Order] = {}
    for name, texts in seen.dates.items():
        try:
            orders[name] = choices.date_order or dates.order_of(sorted(texts))
        except dates.AmbiguousDatesError as error:
            raise UnreadableFileError(f"`{titles[fields[name]]}` ({name}): {error}") from None
        formats[name] = _ORDERS[orders[name]] + (", serials from 1904" if sheet.from_1904 else "")
    for name, words in seen.statuses.items():
        formats[name] = statuses.meant(words, choices.statuses)
    for name, signs in seen.ids.items():
        notes += signs.warnings(titles[fields[name]])
    counts, unnamed = seen.currencies, ""
    if of.total in fields and headings.kind(of.total) == "money":
        unnamed = currency.in_heading(titles[fields[of.total]])
        if not counts:
            for spelling, times in seen.numbers.get(of.total, Counter()).items():
                counts[currency.in_cell(spelling) or unnamed] += times
        elif unnamed:
            counts[unnamed] += counts.pop(currency.UNNAMED, 0)
    unnamed_columns = seen.wide * 2 > seen.rows
    if unnamed_columns:
        notes.append(f"{seen.wide} rows have cells beyond the last heading; they are not used")
    table, said = _currency(counts, choices)
    if said:
        notes.append(said)
    if table and of.total in formats:
        formats[of.total] += f", {table}"
    return Understanding(
        sheet, of, choices, heading, fields, points, orders,
        frozenset(name for name, signs in seen.ids.items() if signs.spoilt_dates),
        table, unnamed or table, bool(table) or any(counts.keys() - {currency.UNNAMED}), formats, tuple(notes),
        tuple(seen.services), pl.concat(seen.left_out, how="diagonal") if seen.left_out else pl.DataFrame(), seen.rows,
        unnamed_columns,
    )  # fmt: skip


def _currency(counts: Counter[str], choices: Choices) -> tuple[str, str]:
    """The table's currency, and what to tell where the amounts are in several."""
    named = {one: times for one, times in counts.items() if one and times}
    table = choices.currency if choices.currency is not None else currency.usual(counts)
    others = {one: times for one, times in counts.items() if one != table and times}
    if not named or not others:
        return table, ""
    shown = ", ".join(
        f"{times} in {one}" if one else f"{times} that name none" for one, times in sorted(counts.items())
    )
    foreign = [one for one in others if one and one not in choices.rates]
    said = f"several currencies: {shown}"
    if table and currency.UNNAMED in others:
        said += f"; those that name none are taken for {table}"
    if foreign:
        way = f"give a rate as --rate {foreign[0]}=..., " if table else f"say --currency {foreign[0]} if all are, "
        said += (
            f"; {', '.join(sorted(foreign))} cannot be summed with the rest and is set aside: {way}or import it apart"
        )
    return table, said

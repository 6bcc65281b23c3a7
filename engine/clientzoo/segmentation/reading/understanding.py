"""The first look through a file: which columns are what, in which format, and what the user should know of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from clientzoo.segmentation.reading import currency, dates, headings, numbers, statuses
from clientzoo.segmentation.reading.encoding import UnreadableFileError
from clientzoo.segmentation.reading.evidence import Evidence
from clientzoo.segmentation.reading.heading import Heading, heading_of
from clientzoo.segmentation.reading.matrix import PRODUCT, Matrix
from clientzoo.segmentation.reading.rows import rows_below
from clientzoo.segmentation.reading.service import Service, divided
from clientzoo.segmentation.reading.sheet import Sheet, top

Advance = Callable[[int], None]
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

    def is_made_up(self, name: str) -> bool:
        """Whether no column of the file is the field: the products of a matrix are its headings."""
        return isinstance(self.sheet, Matrix) and self.title(name) == PRODUCT


def understood(sheet: Sheet, of: headings.Table, choices: Choices, advance: Advance = unwatched) -> Understanding:
    """Looks through the whole file. Raises UnreadableFileError where a needed field is not found, or a format is
    ambiguous."""
    rows = top(sheet)
    if not rows:
        raise UnreadableFileError("the file holds no rows")
    heading = heading_of(rows, of, choices.mapping, sheet.merged)
    found = headings.matched(heading.titles, of, choices.mapping)
    if of.name == "products" and "segment" in found.fields and "product" not in found.fields:
        return understood(Matrix(sheet, heading, found.fields["segment"]), of, choices, advance)
    _check(of, found.fields, heading.titles)
    seen = Evidence()
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


def _check(of: headings.Table, fields: Mapping[str, int], titles: Sequence[str]) -> None:
    missing = [name for name in of.needs if name not in fields]
    if of.one_of and not any(name in fields for name in of.one_of):
        missing.append(of.one_of[-1])
    if missing:
        seen = ", ".join(f"`{title}`" for title in titles if title)
        raise UnreadableFileError(f"no column for {', '.join(missing)} among {seen}; say --map {missing[0]}=HEADING")


def _judged(
    sheet: Sheet, of: headings.Table, choices: Choices, heading: Heading, found: headings.Matched, seen: Evidence
) -> Understanding:
    titles, fields = heading.titles, found.fields
    points, borrowed = seen.points(choices.decimal)
    orders = {name: _order(texts, choices, f"`{titles[fields[name]]}` ({name})") for name, texts in seen.days.items()}
    money = of.total in fields and headings.kind(of.total) == "money"
    unnamed = currency.in_heading(titles[fields[of.total]]) if money else currency.UNNAMED
    amounts = seen.amounts(of.total, unnamed) if money else Counter[str]()
    table, several = _currency(amounts, choices) if money else (currency.UNNAMED, ())
    formats = {name: f"{_ORDERS[order]}{', serials from 1904' * sheet.from_1904}" for name, order in orders.items()}
    formats |= {name: statuses.meant(words, choices.statuses) for name, words in seen.statuses.items()}
    for name, point in points.items():
        if headings.kind(name) == "money" or name in borrowed:
            formats[name] = _sign(point, seen.figures[name]) + (", as in other columns" if name in borrowed else "")
    if table:
        formats[of.total] += f", {table}"
    unnamed_columns = seen.wide * 2 > seen.rows
    return Understanding(
        sheet, of, choices, heading, fields, points, orders,
        spoilt_dates=frozenset(name for name, signs in seen.ids.items() if signs.spoilt_dates),
        currency=table, unnamed=unnamed or table, named_currencies=bool(table) or any(amounts),
        formats=formats, notes=(*sheet.notes, *_notes(heading, found, seen, unnamed_columns), *several),
        services=tuple(seen.services),
        left_out=pl.concat(seen.left_out, how="diagonal") if seen.left_out else pl.DataFrame(),
        rows=seen.rows, unnamed_columns=unnamed_columns,
    )  # fmt: skip


def _sign(point: numbers.Point | None, spellings: Iterable[str]) -> str:
    if point is None:
        return "decimal point or comma" if any("." in one or "," in one for one in spellings) else "whole numbers"
    return "decimal comma" if point == "," else "decimal point"


def _order(texts: Iterable[str], choices: Choices, where: str) -> dates.Order:
    try:
        return choices.date_order or dates.order_of(sorted(texts))
    except dates.AmbiguousDatesError as error:
        raise UnreadableFileError(f"{where}: {error}") from None


def _notes(heading: Heading, found: headings.Matched, seen: Evidence, unnamed_columns: bool) -> Iterator[str]:
    """What the user should look at."""
    titles = heading.titles
    for name, columns in found.rivals.items():
        others = ", ".join(f"`{titles[column]}`" for column in columns)
        yield f"{name} could also be {others}; if it is, say --map {name}=HEADING"
    for name, signs in seen.ids.items():
        yield from signs.warnings(titles[found.fields[name]])
    for column, words in seen.unused.items():
        if statuses.are_statuses(words):
            yield (
                f"all rows count as won, but `{titles[column]}` looks like their status ({statuses.meant(words, {})}); "
                f"if it is, say --map status={titles[column]!r}"
            )
    if unnamed_columns:
        yield f"{seen.wide} rows have cells beyond the last heading; they are not used"


def _currency(counts: Counter[str], choices: Choices) -> tuple[str, tuple[str, ...]]:
    """The table's currency, and what to tell where the amounts are in several."""
    table = choices.currency if choices.currency is not None else currency.usual(counts)
    others = [one for one in sorted(counts) if one != table]
    if not others or not any(counts):
        return table, ()
    shown = ", ".join(
        f"{times} in {one}" if one else f"{times} that name none" for one, times in sorted(counts.items())
    )
    foreign = [one for one in others if one and one not in choices.rates]
    said = f"several currencies: {shown}"
    if table and currency.UNNAMED in others:
        said += f"; those that name none are taken for {table}"
    if foreign:
        way = f"give a rate as --rate {foreign[0]}=..., " if table else f"say --currency {foreign[0]} if all are, "
        said += f"; {', '.join(foreign)} cannot be summed with the rest and is set aside: {way}or import it apart"
    return table, (said,)

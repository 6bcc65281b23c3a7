"""The first look through a file: which columns are what, in which format, and what the user should know of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from clientzoo.tables.detect import field_headings as headings
from clientzoo.tables.detect.body_rows import rows_below
from clientzoo.tables.detect.column_profile import ColumnProfiles
from clientzoo.tables.detect.column_proposals import UnmappedFieldsError, is_row_of_data, proposals
from clientzoo.tables.detect.encoding import UnreadableFileError
from clientzoo.tables.detect.footer_rows import FooterRow, divided
from clientzoo.tables.detect.heading_rows import Heading, heading_of
from clientzoo.tables.formats.sheet import Row, Sheet, top
from clientzoo.tables.importing.computed_column import Computed, formula, quantity_by_price
from clientzoo.tables.importing.filled_down import FilledDown, fill_plan
from clientzoo.tables.importing.months_as_columns import MonthsAsColumns, period_columns
from clientzoo.tables.importing.product_matrix import PRODUCT, Matrix
from clientzoo.tables.values import currency, dates, numbers, statuses

Advance = Callable[[int], None]
_ORDERS = {"dmy": "day, month, year", "mdy": "month, day, year", "ymd": "year, month, day"}


def unwatched(rows: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class ImportChoices:
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
    no_heading: bool = False
    literal: bool = False


@dataclass(frozen=True)
class ImportPlan:
    """How a file is read.

    `fields` are columns by field; `formats` tell of values in words; `currency` is the table's, empty where no amount
    names one; `unnamed` that of amounts that name none; `named_currencies` whether any does; `rows` are those below the
    heading that are not blank.
    """

    sheet: Sheet
    of: headings.Table
    choices: ImportChoices
    heading: Heading
    fields: Mapping[str, int]
    points: Mapping[str, numbers.Point | None]
    orders: Mapping[str, dates.Order]
    corrupted_dates: frozenset[str]
    currency: str
    unnamed: str
    named_currencies: bool
    formats: Mapping[str, str]
    notes: tuple[str, ...]
    footers: tuple[FooterRow, ...]
    left_out: pl.DataFrame
    rows: int
    unnamed_columns: bool

    def title(self, name: str) -> str:
        return self.heading.titles[self.fields[name]]

    def is_made_up(self, name: str) -> bool:
        """Whether no column of the file is the field: the products of a matrix are its headings."""
        return isinstance(self.sheet, Matrix) and self.title(name) == PRODUCT


def import_plan(sheet: Sheet, of: headings.Table, choices: ImportChoices, advance: Advance = unwatched) -> ImportPlan:
    """Looks through the whole file. Raises UnreadableFileError where a needed field is not found, or a format is
    ambiguous."""
    rows = top(sheet)
    if not rows:
        raise UnreadableFileError("the file holds no rows")
    if choices.no_heading:
        heading = Heading([f"column {number}" for number in range(1, max(len(row.cells) for row in rows) + 1)], 0, [])
        choices = _by_number(choices)
    else:
        heading = heading_of(rows, of, choices.mapping, sheet.merged)
        if is_row_of_data(heading, rows):
            raise _without_heading(sheet, of, rows, heading)
    if not isinstance(sheet, Computed) and (computed := _computed(sheet, of, choices, heading)) is not None:
        return import_plan(computed, of, choices, advance)
    if isinstance(sheet, Computed) and choices.no_heading:
        heading.titles[-1] = sheet.title
    if isinstance(sheet, Computed) and sheet.title in choices.mapping.values():
        found = headings.matched(heading.titles, of, choices.mapping)
    else:
        more = {of.total: sheet.title} if isinstance(sheet, Computed) else {}
        found = headings.matched(heading.titles, of, {**choices.mapping, **more})
    if of.name == "products" and "segment" in found.fields and "product" not in found.fields:
        return import_plan(Matrix(sheet, heading, found.fields["segment"]), of, choices, advance)
    if of.name == "orders" and not choices.literal:
        months = period_columns(heading.titles)
        if months and "order_date" not in found.fields and any(name in found.fields for name in of.one_of):
            return import_plan(MonthsAsColumns(sheet, heading, months), of, choices, advance)
        fill = None if isinstance(sheet, FilledDown) else fill_plan(sheet, heading, found.fields, of)
        if fill is not None:
            sheet = FilledDown(sheet, heading, found.fields, of, fill)
    _check(sheet, of, found.fields, heading, no_heading=choices.no_heading)
    seen = ColumnProfiles()
    for batch in sheet.batches():
        body = rows_below(batch, heading)
        seen.rows += body.height
        advance(body.height)
        data, left_out, services = divided(body, heading.titles, found.fields, of)
        seen.footers += services
        if left_out.height:
            seen.left_out.append(left_out)
        seen.add(data, heading, found.fields, of)
    return _judged(sheet, of, choices, heading, found, seen)


def _by_number(choices: ImportChoices) -> ImportChoices:
    """Columns that are mapped by their number, by the name that we give them."""
    named = {name: f"column {said}" if said.strip().isdecimal() else said for name, said in choices.mapping.items()}
    return replace(choices, mapping=named)


def _computed(sheet: Sheet, of: headings.Table, choices: ImportChoices, heading: Heading) -> Computed | None:
    """The sheet with the column that the user's formula makes, or the amount of quantity and price; None where there is
    nothing to compute."""
    titles = heading.titles
    for name, said in choices.mapping.items():
        if name in of.fields and (made := formula(said, titles)) is not None:
            return Computed(sheet, heading, made, choices.decimal)
    if of.name != "orders":
        return None
    plain = {name: said for name, said in choices.mapping.items() if headings.key(said) in map(headings.key, titles)}
    fields = headings.matched(titles, of, plain).fields
    if of.total in fields or of.total in choices.mapping or "units" not in fields:
        return None
    text = quantity_by_price(titles, fields["units"])
    made = None if text is None else formula(text, titles)
    if made is None:
        return None
    note = f"no column holds the amount: it is taken as {text}; if one does, say --map {of.total}=HEADING"
    return Computed(sheet, heading, made, choices.decimal, note)


def _without_heading(sheet: Sheet, of: headings.Table, rows: Sequence[Row], heading: Heading) -> UnmappedFieldsError:
    width = max(len(row.cells) for row in rows)
    numbered = Heading([f"column {number}" for number in range(1, width + 1)], 0, [])
    wanted = [*of.needs, *of.one_of[-1:]]
    found = proposals(sheet, numbered, {}, wanted)
    said = "; ".join(f"{one.title} may be {one.field}: {one.evidence}" for one in found)
    shown = " | ".join(heading.titles)[:80]
    return UnmappedFieldsError(
        f"line {heading.line} is no heading, but a row like the others (`{shown}`); say --no-heading, and the columns "
        f"by their number, as --map {wanted[0]}=2" + (f" ({said})" if said else ""),
        found, no_heading=True,
    )  # fmt: skip


def _check(sheet: Sheet, of: headings.Table, fields: Mapping[str, int], heading: Heading, *, no_heading: bool) -> None:
    titles = heading.titles
    missing = [name for name in of.needs if name not in fields]
    if of.one_of and not any(name in fields for name in of.one_of):
        missing.append(of.one_of[-1])
    if missing:
        seen = ", ".join(f"`{title}`" for title in titles if title)
        found = proposals(sheet, heading, fields, missing)
        meant = "".join(f"; for {one.field} did you mean {one.title}? {one.evidence}" for one in found)
        raise UnmappedFieldsError(
            f"no column for {', '.join(missing)} among {seen}{meant}; say --map {missing[0]}=HEADING", found,
            no_heading=no_heading,
        )  # fmt: skip


def _judged(
    sheet: Sheet,
    of: headings.Table,
    choices: ImportChoices,
    heading: Heading,
    found: headings.Matched,
    seen: ColumnProfiles,
) -> ImportPlan:
    titles, fields = heading.titles, found.fields
    points, borrowed = seen.points(choices.decimal)
    orders = {name: _order(texts, choices, f"`{titles[fields[name]]}` ({name})") for name, texts in seen.days.items()}
    money = of.total in fields and headings.kind(of.total) == "money"
    unnamed = currency.in_heading(titles[fields[of.total]]) if money else currency.UNNAMED
    amounts = seen.amounts(of.total, unnamed) if money else Counter[str]()
    table, several = _currency(amounts, choices) if money else (currency.UNNAMED, ())
    formats = {name: f"{_ORDERS[order]}{', serials from 1904' * sheet.from_1904}" for name, order in orders.items()}
    formats |= {name: statuses.statuses_in_words(words, choices.statuses) for name, words in seen.statuses.items()}
    for name, point in points.items():
        if headings.kind(name) == "money" or name in borrowed:
            formats[name] = _sign(point, seen.figures[name]) + (", as in other columns" if name in borrowed else "")
    if table:
        formats[of.total] += f", {table}"
    unnamed_columns = seen.wide * 2 > seen.rows
    return ImportPlan(
        sheet, of, choices, heading, fields, points, orders,
        corrupted_dates=frozenset(name for name, signs in seen.ids.items() if signs.corrupted_dates),
        currency=table, unnamed=unnamed or table, named_currencies=bool(table) or any(amounts),
        formats=formats, notes=(*sheet.notes, *_notes(heading, found, seen, unnamed_columns), *several),
        footers=tuple(seen.footers),
        left_out=pl.concat(seen.left_out, how="diagonal") if seen.left_out else pl.DataFrame(),
        rows=seen.rows, unnamed_columns=unnamed_columns,
    )  # fmt: skip


def _sign(point: numbers.Point | None, spellings: Iterable[str]) -> str:
    if point is None:
        return "decimal point or comma" if any("." in one or "," in one for one in spellings) else "whole numbers"
    return "decimal comma" if point == "," else "decimal point"


def _order(texts: Iterable[str], choices: ImportChoices, where: str) -> dates.Order:
    try:
        return choices.date_order or dates.order_of(sorted(texts))
    except dates.AmbiguousDatesError as error:
        raise UnreadableFileError(f"{where}: {error}") from None


def _notes(heading: Heading, found: headings.Matched, seen: ColumnProfiles, unnamed_columns: bool) -> Iterator[str]:
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
                f"all rows count as won, but `{titles[column]}` looks like their status "
                f"({statuses.statuses_in_words(words, {})}); "
                f"if it is, say --map status={titles[column]!r}"
            )
    if unnamed_columns:
        yield f"{seen.wide} rows have cells beyond the last heading; they are not used"


def _currency(counts: Counter[str], choices: ImportChoices) -> tuple[str, tuple[str, ...]]:
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
        said += f"; {', '.join(foreign)} cannot be summed with the rest and is rejected: {way}or import it apart"
    return table, (said,)

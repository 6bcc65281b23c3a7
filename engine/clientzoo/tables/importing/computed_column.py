"""A column that the file does not have: reckoned from others, as an amount is from quantity and price."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

import polars as pl

from clientzoo.tables.detect.body_rows import rows_below, without_missing
from clientzoo.tables.detect.field_headings import key, known_words, run_together
from clientzoo.tables.detect.heading_rows import Heading
from clientzoo.tables.formats.sheet import Sheet
from clientzoo.tables.table import LINE
from clientzoo.tables.values import currency, numbers

_OPERATORS = re.compile(r"\s+([-+*×])\s+|([*×+])")


class Formula(NamedTuple):
    """Operands (the index of a column, or a number) and the signs between them; `*` binds closer than + and -."""

    text: str
    operands: tuple[int | Decimal, ...]
    signs: tuple[str, ...]

    def value(self, cells: Mapping[int, Decimal]) -> Decimal:
        """The result for one row."""
        values = [cells[one] if isinstance(one, int) else one for one in self.operands]
        total, term, sign = Decimal(0), values[0], "+"
        for operator, value in zip(self.signs, values[1:], strict=True):
            if operator == "*":
                term *= value
            else:
                total, term, sign = (total + term if sign == "+" else total - term), value, operator
        return total + term if sign == "+" else total - term


def formula(text: str, titles: Sequence[str]) -> Formula | None:
    """What `Quantity * UnitPrice` means where these are headings; None where it is one heading itself, or none."""
    keys = [key(title) for title in titles]
    if key(text) in keys:
        return None
    parts = _OPERATORS.split(text)
    names, signs = parts[::3], [one or other for one, other in zip(parts[1::3], parts[2::3], strict=True)]
    operands: list[int | Decimal] = []
    for name in names:
        if key(name) in keys and key(name):
            operands.append(keys.index(key(name)))
            continue
        try:
            operands.append(Decimal(name.strip().replace(",", ".")))
        except InvalidOperation:
            return None
    if not signs or not any(isinstance(one, int) for one in operands):
        return None
    return Formula(text, tuple(operands), tuple("*" if one == "×" else one for one in signs))


def quantity_by_price(titles: Sequence[str], units: int) -> str | None:
    """The formula of an amount where the file has a quantity and the price of a unit."""
    prices = {run_together(key(str(word))) for word in known_words()["unit_prices"]}
    price = next((title for title in titles if run_together(key(title)) in prices), None)
    return None if price is None else f"{titles[units]} * {price}"


class Computed:
    """A sheet with one column more, which is called as its formula reads."""

    def __init__(
        self, sheet: Sheet, heading: Heading, made: Formula, point: numbers.Point | None, note: str = ""
    ) -> None:
        self.about, self.from_1904, self.merged, self._sheet = sheet.about, sheet.from_1904, sheet.merged, sheet
        self._heading, self._formula, self._given = heading, made, point
        self._columns = sorted({one for one in made.operands if isinstance(one, int)})
        self._note = note
        self._points: Mapping[int, numbers.Point | None] = {}

    @property
    def notes(self) -> Sequence[str]:
        return (*self._sheet.notes, *filter(None, [self._note]))

    @property
    def title(self) -> str:
        """The heading of the column."""
        return self._formula.text

    def batches(self) -> Iterator[pl.DataFrame]:
        if not self._points:
            self._points = self._decimal_points()
        index = str(len(self._heading.titles))
        for batch in self._sheet.batches():
            padded = batch.with_columns(
                pl.lit(None, pl.String).alias(name) for name in map(str, range(int(index))) if name not in batch.columns
            )
            body = padded.select(pl.col(map(str, self._columns)).str.strip_chars())
            columns = [without_missing(body[str(column)]).to_list() for column in self._columns]
            said = [self._cell(cells) for cells in zip(*columns, strict=True)]
            made = pl.Series("made", said, dtype=pl.String)
            title, line = pl.lit(self._formula.text), pl.col(LINE)
            yield padded.with_columns(
                pl.when(line == self._heading.line).then(title).when(line > self._heading.line).then(made).alias(index)
            )

    def _cell(self, cells: Sequence[str | None]) -> str | None:
        """The result as text that is read as it is written, with the currency that a cell names."""
        if any(cell is None for cell in cells):
            return None
        given = [cell or "" for cell in cells]
        try:
            values = {
                column: numbers.number(cell, self._points[column])
                for column, cell in zip(self._columns, given, strict=True)
            }
        except ValueError:
            return " ? ".join(given)
        text = f"{self._formula.value(values):.4f}"
        return f"{text} {next(filter(None, map(currency.in_cell, given)), '')}".strip()

    def _decimal_points(self) -> Mapping[int, numbers.Point | None]:
        shapes: dict[int, dict[str, int]] = {column: {} for column in self._columns}
        for batch in self._sheet.batches():
            body = rows_below(batch, self._heading)
            for column in self._columns:
                for shape, times in numbers.shapes(without_missing(body[str(column)])).items():
                    shapes[column][shape] = shapes[column].get(shape, 0) + times
        own = {column: self._given or numbers.decimal_point(seen) for column, seen in shapes.items()}
        signs = {point for point in own.values() if point}
        return dict.fromkeys(own, *signs) if len(signs) == 1 else own

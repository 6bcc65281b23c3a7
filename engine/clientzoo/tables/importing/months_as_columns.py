"""A table with a column for each month or quarter, as rows of one amount each."""

from collections.abc import Iterator, Sequence

import polars as pl

from clientzoo.tables.detect.body_rows import rows_below, without_missing
from clientzoo.tables.detect.field_headings import key, known_words
from clientzoo.tables.detect.heading_rows import Heading
from clientzoo.tables.formats.sheet import Sheet, framed
from clientzoo.tables.table import LINE
from clientzoo.tables.values.dates import is_period

_FEWEST = 2
DATE, AMOUNT = "order date", "amount"  # the headings of the columns that are made


def period_columns(titles: Sequence[str]) -> list[int]:
    """The columns that are headed by a month or quarter with its year; none where fewer than two are."""
    found = [index for index, title in enumerate(titles) if is_period(title) or _is_first_of_month(title)]
    return found if len(found) >= _FEWEST else []


class MonthsAsColumns:
    """A sheet made of another one: its other columns, a date and an amount; cells that are empty or 0 are no orders."""

    from_1904 = False
    merged = ()

    def __init__(self, sheet: Sheet, heading: Heading, months: Sequence[int]) -> None:
        self.about = f"{sheet.about}, a column for each period"
        self._sheet, self._heading, self._months = sheet, heading, months
        sums = {key(word) for word in known_words()["sum_rows"]}
        self._others = [
            index
            for index, title in enumerate(heading.titles)
            if index not in months and title and key(title) not in sums
        ]

    @property
    def notes(self) -> Sequence[str]:
        said = f"{len(self._months)} columns are periods: each cell is read as an amount on the first day of its period"
        return (*self._sheet.notes, said)

    def batches(self) -> Iterator[pl.DataFrame]:
        titles = self._heading.titles
        yield framed([[*(titles[index] for index in self._others), DATE, AMOUNT]], [self._heading.line])
        for batch in self._sheet.batches():
            body = rows_below(batch, self._heading)
            others = [pl.col(str(index)).alias(str(at)) for at, index in enumerate(self._others)]
            date, amount = str(len(others)), str(len(others) + 1)
            pieces = [
                body.select(
                    *others, pl.lit(titles[month]).alias(date), without_missing(body[str(month)]).alias(amount), LINE
                )
                for month in self._months
            ]
            amounts = pl.col(amount).str.replace_all(r"[\s0.,]+", "")
            long = (
                pl.concat(pieces).filter(pl.col(amount).is_not_null() & (amounts != "")).sort(LINE, maintain_order=True)
            )
            if long.height:
                yield long


def _is_first_of_month(title: str) -> bool:
    """As a workbook's date cell in a heading comes: `2026-01-01`."""
    return len(title) == len("2026-01-01") and title[4:5] == "-" and title.endswith("-01") and is_period(title[:7])

"""What the columns of a file hold, gathered batch by batch, and what all of it together says of their formats."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from clientzoo.tables.detect import field_headings as headings
from clientzoo.tables.detect.body_rows import beyond, without_missing
from clientzoo.tables.detect.footer_rows import FooterRow
from clientzoo.tables.detect.heading_rows import Heading
from clientzoo.tables.values import currency, dates, numbers
from clientzoo.tables.values.ids import Signs

_STATUSES = 30  # more different words are no column of statuses
_SPELLINGS = 200_000  # of one column that are kept to judge it by


@dataclass
class ColumnProfiles:
    """Spellings of numbers and how often they come, days, words of statuses, signs of corrupted ids;
    `currencies` are what
    a column of them names. `rows` are all but blank ones, `wide` those with cells beyond the heading."""

    figures: dict[str, Counter[str]] = field(default_factory=dict)
    days: dict[str, set[str]] = field(default_factory=dict)
    statuses: dict[str, Counter[str]] = field(default_factory=dict)
    ids: dict[str, Signs] = field(default_factory=dict)
    currencies: Counter[str] = field(default_factory=Counter)
    footers: list[FooterRow] = field(default_factory=list)
    left_out: list[pl.DataFrame] = field(default_factory=list)
    unused: dict[int, Counter[str]] = field(default_factory=dict)  # words of columns that may be statuses all the same
    rows: int = 0
    wide: int = 0

    def add(self, body: pl.DataFrame, heading: Heading, fields: Mapping[str, int], of: headings.Table) -> None:
        """Takes in the rows of data of a batch."""
        self.wide += int(beyond(body, heading).sum())
        for name, column in fields.items():
            cells = without_missing(body[str(column)])
            match headings.kind(name):
                case "money" | "number" | "whole":
                    _count(self.figures.setdefault(name, Counter()), numbers.shapes(cells))
                case "date":
                    seen = self.days.setdefault(name, set())
                    if len(seen) < _SPELLINGS:
                        seen.update(dates.days(cells).unique().drop_nulls().to_list())
                case "status":
                    words = cells.drop_nulls().value_counts(name="times")
                    _count(self.statuses.setdefault(name, Counter()), dict(words.iter_rows()))
                case "id":
                    self.ids.setdefault(name, Signs()).add(cells)
        if of.name == "orders" and "status" not in fields:
            self._look_for_statuses(body, heading, fields)
        if "currency" in fields and of.total in fields:
            said = without_missing(body[str(fields["currency"])])
            priced = said.filter(without_missing(body[str(fields[of.total])]).is_not_null())
            coded = currency.of_column(priced).fill_null(currency.UNNAMED).value_counts(name="times")
            self.currencies.update(dict(coded.iter_rows()))

    def _look_for_statuses(self, body: pl.DataFrame, heading: Heading, fields: Mapping[str, int]) -> None:
        """The words of every other column, as long as they are as few as statuses are."""
        for column in range(len(heading.titles)):
            seen = self.unused.setdefault(column, Counter())
            if column not in fields.values() and len(seen) <= _STATUSES and str(column) in body.columns:
                words = without_missing(body[str(column)]).drop_nulls().value_counts(name="times").head(_STATUSES + 1)
                seen.update(dict(words.iter_rows()))

    def points(self, given: numbers.Point | None) -> tuple[dict[str, numbers.Point | None], set[str]]:
        """The decimal sign of each column of numbers, and the columns that took it from the others.

        A column that never tells, as quantities `1,000`, is written as the rest of the file, if that is of one mind.
        """
        own = {name: given or numbers.decimal_point(spellings) for name, spellings in self.figures.items()}
        signs = {point for point in own.values() if point}
        if len(signs) != 1:
            return own, set()
        (sign,) = signs
        return dict.fromkeys(own, sign), {name for name, point in own.items() if point is None}

    def amounts(self, total: str, unnamed: str) -> Counter[str]:
        """How many amounts are in which currency, `unnamed` being that of amounts that name none."""
        if self.currencies:
            counts = Counter(self.currencies)
            counts[unnamed] += counts.pop(currency.UNNAMED, 0)
            return +counts
        counts = Counter()
        for spelling, times in self.figures.get(total, Counter[str]()).items():
            counts[currency.in_cell(spelling) or unnamed] += times
        return counts


def _count(known: Counter[str], more: Mapping[str, int]) -> None:
    if len(known) < _SPELLINGS:
        known.update(more)

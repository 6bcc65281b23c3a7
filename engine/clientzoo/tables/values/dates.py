"""Dates of one column, all in one format that the whole column decides; times of day are dropped."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, TypeAlias

import polars as pl

from clientzoo.tables.values.numbers import Cells

Order: TypeAlias = Literal["dmy", "mdy", "ymd"]
_PARTS = re.compile(r"(\d{1,4})[./\-](\d{1,2})[./\-](\d{1,4})(?:[T ,].*)?(?: ?г\.?)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"([1-9]\d{4})(?:[.,]\d+)?")
_DAY_NAMED = re.compile(r"(\d{1,2})[ .\-/]*([^\W\d_]{3,})[ .,\-/]*(\d{4}|\d{2})(?!\d).*")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,})[ .\-]*(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?!\d).*")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan янв", "feb фев", "mar мар", "apr апр", "may май мая", "jun июн", "jul июл", "aug авг", "sep сен",
         "oct окт", "nov ноя", "dec дек"), start=1,
    )
    for name in names.split()
}  # fmt: skip
_OF_YEAR = r" ?(?:г\.?|год|года)?"
_MONTH = re.compile(rf"(?P<year>(?:19|20)\d{{2}})[-./](?P<month>0?[1-9]|1[0-2]){_OF_YEAR}")
_MONTH_BEFORE = re.compile(rf"(?P<month>0?[1-9]|1[0-2])[-./](?P<year>(?:19|20)\d{{2}}){_OF_YEAR}")
_MONTH_NAMED = re.compile(
    rf"(?P<month>[^\W\d_]{{3,}})[ .,'’\-/]*(?P<year>(?:19|20)\d{{2}}|(?<=[-' ’])\d{{2}}){_OF_YEAR}"
)
_Q = r"(?:q|кв(?:артал|\.)?)"
_QUARTER = re.compile(
    rf"(?:(?P<quarter>[1-4])[- ]?(?:й|ый)?\s*{_Q}|{_Q} ?(?P<other>[1-4]))[\s.,/-]*(?P<year>(?:19|20)\d{{2}}){_OF_YEAR}",
    re.IGNORECASE,
)
_QUARTER_AFTER = re.compile(rf"(?P<year>(?:19|20)\d{{2}})[\s.,/-]*{_Q} ?(?P<quarter>[1-4])", re.IGNORECASE)
_ZERO = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
_CENTURY = 69  # as spreadsheets read two digits: 00..68 are 20xx
# A time of day after a date, and the part of a day after a serial: what makes many cells of one day.
_TIME = r"[T ,]+\d{1,2}:\d{2}.*$"
_PART_OF_DAY = r"^(\d{5})[.,]\d+$"


class AmbiguousDatesError(ValueError):
    """Nothing in the column decides between day-month and month-day, or it decides both ways."""


def days(cells: pl.Series) -> pl.Series:
    """The cells without times of day."""
    return cells.str.replace(_TIME, "").str.replace(_PART_OF_DAY, "$1")


def order_of(texts: Iterable[str]) -> Order:
    """The order of day, month and year in the column. Raises AmbiguousDatesError where both orders fit every value, or
    each is needed by some.

    Points between the parts mean day first: nobody writes months first with points.
    """
    day_first = month_first = example = ""
    dotted = False
    for text in texts:
        found = _PARTS.fullmatch(text.strip())
        if found is None or len(found[1]) == 4:
            continue
        example = example or text.strip()
        dotted = dotted or "." in text.strip()[:6]
        if int(found[1]) > 12:
            day_first = text.strip()
        elif int(found[2]) > 12:
            month_first = text.strip()
    if not example:
        return "ymd"
    if day_first and month_first and not dotted:
        raise AmbiguousDatesError(
            f"`{day_first}` has the day first, `{month_first}` the month; say --dates dmy or --dates mdy, and the "
            "others are rejected"
        )
    if month_first and not day_first:
        return "mdy"
    if dotted or day_first:
        return "dmy"
    raise AmbiguousDatesError(f"`{example}`: day first or month first? say --dates dmy or --dates mdy")


def day(text: str, order: Order, from_1904: bool = False) -> date:
    """The date in `text`: in the column's order, ISO, with the month in words, or a spreadsheet's serial number.

    Raises ValueError where it is none.
    """
    said = text.strip()
    if found := _PARTS.fullmatch(said):
        first, second, third = (int(part) for part in found.groups())
        if len(found[1]) == 4:
            return date(first, second, third)
        if order == "ymd":
            raise ValueError("another date format than the rest of the column")
        if len(found[1]) == 3 or len(found[3]) in (1, 3):
            raise ValueError("no date")
        year = _year(found[3])
        return date(year, second, first) if order == "dmy" else date(year, first, second)
    if found := _COMPACT.fullmatch(said):
        return date(*(int(part) for part in found.groups()))
    if (begins := _first_of_period(said)) is not None:
        return begins
    if found := _SERIAL.fullmatch(said):
        return _ZERO[from_1904] + timedelta(days=int(found[1]))
    if found := _DAY_NAMED.fullmatch(said):
        return date(_year(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(said):
        return date(int(found[3]), _month(found[1]), int(found[2]))
    raise ValueError("no date")


def _first_of_period(said: str) -> date | None:
    """The first day of a month or quarter, as `2026-01`, `01.2026`, `янв. 2026`, `Q1 2026`, `1 кв. 2026`."""
    if found := _MONTH.fullmatch(said) or _MONTH_BEFORE.fullmatch(said):
        return date(int(found["year"]), int(found["month"]), 1)
    if found := _MONTH_NAMED.fullmatch(said):
        return date(_year(found["year"]), _month(found["month"]), 1)
    if found := _QUARTER.fullmatch(said) or _QUARTER_AFTER.fullmatch(said):
        quarter = found["quarter"] or found["other"]
        return date(int(found["year"]), 3 * int(quarter) - 2, 1)
    return None


def is_period(text: str) -> bool:
    """Whether the text names a whole month or quarter, with its year."""
    try:
        return _first_of_period(text.strip()) is not None
    except ValueError:
        return False


def read_dates(cells: pl.Series, order: Order, from_1904: bool = False) -> Cells:
    """The column as dates; each spelling is read once."""
    spelled = days(cells)
    found: dict[str, date] = {}
    reasons: dict[str, str] = {}
    for text in spelled.unique().drop_nulls().to_list():
        try:
            found[text] = day(text, order, from_1904)
        except ValueError as error:
            reasons[text] = str(error)
    values = spelled.replace_strict(found, default=None, return_dtype=pl.Date)
    if not reasons:
        return Cells(values, {})
    odd = (values.is_null() & spelled.is_not_null()).arg_true().to_list()
    return Cells(values, {row: reasons[spelled[row]] for row in odd})


def _year(said: str) -> int:
    return int(said) if len(said) == 4 else int(said) + (2000 if int(said) < _CENTURY else 1900)


def _month(word: str) -> int:
    if (found := _MONTHS.get(word.casefold()[:3])) is None:
        raise ValueError("no date")
    return found

"""Dates of one column, all in one format that the whole column decides; times of day are dropped."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, TypeAlias

Order: TypeAlias = Literal["dmy", "mdy", "ymd"]
_PARTS = re.compile(r"(\d{1,4})[./\-](\d{1,2})[./\-](\d{1,4})(?:[T ,].*)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"([1-9]\d{4})(?:[.,]\d+)?")
_EXCEL_ZERO = date(1899, 12, 30)
_CENTURY = 69  # as spreadsheets read two digits: 00..68 are 20xx


class AmbiguousDatesError(ValueError):
    """Nothing in the column decides between day-month and month-day."""


def order_of(texts: Iterable[str]) -> Order:
    """The order of day, month and year in the column. Raises AmbiguousDatesError where both orders fit every value.

    Points between the parts mean day first: nobody writes months first with points.
    """
    day_first = month_first = dotted = seen = False
    for text in texts:
        found = _PARTS.fullmatch(text.strip())
        if found is None or len(found[1]) == 4:
            continue
        seen = True
        dotted = dotted or "." in text.strip()[:6]
        day_first = day_first or int(found[1]) > 12
        month_first = month_first or int(found[2]) > 12
    if not seen:
        return "ymd"
    if day_first != month_first:
        return "dmy" if day_first else "mdy"
    if dotted or day_first:
        return "dmy"
    raise AmbiguousDatesError("day first or month first? say --dates dmy or --dates mdy")


def day(text: str, order: Order) -> date:
    """The date in `text`: in the column's order, ISO, or an Excel serial. Raises ValueError where it is none."""
    said = text.strip()
    if found := _PARTS.fullmatch(said):
        first, second, third = (int(part) for part in found.groups())
        if len(found[1]) == 4:
            return date(first, second, third)
        if order == "ymd":
            raise ValueError("another date format than the rest of the column")
        year = third if len(found[3]) == 4 else third + (2000 if third < _CENTURY else 1900)
        return date(year, second, first) if order == "dmy" else date(year, first, second)
    if found := _COMPACT.fullmatch(said):
        return date(*(int(part) for part in found.groups()))
    if found := _SERIAL.fullmatch(said):
        return _EXCEL_ZERO + timedelta(days=int(found[1]))
    raise ValueError("no date")

"""Weeks, months, quarters and years as running numbers, so that idle ones can be counted by subtraction."""

from datetime import date, timedelta
from typing import Literal, TypeAlias

import polars as pl

Grain: TypeAlias = Literal["week", "month", "quarter", "year"]
GRAINS: tuple[Grain, ...] = ("week", "month", "quarter", "year")
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def number(column: str, grain: Grain) -> pl.Expr:
    """The running number of the period in which a date lies; weeks begin on Monday."""
    when = pl.col(column)
    if grain == "week":
        return ((when.cast(pl.Date).to_physical() + 3) // 7).cast(pl.Int32)  # day 0, 1 January 1970, was a Thursday
    months = when.dt.year().cast(pl.Int32) * 12 + when.dt.month().cast(pl.Int32) - 1
    return months // _MONTHS[grain]


def number_of(when: date, grain: Grain) -> int:
    """The same for one date."""
    if grain == "week":
        return ((when - date(1970, 1, 1)).days + 3) // 7
    return (when.year * 12 + when.month - 1) // _MONTHS[grain]


def last_complete(as_of: date, grain: Grain) -> int:
    """The last period that is over by the end of `as_of`."""
    return number_of(as_of + timedelta(days=1), grain) - 1


def since(as_of: date, months: int) -> date | None:
    """The first day of the last `months` up to `as_of`, ends of months clipped; None for 0: all of the past."""
    if not months:
        return None
    before = as_of.year * 12 + as_of.month - 1 - months
    year, month = divmod(before + 1, 12)
    last = date(year, month + 1, 1) - timedelta(days=1)
    return last.replace(day=min(as_of.day, last.day)) + timedelta(days=1)


def first_day(period: int, grain: Grain) -> date:
    """The day on which a period begins."""
    if grain == "week":
        return date(1970, 1, 1) + timedelta(days=period * 7 - 3)
    year, month = divmod(period * _MONTHS[grain], 12)
    return date(year, month + 1, 1)


def label(period: int, grain: Grain) -> str:
    """`2026-03`, `2026 Q1`, `2026`, or the Monday of a week."""
    day = first_day(period, grain)
    return {
        "week": day.isoformat(),
        "month": f"{day:%Y-%m}",
        "quarter": f"{day.year} Q{(day.month + 2) // 3}",
        "year": str(day.year),
    }[grain]

"""What a method finds in a base, and how it is written for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from clientzoo.segmentation.money import major
from clientzoo.segmentation.reconciliation import Account, check_written

_NO_FACTS = pl.DataFrame(schema={"client_id": pl.String})
_MONEY = (
    "amount", "monetary", "mean", "average_bill", "ltv", "total", "expected_value", "per_year", "by_profit",
    "by_retention",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What a method found. `tables` by name, the first one being the answer itself; money in minor units.

    `facts` has a row a client and a column for each measured attribute. `class_column` names what divides the clients.
    `accounts` are the totals of what is shown of each client, checked against the base; `currencies` those of the
    base's amounts, none where it does not record any.
    """

    method: str
    as_of: date
    settings: Mapping[str, Any]
    tables: Mapping[str, pl.DataFrame]
    class_column: str
    facts: pl.DataFrame = field(default_factory=lambda: _NO_FACTS)
    notes: tuple[str, ...] = ()
    money: bool = True
    accounts: tuple[Account, ...] = ()
    currencies: tuple[str, ...] = ()

    @property
    def answer(self) -> pl.DataFrame:
        return next(iter(self.tables.values()))


def in_decimals(frame: pl.DataFrame, money: bool = True) -> pl.DataFrame:
    """The table as people read it: money as decimals with two places, percent and ratios to two places."""
    columns = []
    for name, kind in frame.schema.items():
        if money and name in _MONEY and kind.is_numeric():
            columns.append(pl.col(name).round(0).cast(pl.Int64) if kind.is_float() else pl.col(name))
        elif kind.is_float():
            columns.append(pl.col(name).round(2))
        else:
            columns.append(pl.col(name))
    rounded = frame.select(columns)
    in_money = [name for name in rounded.columns if money and name in _MONEY]
    written = rounded.with_columns(major(name) for name in in_money)
    check_written(rounded, written, in_money)
    return written


def whole(values: pl.Series) -> int:
    """The sum of a column of minor units."""
    return int(values.sum() or 0)

"""What every method on orders begins with: the won lines up to the as-of date, and sums by client.

An order may stand on several lines, one a product, all with its `deal_id`; a line without an id is an order of its own.
Amounts are net: refunds and credit notes are negative lines.
"""

from datetime import date
from typing import Literal, TypeAlias

import polars as pl

from clientzoo.segmentation.frames import minor, need

Measure: TypeAlias = Literal["amount", "profit", "paid", "units", "services"]
MEASURES: tuple[Measure, ...] = ("amount", "profit", "paid", "units", "services")
WON = "won"


def won(orders: pl.LazyFrame, as_of: date, since: date | None = None) -> pl.LazyFrame:
    """The won lines from `since` to `as_of`, both included: client, day and whatever else they carry.

    Where there is no `status` every line counts as won. Lines without client or date count nowhere.
    """
    need(orders, ("client_id", "order_date"), "orders")
    lines = orders.with_columns(pl.col("order_date").cast(pl.Date))
    keep = (pl.col("order_date") <= as_of) & pl.col("client_id").is_not_null()
    if since is not None:
        keep &= pl.col("order_date") >= since
    if "status" in orders.collect_schema().names():
        keep &= pl.col("status").fill_null(WON) == WON
    return lines.filter(keep)


def total(lines: pl.LazyFrame, by: Measure) -> pl.Expr:
    """The sum of a measure over a group of lines: money in minor units, units as they are, services as a count."""
    if by == "services":
        return pl.len().cast(pl.Int64)
    need(lines, (by,), "orders")
    if by == "units":
        return pl.col("units").sum().cast(pl.Int64)
    return minor(lines, by).sum()


def order_count(lines: pl.LazyFrame) -> pl.Expr:
    """How many orders a group of lines is."""
    if "deal_id" not in lines.collect_schema().names():
        return pl.len().cast(pl.Int64)
    deal = pl.col("deal_id")
    return (deal.drop_nulls().n_unique() + deal.null_count()).cast(pl.Int64)


def streamed(frame: pl.LazyFrame) -> pl.DataFrame:
    """The result, computed in pieces, so that the lines need not fit into memory."""
    return frame.collect(engine="streaming")

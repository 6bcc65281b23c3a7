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
LINES = "order_lines"  # in a compacted table: how many lines an order had
_SUMMED = ("amount", "profit", "paid", "units")


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
    columns = lines.collect_schema().names()
    if by == "services":
        return (pl.col(LINES).sum() if LINES in columns else pl.len()).cast(pl.Int64)
    need(lines, (by,), "orders")
    if by == "units":
        return pl.col("units").sum().cast(pl.Int64)
    return minor(lines, by).sum()


def order_count(lines: pl.LazyFrame) -> pl.Expr:
    """How many orders a group of lines is."""
    columns = lines.collect_schema().names()
    if LINES in columns or "deal_id" not in columns:
        return pl.len().cast(pl.Int64)
    deal = pl.col("deal_id")
    return (deal.drop_nulls().n_unique() + deal.null_count()).cast(pl.Int64)


def streamed(frame: pl.LazyFrame) -> pl.DataFrame:
    """The result, computed in pieces, so that the lines need not fit into memory."""
    return frame.collect(engine="streaming")


def compacted(orders: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """The won lines as one row an order, for methods that come one after another: they find the same, in less time.

    Only where that is exact: every line has a `deal_id` and no order has two dates; else the lines themselves.
    """
    lines = won(orders, as_of)
    columns = lines.collect_schema().names()
    if "deal_id" not in columns:
        return lines
    day = pl.col("order_date")
    rows = streamed(
        lines.group_by("client_id", "deal_id").agg(
            day.min(), day.max().alias("last_date"), pl.col([one for one in _SUMMED if one in columns]).sum(),
            pl.len().cast(pl.Int64).alias(LINES),
        )
    )  # fmt: skip
    exact = rows["deal_id"].null_count() == 0 and bool((rows["order_date"] == rows["last_date"]).all())
    return rows.drop("last_date").lazy() if exact else lines

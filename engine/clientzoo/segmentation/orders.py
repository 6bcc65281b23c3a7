"""What every method on orders begins with: the won lines up to the as-of date, and sums by client.

An order may stand on several lines, one a product, all with its `deal_id`; a line without an id is an order of its own.
Refunds and credit notes are negative lines: money is net of them, and they are no orders. They count neither in how
often nor in how recently a client orders, nor in its rhythm.
"""

from datetime import date
from typing import Literal, TypeAlias

import polars as pl

from clientzoo.segmentation.frames import need
from clientzoo.segmentation.money import minor
from clientzoo.segmentation.neighbours import neighbours_joined

Measure: TypeAlias = Literal["amount", "profit", "paid", "units", "services"]
MEASURES: tuple[Measure, ...] = ("amount", "profit", "paid", "units", "services")
WON = "won"
# Columns of a ledger: how many lines a row stands for, how many orders, and how many of the lines are no refunds.
LINES = "order_lines"
ORDERS = "order_count"
PURCHASES = "purchase_lines"


def won(orders: pl.LazyFrame, as_of: date, since: date | None = None) -> pl.LazyFrame:
    """The won lines from `since` to `as_of`, both included: client, day and whatever else they carry.

    Lines without client or date count nowhere.
    """
    need(orders, ("client_id", "order_date"), "orders")
    keep = (pl.col("order_date") <= as_of) & pl.col("client_id").is_not_null()
    if since is not None:
        keep &= pl.col("order_date") >= since
    return won_lines(orders).filter(keep)


def won_lines(orders: pl.LazyFrame) -> pl.LazyFrame:
    """The lines that are won: where there is no `status`, all."""
    lines = orders.with_columns(pl.col("order_date").cast(pl.Date))
    stated = "status" in orders.collect_schema().names()
    return lines.filter(pl.col("status").fill_null(WON) == WON) if stated else lines


def is_purchase(lines: pl.LazyFrame) -> pl.Expr:
    """Whether a line, or a row of a ledger, is no refund: its amount, or else its units, are not below zero."""
    columns = lines.collect_schema().names()
    if PURCHASES in columns:
        return pl.col(PURCHASES) > 0
    signs = [pl.col(name).cast(pl.Float64) for name in ("amount", "units") if name in columns]
    return ~(pl.coalesce(signs) < 0).fill_null(False) if signs else pl.lit(True)


def purchases(lines: pl.LazyFrame) -> pl.LazyFrame:
    """The lines without refunds."""
    return lines.filter(is_purchase(lines))


def line_measure(lines: pl.LazyFrame, by: Measure) -> pl.Expr:
    """A measure of each line, or of each row of a ledger: money in minor units, units as they are."""
    need(lines, (by,), "orders")
    return pl.col(by) if by == "units" or _is_ledger(lines) else minor(lines, by)


def total(lines: pl.LazyFrame, by: Measure) -> pl.Expr:
    """The sum of a measure over a group of lines, as a whole number; services are counted."""
    if by == "services":
        return (pl.col(LINES).sum() if _is_ledger(lines) else pl.len()).cast(pl.Int64)
    return line_measure(lines, by).sum().cast(pl.Int64)


def order_count(lines: pl.LazyFrame) -> pl.Expr:
    """How many orders a group of lines is, refunds being none."""
    columns = lines.collect_schema().names()
    if ORDERS in columns:
        return pl.col(ORDERS).sum().cast(pl.Int64)
    bought = pl.col(PURCHASES) if PURCHASES in columns else is_purchase(lines).cast(pl.Int64)
    if "deal_id" not in columns:
        return bought.sum().cast(pl.Int64)
    deal = pl.col("deal_id")
    named = deal.filter(bought > 0).drop_nulls().n_unique()
    return (named + bought.filter(deal.is_null()).sum()).cast(pl.Int64)


def order_days(lines: pl.LazyFrame) -> pl.Expr:
    """The days with orders of a group of lines, one for each line that is no refund."""
    return pl.col("order_date").filter(is_purchase(lines))


def by_period(lines: pl.LazyFrame, period: pl.Expr, by: Measure) -> pl.LazyFrame:
    """`client_id` and `period`, each pair once, and what there was: `amount`, the total of a measure, and `orders`."""
    if ORDERS in lines.collect_schema().names() and by != "units":
        amount = pl.col(LINES) if by == "services" else line_measure(lines, by)
        each = lines.select("client_id", period.alias("period"), amount.alias("amount"), pl.col(ORDERS).alias("orders"))
        return neighbours_joined(each, ["client_id", "period"], ["amount", "orders"])
    sums = total(lines, by).alias("amount"), order_count(lines).alias("orders")
    return lines.group_by("client_id", period.alias("period")).agg(*sums)


def rhythms(lines: pl.LazyFrame) -> pl.LazyFrame:
    """The median of the days from one day with orders to the next: `client_id` and `interval`, for those with two."""
    days = purchases(lines).select("client_id", "order_date")
    if not _is_ledger(lines):
        days = days.unique().sort("client_id", "order_date")
    client = pl.col("client_id")
    pause = pl.when(client == client.shift()).then(pl.col("order_date").diff().dt.total_days())
    paused = days.select("client_id", pause.alias("interval")).filter(pl.col("interval") > 0)
    turn = client.rle_id().set_sorted().alias("turn")  # medians are found three times faster in groups in a row
    median = pl.col("interval").median()
    return paused.with_columns(turn).group_by("turn").agg(client.first(), median).drop("turn")


def collect_streaming(frame: pl.LazyFrame) -> pl.DataFrame:
    """The result, computed in pieces, so that the lines need not fit into memory; a ledger's codes are text again."""
    return frame.collect(engine="streaming").with_columns(pl.col(pl.Categorical).cast(pl.String))


def _is_ledger(lines: pl.LazyFrame) -> bool:
    return LINES in lines.collect_schema().names()

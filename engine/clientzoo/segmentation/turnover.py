"""Turnover over time: what each month brought, net of refunds, from how many clients and orders."""

from datetime import date

import polars as pl

from clientzoo.segmentation.orders import collect_streaming, is_purchase, order_count, total, won
from clientzoo.segmentation.periods import label, number


def turnover(orders: pl.LazyFrame, as_of: date) -> pl.DataFrame:
    """One row a month with any line: `month` (as 2026-03), `amount` (minor units), `orders`, `clients` that ordered."""
    lines = won(orders, as_of)
    buyers = pl.col("client_id").filter(is_purchase(lines)).n_unique().cast(pl.Int64)
    months = lines.group_by(number("order_date", "month").alias("month")).agg(
        total(lines, "amount").alias("amount"), order_count(lines).alias("orders"), buyers.alias("clients")
    )
    return collect_streaming(months).sort("month").with_columns(_named_month())


def by_client(orders: pl.LazyFrame, as_of: date) -> pl.DataFrame:
    """Who stands behind it: `month`, `client_id`, `amount` (minor units), largest first."""
    lines = won(orders, as_of)
    sums = lines.group_by(number("order_date", "month").alias("month"), "client_id").agg(
        total(lines, "amount").alias("amount")
    )
    return (
        collect_streaming(sums)
        .sort("month", "amount", "client_id", descending=[False, True, False])
        .with_columns(_named_month())
    )


def _named_month() -> pl.Expr:
    return pl.col("month").map_elements(lambda month: label(month, "month"), return_dtype=pl.String)

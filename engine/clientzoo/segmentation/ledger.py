"""The ledger of a base: its won order lines made small once, for all the methods that read it after one another.

A row an order of a client on a day, with the sums of its lines in minor units; clients side by side and as codes rather
than text, the days of each in turn. It is grouped in a stream, so its size follows the orders and never the lines, and
it is the same however the lines are divided or shuffled. Every method finds in it exactly what it finds in the lines.
"""

from collections.abc import Collection
from datetime import date

import polars as pl

from clientzoo.segmentation.orders import LINES, ORDERS, Measure, summed, won

_DAYS = 2**32  # a client's code and a day, in one number that sorts by both


def ledger(orders: pl.LazyFrame, as_of: date, measures: Collection[Measure] = ("amount",)) -> pl.LazyFrame:
    """The orders won up to `as_of`: `client_id`, `order_date`, `order_lines`, and the measures that there are.

    With `deal_id`, where there is one: a 64-bit hash of it, so that one count in a base of a hundred million lines is
    off by one with a chance of some 1e-11. `order_count` stands there unless an order has several dates.
    """
    lines = won(orders, as_of)
    columns = lines.collect_schema().names()
    keys = [pl.col("client_id"), pl.col("order_date")]
    if "deal_id" in columns:
        keys.append(pl.when(pl.col("deal_id").is_not_null()).then(pl.col("deal_id").hash()).alias("deal_id"))
    sums = [summed(lines, one).alias(one) for one in measures if one in columns]
    code, day = (pl.col(name).to_physical().cast(pl.Int64) for name in ("client_id", "order_date"))
    rows = (
        lines.group_by(keys)
        .agg(*sums, pl.len().alias(LINES))
        .with_columns(pl.col("client_id").cast(pl.Categorical))
        .sort(code * _DAYS + day)
        .collect(engine="streaming")
    )
    if "deal_id" not in columns:
        return rows.lazy().with_columns(pl.col(LINES).alias(ORDERS))
    if not _on_one_day_each(rows):
        return rows.lazy()
    return rows.lazy().with_columns(pl.when(pl.col("deal_id").is_null()).then(LINES).otherwise(1).alias(ORDERS))


def _on_one_day_each(rows: pl.DataFrame) -> bool:
    """Whether no order of a client stands on two rows."""
    named = rows.select("client_id", "deal_id").drop_nulls("deal_id")
    return named["deal_id"].n_unique() == named.height or named.n_unique() == named.height

"""The ledger of a base: its won order lines made small once, for all the methods that read it after one another.

A row an order of a client on a day, with the sums of its lines in minor units; clients side by side and as codes rather
than text, the days of each in turn. The lines of an order mostly follow one another and are joined while they stream
by, so that the size follows the orders and not the lines; where they do not, the rest is grouped. So the ledger holds
the same however the lines are shuffled (but lines of a client and day that name no order stand on one row or several),
and every method finds in it exactly what it finds in the lines.
"""

from collections.abc import Collection
from datetime import date

import polars as pl

from clientzoo.segmentation.neighbours import neighbours_joined
from clientzoo.segmentation.orders import LINES, ORDERS, PURCHASES, Measure, is_purchase, line_measure, won

_AMOUNT: tuple[Measure, ...] = ("amount",)
_DAYS = 2**32  # more than there are: a client's code and a day make one number that sorts by both


def ledger(orders: pl.LazyFrame, as_of: date, measures: Collection[Measure] = _AMOUNT) -> pl.LazyFrame:
    """The orders won up to `as_of`: `client_id`, `order_date`, `order_lines`, `purchase_lines` (those that are no
    refunds), and those of `measures` that there are.

    With `deal_id`, where there is one: a 64-bit hash of it, so that one count in a base of a hundred million lines is
    off by one with a chance of some 1e-11. `order_count` stands there unless an order has several dates.
    Where the ids of clients are no text there is nothing to code, and the lines stay as they are.
    """
    lines = won(orders, as_of)
    columns = lines.collect_schema()
    if columns["client_id"] != pl.String:
        return lines
    keys = ["client_id", "order_date"] + (["deal_id"] if "deal_id" in columns else [])
    measured = [one for one in measures if one in columns]
    summed = [PURCHASES, *measured]
    sums = [LINES, *summed]
    bought = is_purchase(lines).cast(pl.Int64).alias(PURCHASES)
    rows = lines.select(*keys, bought, *(line_measure(lines, one).alias(one) for one in measured))
    schema = rows.collect_schema()
    if all(schema[one].is_integer() for one in summed):
        rows = neighbours_joined(rows, keys, summed, count=LINES)
    else:
        rows = rows.with_columns(pl.lit(1, pl.Int64).alias(LINES))
    if "deal_id" not in columns:
        return _in_turn(_grouped(rows, keys, sums)).with_columns(pl.col(PURCHASES).alias(ORDERS))
    named = pl.col("deal_id").is_not_null()
    found = _in_turn(rows.with_columns(pl.when(named).then(pl.col("deal_id").hash())))
    if _repeated(found):
        found = _in_turn(_grouped(found, keys, sums))
        if _repeated(found):
            return found
    bought_at_all = pl.col(PURCHASES).clip(upper_bound=1)
    return found.with_columns(pl.when(named).then(bought_at_all).otherwise(PURCHASES).alias(ORDERS))


def _grouped(rows: pl.LazyFrame, keys: list[str], sums: list[str]) -> pl.LazyFrame:
    return rows.group_by(keys).agg(pl.col(sums).sum())


def _in_turn(rows: pl.LazyFrame) -> pl.LazyFrame:
    code, day = (pl.col(name).to_physical().cast(pl.Int64) for name in ("client_id", "order_date"))
    coded = rows.with_columns(pl.col("client_id").cast(pl.Categorical))
    return coded.sort(code * _DAYS + day).collect(engine="streaming").lazy()


def _repeated(rows: pl.LazyFrame) -> bool:
    """Whether an order of a client stands on several rows."""
    named = rows.select("client_id", "deal_id").drop_nulls("deal_id").collect()
    return named["deal_id"].n_unique() < named.height and named.n_unique() < named.height

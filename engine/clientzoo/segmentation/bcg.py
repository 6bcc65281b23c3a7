"""The BCG analogue: how active the client is against how much more it could buy from us.

Formula: activity and capacity, each high or low at a cut: a score of 3 on 1..5, or the base's median.
low activity, high capacity: problem child; high, high: star; high activity, low capacity: cash cow; low, low: dog.
Edges: a value on the cut is high, but nothing (0) never is, whatever the median. A missing axis: unclassified (null).
Source: the base methods, "BCG analogue". Ours: the cuts, and what stands for the axes where nobody scored them: orders
of the last twelve months for activity, products meant for the client and not yet sold for capacity.
"""

from datetime import date
from typing import Literal, TypeAlias

import polars as pl

from clientzoo.segmentation.frames import method, need
from clientzoo.segmentation.orders import collect_streaming, order_count, won
from clientzoo.segmentation.periods import since

Cut: TypeAlias = float | Literal["median"]
WHAT_TO_DO = {
    "star": "develop",
    "problem_child": "raise its activity",
    "cash_cow": "find new niches for it",
    "dog": "let go, or hand to junior partners",
}


@method
def bcg(scores: pl.LazyFrame, *, activity_cut: Cut = 3, capacity_cut: Cut = 3) -> pl.DataFrame:
    """One row a client: `activity`, `capacity`, `bcg`. Needs `client_id`, `activity` and `capacity`."""
    need(scores, ("client_id", "activity", "capacity"), "scores")
    active, capable = _high("activity", activity_cut), _high("capacity", capacity_cut)
    return (
        scores.select(
            "client_id",
            "activity",
            "capacity",
            pl.when(active & capable)
            .then(pl.lit("star"))
            .when(~active & capable)
            .then(pl.lit("problem_child"))
            .when(active & ~capable)
            .then(pl.lit("cash_cow"))
            .when(~active & ~capable)
            .then(pl.lit("dog"))
            .alias("bcg"),
        )
        .sort("client_id")
        .collect()
    )


def proxies(orders: pl.LazyFrame, developed: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Scores from data: `activity` counts the orders of the last twelve months, `capacity` the unsold target products.

    `developed` is the result of `products`. Those who never bought are no clients and have no row; a client without a
    segment has no capacity and stays unclassified.
    """
    ever = collect_streaming(won(orders, as_of).select("client_id").unique())
    lines = won(orders, as_of, since(as_of, 12))
    active = collect_streaming(lines.group_by("client_id").agg(order_count(lines).alias("activity")))
    capacity = developed.select("client_id", pl.col("unsold_products").alias("capacity"))
    return (
        capacity.join(ever, on="client_id", how="semi")
        .join(active, on="client_id", how="left")
        .select("client_id", pl.col("activity").fill_null(0), "capacity")
    )


def _high(column: str, cut: Cut) -> pl.Expr:
    value = pl.col(column)
    return (value >= (value.median() if cut == "median" else cut)) & (value > 0)

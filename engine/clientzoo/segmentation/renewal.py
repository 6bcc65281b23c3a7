"""The renewed-contact index: which refusals to call again, and when.

Formula: the sum of the scores (brand power, attractiveness of the order, how close we came), each 1..5 or good/bad;
and in percent of the way from the least to the greatest sum, so that bases with other criteria compare.
When: from two weeks to one week before the winner's planned delivery; or two months after the launch.
Edges: a missing score is never 0: no index, "needs scoring". The end of a month is clipped: 31 December and two months
give 28 February. Both dates known: the delivery as long as its window is not over, then the launch. A window that is
over: overdue, call now. No date: ask. Equal indexes: later refusal first, then larger amount, then id.
Source: the base methods, "renewed-contact index". Ours: the percent, and what to do with missing scores and dates.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

import polars as pl

from clientzoo.segmentation.frames import method, need
from clientzoo.segmentation.money import minor

CRITERIA = ("brand_power", "order_attractiveness", "refusal_status")
WINDOW = (14, 7)  # days before the winner's delivery
MONTHS_AFTER_LAUNCH = 2
GOOD_BAD = {"good": 1, "bad": 0}


@method
def renewal(
    requests: pl.LazyFrame,
    *,
    as_of: date,
    criteria: Sequence[str] = CRITERIA,
    scale: tuple[int, int] | Literal["good/bad"] = (1, 5),
    window: tuple[int, int] = WINDOW,
    months_after_launch: int = MONTHS_AFTER_LAUNCH,
) -> pl.DataFrame:
    """One row a lost request, best first: `renewal_sum`, `renewal_index` (percent), `missing` (criteria without a
    score), `call_from`, `call_until`, `renewal_call` (now, overdue, later, ask), `after` (delivery or launch).

    Needs `client_id`, `status` and the criteria; uses `request_id`, `refusal_date`, `amount`, `planned_delivery` and
    `launch_date` where they are. Raises ValueError where a score lies outside the scale.
    """
    need(requests, ("client_id", "status", *criteria), "requests")
    lost = _completed(requests).filter(pl.col("status") == "lost").drop_nulls("client_id")
    low, high = (0, 1) if scale == "good/bad" else scale
    scored = lost.with_columns(_score(name, scale).alias(name) for name in criteria).collect()
    for name in criteria:
        outside = scored.filter((pl.col(name) < low) | (pl.col(name) > high))
        if outside.height:
            raise ValueError(f"{outside.height} scores of {name} lie outside {low}..{high}")
    complete = pl.all_horizontal(pl.col(name).is_not_null() for name in criteria)
    points = pl.when(complete).then(pl.sum_horizontal(criteria).cast(pl.Int64))
    least, most = low * len(criteria), high * len(criteria)
    missing = pl.concat_list(pl.when(pl.col(name).is_null()).then(pl.lit(name)) for name in criteria).list.drop_nulls()
    indexed = scored.with_columns(
        points.alias("renewal_sum"),
        ((points - least) * 100.0 / (most - least)).alias("renewal_index"),
        missing.alias("missing"),
    )
    return (
        _dated(indexed, as_of, window, months_after_launch)
        .sort(
            "renewal_sum", "refusal_date", "amount", "client_id", "request_id",
            descending=[True, True, True, False, False], nulls_last=True,
        )
        .select(
            "client_id", "request_id", *criteria, "renewal_sum", "renewal_index", "missing", "refusal_date", "amount",
            "call_from", "call_until", "after", "renewal_call",
        )
    )  # fmt: skip


def best_of_each(ranked: pl.DataFrame) -> pl.DataFrame:
    """The best request of each client, in the order of the ranking."""
    return ranked.unique("client_id", keep="first", maintain_order=True)


def _completed(requests: pl.LazyFrame) -> pl.LazyFrame:
    """With the columns that may be missing, their types settled."""
    present = requests.collect_schema().names()
    kinds = {"refusal_date": pl.Date, "planned_delivery": pl.Date, "launch_date": pl.Date, "request_id": pl.String}
    columns = [
        (pl.col(name) if name in present else pl.lit(None)).cast(kind).alias(name) for name, kind in kinds.items()
    ]
    amount = minor(requests, "amount") if "amount" in present else pl.lit(None, pl.Int64)
    return requests.with_columns(*columns, amount.alias("amount"))


def _score(name: str, scale: tuple[int, int] | str) -> pl.Expr:
    if scale == "good/bad":
        words = pl.col(name).cast(pl.String).str.strip_chars().str.to_lowercase()
        return words.replace_strict(list(GOOD_BAD), list(GOOD_BAD.values()), default=None, return_dtype=pl.Int64)
    return pl.col(name).cast(pl.Int64)


def _dated(indexed: pl.DataFrame, as_of: date, window: tuple[int, int], months: int) -> pl.DataFrame:
    delivery = pl.col("planned_delivery")
    begin, end = (delivery - timedelta(days=before) for before in window)
    launched = pl.col("launch_date").dt.offset_by(f"{months}mo")
    by_delivery = delivery.is_not_null() & ((end >= as_of) | launched.is_null())
    return (
        indexed.with_columns(
            pl.when(by_delivery).then(begin).otherwise(launched).alias("call_from"),
            pl.when(by_delivery).then(end).otherwise(launched + timedelta(days=7)).alias("call_until"),
            pl.when(by_delivery)
            .then(pl.lit("delivery"))
            .when(launched.is_not_null())
            .then(pl.lit("launch"))
            .alias("after"),
        )
        .with_columns(
            pl.when(pl.col("call_from").is_null())
            .then(pl.lit("ask"))
            .when(pl.col("call_from") > as_of)
            .then(pl.lit("later"))
            .when(pl.col("call_until") < as_of)
            .then(pl.lit("overdue"))
            .otherwise(pl.lit("now"))
            .alias("renewal_call")
        )
    )  # fmt: skip

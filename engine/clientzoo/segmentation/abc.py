"""ABC: who brings the first half of the total, who the next part, who the rest.

Formula: clients by descending amount; the share *before* a client decides: below 50 % A, below 80 % B, else C. So the
client that crosses a bound stays in the better class, and one giant is A.
Edges: equal amounts share a class. Amounts of zero or less are C with share 0 and stay outside the total. Where the
whole total is zero or less there are no classes (null).
Source: the base methods, "ABC class" (by turnover or profit: the first 50 %, 51-79 %, the rest). Ours: which side the
crossing client falls on, ties, negatives.
"""

from datetime import date

import polars as pl

from clientzoo.segmentation.frames import method
from clientzoo.segmentation.orders import Measure, collect_streaming, total, won

CLASSES = ("A", "B", "C")
_PARTS = 100  # bounds are exact to a hundredth of a percent


@method
def abc(
    orders: pl.LazyFrame,
    *,
    as_of: date,
    since: date | None = None,
    by: Measure = "amount",
    bounds: tuple[float, float] = (50, 80),
) -> pl.DataFrame:
    """One row a client: `amount` (money in minor units), `share` and `share_before` in percent, `abc`.

    Largest first, equals by id. `bounds` are percent of the total. Raises ValueError where they do not ascend.
    """
    lines = won(orders, as_of, since)
    amounts = collect_streaming(lines.group_by("client_id").agg(total(lines, by).alias("amount")))
    return classes(amounts, bounds)


def classes(amounts: pl.DataFrame, bounds: tuple[float, float] = (50, 80)) -> pl.DataFrame:
    """The same from one `amount` a client."""
    if not 0 < bounds[0] < bounds[1] <= 100:
        raise ValueError(f"the bounds of A and B must ascend between 0 and 100, not {bounds[0]:g} and {bounds[1]:g}")
    to_a, to_b = (round(bound * _PARTS) for bound in bounds)
    whole = pl.col("counted").sum().cast(pl.Int128)
    reached = pl.col("before").cast(pl.Int128) * (100 * _PARTS)
    return (
        amounts.sort("amount", "client_id", descending=[True, False])
        .with_columns(pl.col("amount").clip(lower_bound=0).alias("counted"))
        .with_columns((pl.col("counted").cum_sum() - pl.col("counted")).alias("before"))
        .with_columns(pl.col("before").min().over("amount"))
        .select(
            "client_id",
            "amount",
            _percent(pl.col("counted"), whole).alias("share"),
            _percent(pl.col("before"), whole).alias("share_before"),
            pl.when(whole <= 0)
            .then(None)
            .when((pl.col("amount") > 0) & (reached < whole * to_a))
            .then(pl.lit("A"))
            .when((pl.col("amount") > 0) & (reached < whole * to_b))
            .then(pl.lit("B"))
            .otherwise(pl.lit("C"))
            .alias("abc"),
        )
    )


def _percent(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    return pl.when(whole > 0).then(part.cast(pl.Float64) * 100 / whole.cast(pl.Float64)).otherwise(0.0)

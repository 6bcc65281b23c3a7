"""XYZ: how evenly a client orders.

Formula: coefficient of variation = standard deviation / mean of the amount per period, the population's by default:
sqrt(DEVSQ / n) / mean. X to 10 %, Y to 25 %, both included, Z above. Computed from whole numbers as
sqrt(n Q - S^2) / S with S the sum and Q the sum of squares, so an even client has exactly 0.
Edges: idle periods count as zero from the period of the first order on; the period that is not over by the as-of date
is left out; fewer than three periods, or a mean of zero or less: not classified (null).
Source: the base methods, "XYZ class" (0-10 %, 10-25 %, the rest; the spreadsheet function they name is the sum of
squared deviations). Ours: idle and incomplete periods, the least number of them, the grain. Practitioners also use the
sample's deviation: `sample`. At these bounds nearly every real client is Z, so the bounds are parameters.
"""

from datetime import date

import polars as pl

from clientzoo.segmentation.frames import method
from clientzoo.segmentation.orders import Measure, by_period, collect_streaming, won
from clientzoo.segmentation.periods import Grain, last_complete, number

CLASSES = ("X", "Y", "Z")


@method
def xyz(
    orders: pl.LazyFrame,
    *,
    as_of: date,
    by: Measure = "amount",
    grain: Grain = "month",
    bounds: tuple[float, float] = (10, 25),
    least_periods: int = 3,
    sample: bool = False,
) -> pl.DataFrame:
    """One row a client: `periods`, `active_periods`, `mean` (minor units a period), `variation` in percent, `xyz`."""
    if not 0 < bounds[0] < bounds[1]:
        raise ValueError(f"the bounds of X and Y must ascend from 0, not {bounds[0]:g} and {bounds[1]:g}")
    lines = won(orders, as_of)
    final = last_complete(as_of, grain)
    amounts = by_period(lines, number("order_date", grain), by).with_columns(
        pl.when(pl.col("period") <= final).then(pl.col("amount")).otherwise(0).cast(pl.Int128)
    )
    whole, squares, count = pl.col("whole"), pl.col("squares"), pl.col("periods")
    sums = collect_streaming(
        amounts.group_by("client_id").agg(
            pl.col("amount").sum().alias("whole"),
            (pl.col("amount") * pl.col("amount")).sum().alias("squares"),
            (final + 1 - pl.col("period").min()).clip(lower_bound=0).cast(pl.Int64).alias("periods"),
            ((pl.col("period") <= final) & (pl.col("orders") > 0)).sum().cast(pl.Int64).alias("active_periods"),
        )
    )
    correction = count.cast(pl.Float64) / (count - 1) if sample else pl.lit(1.0)
    spread = (count.cast(pl.Int128) * squares - whole * whole).cast(pl.Float64) * correction
    known = (count >= max(least_periods, 2)) & (whole > 0)
    variation = pl.when(known).then(spread.sqrt() * 100 / whole.cast(pl.Float64))
    return (
        sums.with_columns(variation.alias("variation"))
        .select(
            "client_id",
            "periods",
            "active_periods",
            pl.when(count > 0).then(whole.cast(pl.Float64) / count).alias("mean"),
            "variation",
            pl.when(pl.col("variation") <= bounds[0])
            .then(pl.lit("X"))
            .when(pl.col("variation") <= bounds[1])
            .then(pl.lit("Y"))
            .when(pl.col("variation").is_not_null())
            .then(pl.lit("Z"))
            .alias("xyz"),
        )
        .sort("variation", "client_id", nulls_last=True)
    )


def nine_cells(by_amount: pl.DataFrame, by_rhythm: pl.DataFrame) -> pl.DataFrame:
    """The ABC x XYZ table: how many clients and what amount in each of the nine cells, empty ones included.

    Clients without an XYZ class stand in none of them.
    """
    grid = pl.DataFrame({"abc": ["A", "B", "C"]}).join(pl.DataFrame({"xyz": list(CLASSES)}), how="cross")
    counted = (
        by_amount.join(by_rhythm, on="client_id")
        .group_by("abc", "xyz")
        .agg(pl.len().cast(pl.Int64).alias("clients"), pl.col("amount").sum())
    )
    return grid.join(counted, on=["abc", "xyz"], how="left").fill_null(0).sort("abc", "xyz")

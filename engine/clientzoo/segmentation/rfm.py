"""RFM: how recently, how often, for how much; three scores read as one code, 555 the best.

Formula: score = min(floor(p x levels), levels - 1) + 1, where p = (rank - 1) / (n - 1) and rank counts the clients
with a strictly smaller value; recency is ranked by the day of the last order. Equal values therefore always get equal
scores: the usual quantiles over row numbers change a quarter of all codes when rows are shuffled. Or fixed bounds,
which stay comparable from quarter to quarter.
Edges: frequency counts orders, not lines (or days with orders, if so asked); money is net of refunds; a net of zero or
less scores 1 and is flagged. Refunds are no orders: who has nothing else has no recency (null), which scores 1. Below
25 clients two levels. A value that all clients share says nothing (`same_for_all`): it counts as neither low nor high
in the name, and where it is the recency, there is no name (null).
Source: the base methods, "RFM" (1..5, 1..2 on a small base; 5-5-5, 1-5-5 and 5-5-1 are named there). Ours: ties, the
names of the rest of the grid.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import polars as pl

from clientzoo.segmentation.frames import method
from clientzoo.segmentation.orders import collect_streaming, order_count, order_days, total, won

LEAST_FOR_FIVE = 25
MEASURED = ("recency", "frequency", "monetary")
_NEVER = -(2**40)  # days: the recency of who has nothing but refunds, longer ago than any day
_NONE_FLAT: Mapping[str, pl.Expr] = {}
SEGMENTS = (
    "premium", "renew_at_once", "big_and_silent", "busy_and_small", "newcomer", "loyal", "cooling", "occasional",
    "gone",
)  # fmt: skip


@method
def rfm(
    orders: pl.LazyFrame,
    *,
    as_of: date,
    since: date | None = None,
    levels: int | None = None,
    bounds: Mapping[str, Sequence[float]] | None = None,
    frequency: Literal["orders", "days"] = "orders",
) -> pl.DataFrame:
    """One row a client: `recency` (days), `frequency`, `monetary` (minor units), scores `r` `f` `m`, `rfm`,
    `rfm_segment`.

    `levels` is 5 or 2, by default by the number of clients. `bounds` gives ascending bounds instead, for `recency` in
    days, `frequency`, and `monetary` in major units: a value on a bound has reached it (recency: is still within it).
    """
    lines = won(orders, as_of, since)
    often = order_count(lines) if frequency == "orders" else order_days(lines).n_unique().cast(pl.Int64)
    sums = collect_streaming(
        lines.group_by("client_id").agg(
            (pl.lit(as_of) - order_days(lines).max()).dt.total_days().alias("recency"),
            often.alias("frequency"),
            total(lines, "amount").alias("monetary"),
        )
    )
    steps = levels or (5 if sums.height >= LEAST_FOR_FIVE else 2)
    if bounds is not None:
        steps = len(bounds["recency"]) + 1
        scores = _by_bounds(bounds, steps)
    else:
        scores = {
            "r": _by_rank((-pl.col("recency")).fill_null(_NEVER), steps),
            "f": _by_rank(pl.col("frequency"), steps),
            "m": _by_rank(pl.col("monetary"), steps),
        }
    flat = {} if bounds is not None else {name[0]: _same(name) for name in MEASURED}
    scores["m"] = pl.when(pl.col("monetary") <= 0).then(1).otherwise(scores["m"]).cast(pl.Int64)
    return (
        sums.with_columns(**scores)
        .with_columns(
            (pl.col("r") * 100 + pl.col("f") * 10 + pl.col("m")).alias("rfm"),
            segment(steps, flat).alias("rfm_segment"),
            (pl.col("monetary") <= 0).alias("net_refund"),
        )
        .sort("rfm", "monetary", "client_id", descending=[True, True, False])
    )


def segment(levels: int, flat: Mapping[str, pl.Expr] = _NONE_FLAT) -> pl.Expr:
    """The name of the cell of the grid in which `r`, `f` and `m` lie, each low, middle or high.

    `flat` says which of them tell nothing.
    """
    telling = {name: ~flat.get(name, pl.lit(False)) for name in "rfm"}
    low = {name: ((pl.col(name) - 1) * 4 <= levels - 1) & telling[name] for name in "rfm"}
    high = {name: ((pl.col(name) - 1) * 4 >= (levels - 1) * 3) & telling[name] for name in "rfm"}
    named = [
        ("premium", high["r"] & high["f"] & high["m"]),
        ("renew_at_once", low["r"] & high["f"] & high["m"]),
        ("big_and_silent", low["r"] & high["m"]),
        ("gone", low["r"]),
        ("busy_and_small", high["f"] & low["m"]),
        ("newcomer", high["r"] & low["f"]),
        ("loyal", high["r"]),
        ("cooling", ~low["f"] & ~low["m"]),
        ("occasional", pl.lit(True)),
    ]
    return pl.when(telling["r"]).then(pl.coalesce(pl.when(holds).then(pl.lit(name)) for name, holds in named))


def same_for_all(scored: pl.DataFrame) -> tuple[str, ...]:
    """The measures that do not tell the clients apart."""
    return tuple(name for name in MEASURED if scored[name].n_unique() == 1)


def _same(name: str) -> pl.Expr:
    value = pl.col(name).fill_null(_NEVER)
    return value.min() == value.max()


def _by_rank(value: pl.Expr, levels: int) -> pl.Expr:
    smaller = value.rank("min").cast(pl.Int64) - 1
    others = (pl.len().cast(pl.Int64) - 1).clip(lower_bound=1)
    return (smaller * levels // others).clip(upper_bound=levels - 1) + 1


def _by_bounds(bounds: Mapping[str, Sequence[float]], levels: int) -> dict[str, pl.Expr]:
    for name in MEASURED:
        given = list(bounds[name])
        if len(given) != levels - 1 or given != sorted(set(given)):
            raise ValueError(f"the bounds of {name} must be {levels - 1} ascending numbers")
    money = [round(bound * 100) for bound in bounds["monetary"]]
    return {
        "r": 1 + _count(pl.col("recency") <= bound for bound in bounds["recency"]),
        "f": 1 + _count(pl.col("frequency") >= bound for bound in bounds["frequency"]),
        "m": 1 + _count(pl.col("monetary") >= bound for bound in money),
    }


def _count(holding: Iterable[pl.Expr]) -> pl.Expr:
    return pl.sum_horizontal(one.cast(pl.Int64) for one in holding)

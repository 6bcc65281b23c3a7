"""Pareto: VIP, good, regular and other clients, and what the top fifth really brings.

Formula: of the n clients that paid in a month, the ceil(20 % of n) largest are that month's VIPs, at least one;
whoever is VIP in some month of the half-year is VIP (`vip_months` of `months` tells how firmly). Or the same over the
whole period at once. Then either as many from below are `other` (20/60/20), or 20 % of the remainder are `good`
(20/20/rest).
Edges: ties at the limit are included. A net of zero or less is not paying and has no group. Below five clients nothing
is split. On flat bases the months' union makes nearly everybody VIP "in some month": look at `vip_months`.
`heading`: not a VIP, but an order of the last 30 days is as large as the average order of VIPs.
Source: the base methods, "VIP, regular, other" (20 % by month over half a year, or by the whole period; both splits;
payments, services, units or profit). Ours: rounding up, ties, what heading for VIP means.
"""

from datetime import date, timedelta
from typing import Literal, NamedTuple

import polars as pl

from clientzoo.segmentation.frames import method
from clientzoo.segmentation.orders import Measure, by_period, collect_streaming, total, won
from clientzoo.segmentation.periods import first_day, label, number, number_of

GROUPS = ("other", "regular", "good", "vip")
LEAST_CLIENTS = 5
LATELY = timedelta(days=30)


@method
def pareto(
    orders: pl.LazyFrame,
    *,
    as_of: date,
    by: Measure = "amount",
    over: Literal["months", "period"] = "months",
    months: int = 6,
    split: Literal["20/60/20", "20/20"] = "20/60/20",
    top: float = 20,
) -> pl.DataFrame:
    """One row a client, largest first: `total` (money in minor units), `paid_months`, `vip_months`, `months`, `pareto`,
    `heading`. The period is the `months` calendar months that end with that of `as_of`; `top` is in percent.
    """
    lines = won(orders, as_of, since=first_day(number_of(as_of, "month") - months + 1, "month"))
    in_month = _among_top(pl.col("amount"), top, pl.col("period"))
    marked = by_period(lines, number("order_date", "month"), by).with_columns(
        ((pl.col("amount") > 0) & in_month).fill_null(False).alias("vip")
    )
    sums = collect_streaming(
        marked.group_by("client_id").agg(
            pl.col("amount").sum().alias("total"),
            pl.col("orders").sum(),
            (pl.col("amount") > 0).sum().cast(pl.Int64).alias("paid_months"),
            pl.col("vip").sum().cast(pl.Int64).alias("vip_months"),
        )
    )
    paying = pl.col("total") > 0
    vip = (pl.col("vip_months") > 0 if over == "months" else _among_top(pl.col("total"), top)) & paying
    grouped = sums.with_columns(vip.fill_null(False).alias("vip")).with_columns(_group(split, top).alias("pareto"))
    recent = lines.filter(pl.col("order_date") > as_of - LATELY)
    return (
        grouped.join(_largest_orders(recent, by), on="client_id", how="left")
        .with_columns(_heading().alias("heading"), pl.lit(months, pl.Int64).alias("months"))
        .select("client_id", "total", "paid_months", "vip_months", "months", "pareto", "heading")
        .sort("total", "client_id", descending=[True, False])
    )


def vips_by_month(
    orders: pl.LazyFrame, *, as_of: date, by: Measure = "amount", months: int = 6, top: float = 20
) -> pl.DataFrame:
    """The VIPs of each month in one table: `month`, `client_id`, `amount` (money in minor units) and its `share` of
    that month in percent, largest first.
    """
    month, current = number("order_date", "month"), number_of(as_of, "month")
    lines = won(orders, as_of).filter(month > current - months)
    monthly = collect_streaming(lines.group_by("client_id", month.alias("month")).agg(total(lines, by).alias("amount")))
    amount = pl.col("amount")
    paid = monthly.filter(amount > 0).with_columns((amount * 100.0 / amount.sum().over("month")).alias("share"))
    return (
        paid.filter(_among_top(amount, top, pl.col("month")))
        .sort("month", "amount", "client_id", descending=[False, True, False])
        .select(
            pl.col("month").map_elements(lambda number: label(number, "month"), return_dtype=pl.String),
            "client_id", "amount", "share",
        )
    )  # fmt: skip


class Concentration(NamedTuple):
    """`top_clients` of `clients` bring `top_share` percent; `for_80` percent of clients bring 80 % of the total."""

    clients: int
    top_clients: int
    top_share: float
    for_80: float


def concentration(
    amounts: pl.DataFrame, by: str = "total", ranked_by: str | None = None, top: float = 20
) -> Concentration:
    """What the top of the paying clients really brings: of `by`, the top being chosen by `ranked_by` (as: by payments,
    what share of services goes to them). A share may pass 100 where the rest is negative.
    """
    chosen_by = ranked_by or by
    paying = amounts.filter(pl.col(chosen_by) > 0).sort(chosen_by, "client_id", descending=[True, False])
    values = [int(value) for value in paying[by]]
    whole = sum(values)
    if not values or whole <= 0:
        return Concentration(len(values), 0, 0.0, 0.0)
    chosen = at_least_one(len(values), top)
    reached, needed = 0, 0
    while reached * 100 < whole * 80:
        reached += values[needed]
        needed += 1
    return Concentration(len(values), chosen, sum(values[:chosen]) * 100 / whole, needed * 100 / len(values))


def at_least_one(count: int, percent: float) -> int:
    """`percent` of `count`, rounded up: 20 % of 65 is 13."""
    return max(1, -(-count * round(percent * 100) // 10_000))


class Overlap(NamedTuple):
    """How many clients two lists share, and what percent of each list that is."""

    common: int
    of_first: float
    of_second: float


def overlap(first: set[str], second: set[str]) -> Overlap:
    """The overlap of two lists, as of the VIPs by payments and by services."""
    common = len(first & second)
    return Overlap(common, *(common * 100 / len(one) if one else 0.0 for one in (first, second)))


def _among_top(amount: pl.Expr, percent: float, *within: pl.Expr, lowest: bool = False) -> pl.Expr:
    """Whether an amount is among the top (or the lowest) of those above zero; null where too few are."""
    positive = pl.when(amount > 0).then(amount)
    count = positive.count().cast(pl.Int64)
    limit = ((count * round(percent * 100) + 9_999) // 10_000).clip(lower_bound=1)
    bound = positive.sort(descending=not lowest, nulls_last=True).get(limit - 1, null_on_oob=True)
    if within:
        count, bound = count.over(*within), bound.over(*within)
    return pl.when(count >= LEAST_CLIENTS).then(positive <= bound if lowest else positive >= bound)


def _group(split: str, percent: float) -> pl.Expr:
    rest = pl.when(~pl.col("vip")).then(pl.col("total"))
    if split == "20/20":
        positive = pl.when(rest > 0).then(rest)
        limit = ((positive.count().cast(pl.Int64) * round(percent * 100) + 9_999) // 10_000).clip(lower_bound=1)
        second, name = positive.rank("min", descending=True).cast(pl.Int64) <= limit, "good"
    else:
        second, name = _among_top(pl.col("total"), percent, lowest=True), "other"
    enough = (pl.col("total") > 0).sum() >= LEAST_CLIENTS
    return (
        pl.when((pl.col("total") > 0) & enough)
        .then(
            pl.when(pl.col("vip")).then(pl.lit("vip")).when(second).then(pl.lit(name)).otherwise(pl.lit("regular"))
        )
    )  # fmt: skip


def _largest_orders(recent: pl.LazyFrame, by: Measure) -> pl.DataFrame:
    keys = ["client_id", "deal_id"] if "deal_id" in recent.collect_schema().names() else ["client_id", "order_date"]
    orders = recent.group_by(keys).agg(total(recent, by).alias("lately"))
    return collect_streaming(orders.group_by("client_id").agg(pl.col("lately").max()))


def _heading() -> pl.Expr:
    vip = pl.col("vip")
    spent, orders = (pl.when(vip).then(pl.col(name)).sum() for name in ("total", "orders"))
    return ((orders > 0) & ~vip & (pl.col("lately") * orders >= spent)).fill_null(False)

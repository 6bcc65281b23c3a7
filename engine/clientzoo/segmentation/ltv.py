"""LTV: what a client brings over all its time with us, by three formulas that must never be ranked together.

1. (yearly revenue - advertising) / clients: per client and year, of a whole base or segment.
2. average bill x purchases in a period x profit per purchase as a margin in 0..1 x lifetime in such periods.
3. average bill x sales per month x months retained.
Edges: a margin outside 0..1 would give money squared and is refused, as are counts below zero. Of a single client the
third formula multiplies out to what it has brought so far; it tells segments apart, not futures. A client that still
orders has not lived its lifetime yet (`living`): its value is a lower bound. Refunds lower the value and are no orders;
of who has nothing else there is no bill.
Tiers: bounds in money, or thirds of the base, equal values never divided.
Source: the base methods, "LTV" (formulas, VIP / standard / economy; 3000 x 2 x 12 = 72 000). Ours: tiers by thirds.
"""

from datetime import date

import polars as pl

from clientzoo.segmentation.frames import MINOR_UNITS, Frame, method, polars
from clientzoo.segmentation.orders import collect_streaming, order_count, order_days, total, won
from clientzoo.segmentation.periods import number, since

TIERS = ("economy", "standard", "vip")


def per_year(yearly_revenue: float, advertising: float, clients: int) -> float:
    """The first formula. Raises ValueError without clients, or where money is below zero."""
    if clients < 1:
        raise ValueError("there must be at least one client to divide by")
    _not_negative(yearly_revenue=yearly_revenue, advertising=advertising)
    return (yearly_revenue - advertising) / clients


def by_profit(average_bill: float, purchases: float, margin: float, lifetime: float) -> float:
    """The second formula; purchases per the unit of time in which the lifetime is counted. Raises ValueError."""
    if not 0 <= margin <= 1:
        raise ValueError(f"the profit of a purchase is a margin between 0 and 1, as 0.3, not {margin:g}")
    _not_negative(average_bill=average_bill, purchases=purchases, lifetime=lifetime)
    return average_bill * purchases * margin * lifetime


def by_retention(average_bill: float, sales_per_month: float, months: float) -> float:
    """The third formula. Raises ValueError where an input is below zero."""
    _not_negative(average_bill=average_bill, sales_per_month=sales_per_month, months=months)
    return average_bill * sales_per_month * months


@method
def ltv(
    orders: pl.LazyFrame, *, as_of: date, living_days: int = 90, bounds: tuple[float, float] | None = None
) -> pl.DataFrame:
    """One row a client by the third formula: `average_bill` (minor units), `orders_per_month`, `months` from the first
    to the last month with an order, `ltv` (minor units), `living`, `ltv_tier`.

    `bounds` in major units divide economy | standard | vip, a value on a bound being above it; default thirds.
    """
    lines = won(orders, as_of)
    sums = collect_streaming(
        lines.group_by("client_id").agg(
            total(lines, "amount").alias("ltv"),
            order_count(lines).alias("orders"),
            order_days(lines).min().alias("first"),
            order_days(lines).max().alias("last"),
        )
    )
    ordered = pl.when(pl.col("orders") > 0).then(pl.col("orders"))
    months = number("last", "month") - number("first", "month") + 1
    return (
        sums.with_columns(months.cast(pl.Int64).alias("months"))
        .select(
            "client_id",
            (pl.col("ltv") / ordered).alias("average_bill"),
            (pl.col("orders") / pl.col("months")).alias("orders_per_month"),
            "months",
            "ltv",
            ((pl.lit(as_of) - pl.col("last")).dt.total_days() <= living_days).fill_null(False).alias("living"),
            _tier(bounds).alias("ltv_tier"),
        )
        .sort("ltv", "client_id", descending=[True, False])
    )  # fmt: skip


def by_segment(values: pl.DataFrame, clients: Frame, column: str = "segment") -> pl.DataFrame:
    """The third formula on the averages of each segment, as the source works it: bill x orders a month x months."""
    named = polars(clients).select("client_id", column).unique("client_id", keep="any").collect()
    bill, rate, months = (pl.col(name).mean() for name in ("average_bill", "orders_per_month", "months"))
    return (
        values.join(named, on="client_id", how="left")
        .group_by(column)
        .agg(
            pl.len().cast(pl.Int64).alias("clients"),
            bill.round(0).cast(pl.Int64).alias("average_bill"),
            rate.alias("orders_per_month"),
            months.alias("months"),
            (bill * rate * months).round(0).cast(pl.Int64).alias("ltv"),
        )
        .sort("ltv", column, descending=[True, False], nulls_last=True)
    )


def formulas(
    orders: Frame,
    values: pl.DataFrame,
    *,
    as_of: date,
    clients: Frame | None = None,
    advertising: float = 0,
    margin: float | None = None,
) -> pl.DataFrame:
    """The three formulas beside each other, for `all` clients and for each segment: `per_year`, `by_profit`,
    `by_retention` in minor units. They answer different questions; no two of them may be compared.

    `advertising` is money a year in major units, spread evenly over all clients. Without a `margin` it is that of the
    orders' `profit`, where it lies in 0..1; else the second formula is null. `values` is the result of `ltv`.
    """  # fmt: skip
    lines, last_year = won(polars(orders), as_of), won(polars(orders), as_of, since(as_of, 12))
    has_profit = "profit" in lines.collect_schema().names()
    said = pl.col("profit").count() > 0 if has_profit else pl.lit(False)
    earned = pl.when(said).then(total(lines, "profit")) if has_profit else pl.lit(None, pl.Int64)
    profit = collect_streaming(lines.group_by("client_id").agg(earned.alias("profit")))
    yearly = collect_streaming(last_year.group_by("client_id").agg(total(last_year, "amount").alias("yearly")))
    known = (
        values.join(profit, on="client_id")
        .join(yearly, on="client_id", how="left")
        .with_columns(pl.col("yearly").fill_null(0), pl.lit("all").alias("of"))
    )
    groups = [known]
    if clients is not None:
        named = polars(clients).select("client_id", pl.col("segment").alias("of")).unique("client_id", keep="any")
        groups.append(known.drop("of").join(named.drop_nulls().collect(), on="client_id"))
    bill, rate, months = (pl.col(name).mean() for name in ("average_bill", "orders_per_month", "months"))
    stated = pl.when(pl.col("profit").count() > 0).then(pl.col("profit").sum())  # the sum of nothing known is no zero
    own = pl.when(pl.col("ltv").sum() > 0).then(stated / pl.col("ltv").sum())
    share = pl.lit(margin) if margin is not None else pl.when(own.is_between(0, 1)).then(own)
    ad = round(advertising * MINOR_UNITS) / max(values.height, 1)
    found = pl.concat(
        group.group_by("of").agg(
            pl.len().cast(pl.Int64).alias("clients"),
            share.alias("margin"),
            (pl.col("yearly").sum() / pl.len() - ad).alias("per_year"),
            (bill * rate * months * share).alias("by_profit"),
            (bill * rate * months).alias("by_retention"),
        )
        for group in groups
    )
    money = pl.col("per_year", "by_profit", "by_retention").round(0).cast(pl.Int64)
    return found.with_columns(money).sort(pl.col("of") != "all", "of")


def _tier(bounds: tuple[float, float] | None) -> pl.Expr:
    value = pl.col("ltv")
    if bounds is not None:
        low, high = (value >= round(bound * 100) for bound in bounds)
        third = low.cast(pl.Int64) + high.cast(pl.Int64)
    else:
        smaller = value.rank("min").cast(pl.Int64) - 1
        third = (smaller * 3 // (pl.len().cast(pl.Int64) - 1).clip(lower_bound=1)).clip(upper_bound=2)
    return third.replace_strict([0, 1, 2], list(TIERS), return_dtype=pl.String)


def _not_negative(**given: float) -> None:
    for name, value in given.items():
        if not value >= 0:
            raise ValueError(f"{name.replace('_', ' ')} cannot be {value:g}")

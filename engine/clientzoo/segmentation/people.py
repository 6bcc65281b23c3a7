"""What a manager wants to see of a client beside its classes: whose it is, what it brings, when it last ordered."""

from collections.abc import Mapping
from datetime import date, timedelta

import polars as pl

from clientzoo.segmentation.money import major
from clientzoo.segmentation.orders import collect_streaming, order_days, total, won
from clientzoo.segmentation.tables import Tables

_YEAR = timedelta(days=365)


def people(facts: pl.DataFrame, base: Tables, answers: Mapping[str, pl.DataFrame], as_of: date) -> pl.DataFrame:
    """The facts with `manager`, `last_order`, `turnover` (all), `a_year` (money of the year up to the last order),
    `last_rating`, `refused` (money), `refusal_date` and `call_until`, as far as the base knows them.

    `answers` are the first tables of the methods that ran, by method; money is in decimals.
    """
    known = facts.join(_managers(base), on="client_id", how="left")
    if "orders" in base:
        known = known.join(_brought(base, as_of), on="client_id", how="left")
    if "renewal" in answers:
        best = answers["renewal"].unique("client_id", keep="first", maintain_order=True)
        refused = best.select("client_id", major("amount").alias("refused"), "refusal_date", "call_until")
        known = known.join(refused, on="client_id", how="left")
    if "last answers" in answers:
        rated = answers["last answers"].select("client_id", pl.col("rating").alias("last_rating"))
        known = known.join(rated, on="client_id", how="left")
    return known


def _brought(base: Tables, as_of: date) -> pl.DataFrame:
    lines = won(base["orders"], as_of)
    if "amount" not in lines.collect_schema().names():
        return collect_streaming(lines.group_by("client_id").agg(order_days(lines).max().alias("last_order")))
    last = lines.group_by("client_id").agg(
        order_days(lines).max().alias("last_order"), total(lines, "amount").alias("turnover")
    )
    recent = lines.join(last, on="client_id").filter(pl.col("order_date") > pl.col("last_order") - _YEAR)
    year = recent.group_by("client_id").agg(total(lines, "amount").alias("a_year"))
    return collect_streaming(last.join(year, on="client_id", how="left")).with_columns(
        major("turnover"), major("a_year")
    )


def _managers(base: Tables) -> pl.DataFrame:
    """Whose client each is: as the table of clients says, else as the latest order or request does."""
    found = [pl.DataFrame(schema={"client_id": pl.String, "manager": pl.String})]
    for name, day in (("clients", None), ("orders", "order_date"), ("requests", "request_date")):
        columns = base[name].collect_schema().names() if name in base else []
        if "manager" not in columns:
            continue
        named = base[name].drop_nulls(["client_id", "manager"])
        when = pl.col(day) if day in columns else pl.lit(0)
        latest = pl.col("manager").sort_by(when, "manager", nulls_last=False).last()
        found.append(named.group_by("client_id").agg(latest).collect(engine="streaming"))
    return pl.concat(found).unique("client_id", keep="first", maintain_order=True)

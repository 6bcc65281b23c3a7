"""The three blocks of a base: current clients, refusals, outflow; and those that are not clients yet.

Formula: at least one won order and the last within N days: current; older: outflow; no won order but a lost request:
refusal; only open ones: negotiation; nothing at all: contact.
N is the client's own: twice its median interval between days with orders, at least 90 days; or fixed.
Edges: refunds are no orders; who has nothing but refunds bought before the data begin and is outflow. An order won and
another lost afterwards: still current. A client with orders on one day only has no rhythm, so
N is the least. Exactly N days ago is still current.
Source: the base methods, "three blocks". Ours: what counts as having left.
"""

from datetime import date

import polars as pl

from clientzoo.segmentation.frames import Frame, method, need, polars
from clientzoo.segmentation.orders import collect_streaming, order_count, order_days, rhythms, won

BLOCKS = ("current", "outflow", "refusal", "negotiation", "contact")


@method
def blocks(
    orders: pl.LazyFrame,
    *,
    as_of: date,
    requests: Frame | None = None,
    clients: Frame | None = None,
    left_after: int | None = None,
    rhythm: float = 2,
    least_days: int = 90,
) -> pl.DataFrame:
    """One row a client: `block`, `orders`, `last_order`, `silent_days`, `usual_interval` (days), `left_after` (days).

    `left_after` fixes N for all. `requests` have `client_id` and `status` (won, lost, open), and count up to `as_of`
    where they have a `request_date`; `clients` adds those of whom nothing but the name is known.
    """
    lines = won(orders, as_of)
    counted = lines.group_by("client_id").agg(
        order_count(lines).alias("orders"), order_days(lines).max().alias("last_order")
    )
    bought = collect_streaming(counted.join(rhythms(lines), on="client_id", how="left"))
    asked = _asked(requests, as_of)
    known = [asked.select("client_id")]
    if clients is not None:
        known.append(polars(clients).select("client_id").drop_nulls().collect())
    others = pl.concat(known).unique().join(bought, on="client_id", how="anti")
    limit = (rhythm * pl.col("interval")).ceil().cast(pl.Int64)
    own = pl.max_horizontal(pl.lit(least_days, pl.Int64), limit) if left_after is None else pl.lit(left_after, pl.Int64)
    silent = (pl.lit(as_of) - pl.col("last_order")).dt.total_days()
    return (
        pl.concat([bought, others], how="diagonal")
        .join(asked, on="client_id", how="left")
        .with_columns(silent.alias("silent_days"), own.alias("left_after"))
        .select(
            "client_id",
            pl.when(pl.col("silent_days") <= pl.col("left_after"))
            .then(pl.lit("current"))
            .when(pl.col("orders").is_not_null())
            .then(pl.lit("outflow"))
            .when(pl.col("lost"))
            .then(pl.lit("refusal"))
            .when(pl.col("open"))
            .then(pl.lit("negotiation"))
            .otherwise(pl.lit("contact"))
            .alias("block"),
            pl.col("orders").fill_null(0),
            "last_order",
            "silent_days",
            pl.col("interval").alias("usual_interval"),
            pl.when(pl.col("silent_days").is_not_null()).then(pl.col("left_after")).alias("left_after"),
        )
        .sort("client_id")
    )


def _asked(requests: Frame | None, as_of: date) -> pl.DataFrame:
    """Which clients have a lost request, and which an open one."""
    if requests is None:
        return pl.DataFrame(schema={"client_id": pl.String, "lost": pl.Boolean, "open": pl.Boolean})
    asked = polars(requests)
    need(asked, ("client_id", "status"), "requests")
    if "request_date" in asked.collect_schema().names():
        asked = asked.filter(pl.col("request_date").is_null() | (pl.col("request_date").cast(pl.Date) <= as_of))
    status = pl.col("status")
    return collect_streaming(
        asked.drop_nulls("client_id")
        .group_by("client_id")
        .agg((status == "lost").any().alias("lost"), (status.fill_null("open") == "open").any().alias("open"))
    )

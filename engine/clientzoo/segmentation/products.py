"""The product matrix: which products are meant for a segment, against what each client of it uses.

Formula: degree of development = |used and meant| / |meant|, in percent; to sell next: meant and not used.
Edges: a product that a client only gave back is not used. Products used beside the target are shown and do not count.
Nothing meant for the client (or no segment): no degree (null), `non_target`. Renamed products are counted as one by a
table of aliases. Letter case and outer blanks are ignored.
Source: the base methods, "the ideal client" (most promising: 3-4 products meant; regular: at least one; non-target:
none).
"""

from collections.abc import Mapping
from datetime import date

import polars as pl

from clientzoo.segmentation.frames import Frame, method, need, polars
from clientzoo.segmentation.orders import purchases, won

PROMISING_FROM = 3
FITS = ("non_target", "regular", "most_promising")
_NAMES = pl.List(pl.String)


@method
def products(
    orders: pl.LazyFrame, *, as_of: date, clients: Frame, matrix: Frame, aliases: Mapping[str, str] | None = None
) -> pl.DataFrame:
    """One row a client: `segment`, `meant`, `used`, `off_target` and `gaps` (lists of products), `unsold_products`,
    `development` (percent), `product_fit`.

    `orders` need `service`, `clients` need `segment`, `matrix` has a row (`segment`, `product`) for every "yes".
    """
    need(orders, ("service",), "orders")
    need(polars(clients), ("client_id", "segment"), "clients")
    need(polars(matrix), ("segment", "product"), "products")
    known = aliases or {}
    meant = (
        polars(matrix)
        .select(_key("segment").alias("segment_key"), _named("product", known).alias("meant"))
        .drop_nulls()
        .group_by("segment_key")
        .agg(pl.col("meant").unique().sort())
    )
    used = (
        purchases(won(orders, as_of))
        .select("client_id", _named("service", known).alias("used"))
        .drop_nulls()
        .group_by("client_id")
        .agg(pl.col("used").unique().sort())
    )
    base = (
        polars(clients)
        .select("client_id", "segment", _key("segment").alias("segment_key"))
        .drop_nulls("client_id")
        .unique("client_id", keep="first", maintain_order=True)
    )
    empty = pl.lit([], dtype=_NAMES)
    joined = base.join(meant, on="segment_key", how="left").join(used, on="client_id", how="full", coalesce=True)
    sets = joined.with_columns(pl.col("meant").fill_null(empty), pl.col("used").fill_null(empty)).with_columns(
        pl.col("meant").list.set_difference("used").list.sort().alias("gaps"),
        pl.col("used").list.set_difference("meant").list.sort().alias("off_target"),
    )
    aimed, open_ = pl.col("meant").list.len().cast(pl.Int64), pl.col("gaps").list.len().cast(pl.Int64)
    return (
        sets.select(
            "client_id",
            "segment",
            "meant",
            "used",
            "off_target",
            "gaps",
            pl.when(aimed > 0).then(open_).alias("unsold_products"),
            pl.when(aimed > 0).then((aimed - open_) * 100.0 / aimed).alias("development"),
            pl.when(aimed >= PROMISING_FROM)
            .then(pl.lit("most_promising"))
            .when(aimed > 0)
            .then(pl.lit("regular"))
            .otherwise(pl.lit("non_target"))
            .alias("product_fit"),
        )
        .sort("client_id")
        .collect()
    )


def of_no_segment(developed: pl.DataFrame, matrix: pl.DataFrame) -> list[str]:
    """Products that somebody bought and that are meant for no segment, by name."""
    meant = {str(name).strip() for name in matrix["product"].drop_nulls()}
    sold = developed["used"].explode().drop_nulls().unique()
    known = {name.lower() for name in meant}
    return sorted(name for name in sold if name.lower() not in known)


def matrix_table(developed: pl.DataFrame) -> pl.DataFrame:
    """Segments x products: how many clients of the segment use each, of how many that are meant to (0: not meant)."""
    used = developed.select("segment", pl.col("used").alias("product"), pl.lit(1).alias("using")).explode("product")
    meant = developed.select("segment", pl.col("meant").alias("product"), pl.lit(1).alias("aimed")).explode("product")
    keys = ["segment", "product"]
    return (
        meant.drop_nulls().group_by(keys).agg(pl.col("aimed").sum())
        .join(used.drop_nulls().group_by(keys).agg(pl.col("using").sum()), on=keys, how="full", coalesce=True)
        .with_columns(pl.col("aimed", "using").fill_null(0))
        .sort(keys)
    )  # fmt: skip


def _key(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().str.to_lowercase()


def _named(column: str, aliases: Mapping[str, str]) -> pl.Expr:
    trimmed = pl.col(column).str.strip_chars()
    if not aliases:
        return trimmed
    lower = {old.strip().lower(): new.strip() for old, new in aliases.items()}
    return trimmed.str.to_lowercase().replace_strict(
        list(lower), list(lower.values()), default=trimmed, return_dtype=pl.String
    )

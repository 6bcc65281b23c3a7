"""Money between people and the methods: whole minor units to compute with, decimals with two places to read.

The only place where the one becomes the other.
"""

from decimal import Decimal

import polars as pl

from clientzoo.segmentation.frames import MINOR_UNITS, UnfitTableError

_MONEY = pl.Decimal(38, 2)


def minor(frame: pl.LazyFrame, column: str) -> pl.Expr:
    """Money as whole minor units (Int64), so that sums are exact: 12.5 is 1250. Fractions of a unit are rounded, halves
    away from zero; decimals never pass through floats."""
    kind = frame.collect_schema()[column]
    if isinstance(kind, pl.Decimal) and kind.scale <= 2:
        return pl.col(column).cast(_MONEY).to_physical().cast(pl.Int64)
    if isinstance(kind, pl.Decimal):
        fine = pl.col(column).to_physical().cast(pl.Int128)
        step = int(10 ** (kind.scale - 2))
        return (fine.sign() * ((fine.abs() + step // 2) // step)).cast(pl.Int64)
    if kind.is_integer():
        return pl.col(column).cast(pl.Int64) * MINOR_UNITS
    if kind.is_float():
        return (pl.col(column).cast(pl.Float64) * MINOR_UNITS).round(0, mode="half_away_from_zero").cast(pl.Int64)
    raise UnfitTableError(f"`{column}` holds no numbers but {kind}")


def major(column: str) -> pl.Expr:
    """Whole minor units as an exact decimal with two places, for people to read: 1250 is 12.50.

    Both sides of the division have the scale of the result: Polars 1.44 to 2.1 keep the scale of what is divided, so
    that whole units divided by a hundred lose their kopecks.
    """
    return (pl.col(column).cast(_MONEY) / pl.lit(MINOR_UNITS).cast(_MONEY)).cast(_MONEY)


def in_major(units: int) -> Decimal:
    """The same for one sum: 1250 is 12.50."""
    return Decimal(units).scaleb(-2)

"""Rows that follow one another with equal keys, joined into one: grouping without a table of groups.

It costs a third of grouping and no memory. Where equal keys stand together it is grouping; where they do not, what it
leaves can still be grouped to the same end.
"""

from collections.abc import Sequence

import polars as pl


def neighbours_joined(
    rows: pl.LazyFrame, keys: Sequence[str], sums: Sequence[str], count: str | None = None
) -> pl.LazyFrame:
    """`keys`, the first of which has no nulls, and the sums of `sums`, which are whole numbers: the differences of
    running sums, exact whatever stands before. If asked, how many rows were joined, as `count`.
    """
    last = pl.any_horizontal(pl.col(key).ne_missing(pl.col(key).shift(-1)) for key in keys)
    running = rows.select(*keys, pl.col(sums).fill_null(0).cum_sum(), last.alias("last"))
    if count is not None:
        running, sums = running.with_row_index(count, 1).with_columns(pl.col(count).cast(pl.Int64)), [count, *sums]
    return running.filter("last").select(*keys, pl.col(sums) - pl.col(sums).shift(fill_value=0))

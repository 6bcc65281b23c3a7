"""Rows that follow one another with equal keys, joined into one: grouping without a table of groups.

It costs a third of grouping and no memory. Where equal keys stand together it is grouping; where they do not, what it
leaves can still be grouped to the same end.
"""

from collections.abc import Sequence

import polars as pl


def neighbours_joined(rows: pl.LazyFrame, keys: Sequence[str], sums: Sequence[str]) -> pl.LazyFrame:
    """`keys`, the first of which has no nulls, and the sums of `sums`, which are whole numbers: the differences of
    running sums, exact whatever stands before.
    """
    last = pl.any_horizontal(pl.col(key).ne_missing(pl.col(key).shift(-1)) for key in keys)
    running = rows.select(*keys, pl.col(sums).fill_null(0).cum_sum(), last.alias("last")).filter("last")
    return running.select(*keys, pl.col(sums) - pl.col(sums).shift(fill_value=0))

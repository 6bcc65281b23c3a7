"""The door to data frames: any kind comes in through Narwhals, Polars computes, the caller's own kind goes out."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeAlias

import narwhals as nw
import polars as pl

from clientzoo.knowledge.problems import did_you_mean

Frame: TypeAlias = Any
"""A frame of any library that Narwhals reads: Polars, pandas, PyArrow, DuckDB, ..., in memory or lazy."""
P = ParamSpec("P")
MINOR_UNITS = 100  # kopecks in a rouble, cents in a dollar


class UnfitTableError(ValueError):
    """A table lacks what a method needs; the text is fit to be shown."""


def polars(frame: Frame) -> pl.LazyFrame:
    """The frame as Polars sees it, lazily."""
    if isinstance(frame, pl.LazyFrame):
        return frame
    if isinstance(frame, pl.DataFrame):
        return frame.lazy()
    read = nw.from_native(frame)
    collected = read.collect(backend="polars") if isinstance(read, nw.LazyFrame) else read
    return pl.LazyFrame(collected.to_polars())


def like(result: pl.DataFrame, model: Frame) -> Frame:
    """The result as the kind of frame that `model` is; Polars where that kind holds nothing in memory."""
    if isinstance(model, pl.LazyFrame | pl.DataFrame):
        return result
    kind = nw.from_native(model).implementation
    if kind.is_pandas():
        return result.to_pandas()
    return result.to_arrow() if kind.is_pyarrow() else result


def method(computed: Callable[Concatenate[pl.LazyFrame, P], pl.DataFrame]) -> Callable[Concatenate[Frame, P], Frame]:
    """Lets a function on Polars take its first frame, and give its result, in the caller's kind."""

    @wraps(computed)
    def on_any(frame: Frame, /, *args: P.args, **kwargs: P.kwargs) -> Frame:
        return like(computed(polars(frame), *args, **kwargs), frame)

    return on_any


def need(frame: pl.LazyFrame, columns: Iterable[str], what: str) -> None:
    """Raises UnfitTableError where the table called `what` lacks a column."""
    present = frame.collect_schema().names()
    for column in columns:
        if column not in present:
            hint = did_you_mean(column, present)
            raise UnfitTableError(f"{what} have no column `{column}`" + (f" ({hint})" if hint else ""))

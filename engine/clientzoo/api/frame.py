"""Data frames of whichever library to frames of verdicts of the same library."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import narwhals as nw
import polars as pl

from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.classify import Base, by_version, verdicts
from clientzoo.tables.table import BATCH, LINE, Batch, Reject

if TYPE_CHECKING:
    from narwhals.typing import IntoDataFrame

IntoFrame = TypeVar("IntoFrame", bound="IntoDataFrame")


@dataclass(frozen=True, slots=True)
class ClassifiedFrame(Generic[IntoFrame]):
    """`verdicts` has one row for each client that could be read, `rejected` one for each cell that could not.

    The columns of `rejected` are `line` (the row, counted from 1), `client`, `column`, `value` and `reason`.
    """

    verdicts: IntoFrame
    rejected: IntoFrame


def classified_frame(zoo: Zoo, frame: IntoFrame, *, ranking: bool, fired: bool) -> ClassifiedFrame[IntoFrame]:
    """See `Expert.classify_frame`."""
    given: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
    base = Base(zoo, [_FrameTable(given.to_polars())])
    rejects: list[Reject] = []
    with verdicts(
        base, base.columns(ranking=ranking, fired=fired), lambda batch: rejects.extend(batch.rejects)
    ) as rows:
        found = by_version(rows, zoo).collect()
    rejected = pl.DataFrame(
        [(one.line, one.client, one.column, one.value, one.reason) for one in rejects],
        schema={"line": pl.Int64, "client": pl.String, "column": pl.String, "value": pl.String, "reason": pl.String},
        orient="row",
    )
    return ClassifiedFrame(_native(found, given), _native(rejected, given))


class _FrameTable:
    """A frame as a table of clients, its rows numbered from 1."""

    name = "the frame"

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self.columns = tuple(frame.columns)
        self.rows = frame.height

    def batches(self) -> Iterator[Batch]:
        numbered = self._frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(LINE))
        for start in range(0, max(numbered.height, 1), BATCH):
            yield Batch(numbered.slice(start, BATCH))


def _native(found: pl.DataFrame, like: "nw.DataFrame[Any]") -> Any:
    """The frame in the library of the one given; choices are plain text there."""
    if like.implementation.is_polars():
        return found
    plain = found.with_columns(pl.col(pl.Enum).cast(pl.String))
    return nw.from_dict(plain.to_dict(as_series=False), backend=like.implementation).to_native()

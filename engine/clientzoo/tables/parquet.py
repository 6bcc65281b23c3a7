"""Parquet files, streamed."""

from collections.abc import Iterator
from os import environ
from pathlib import Path

import polars as pl

from clientzoo.tables.detect.encoding import UnreadableFileError, damage_told
from clientzoo.tables.table import BATCH, LINE, Batch, TableError


class Parquet:
    """A Parquet file, or `rows` of it from `first` (counted from 1); a row's line is its number."""

    def __init__(self, path: Path, first: int = 1, rows: int | None = None) -> None:
        """Raises TableError where it is none."""
        self.name = str(path)
        self._first = first
        if not path.is_file():
            raise TableError(f"{self.name}: there is no such file")
        self._scan = pl.scan_parquet(path, glob=False).slice(first - 1, rows)
        try:
            with damage_told("Parquet file"):
                self.columns = tuple(self._scan.collect_schema().names())
                self.rows = self._scan.select(pl.len()).collect().item()
        except UnreadableFileError as error:
            raise TableError(f"{self.name}: {error}") from None

    def batches(self) -> Iterator[Batch]:
        # Polars reads 64 MB of compressed row groups ahead, which with choices as texts are a gigabyte once unpacked
        environ.setdefault("POLARS_ROW_GROUP_PREFETCH_SIZE", str(max(pl.thread_pool_size(), 2)))
        line = self._first
        frames = self._scan.collect_batches(chunk_size=BATCH)
        while (frame := self._next(frames)) is not None:
            yield Batch(frame.with_columns(pl.int_range(line, line + frame.height).alias(LINE)))
            line += frame.height

    def _next(self, frames: Iterator[pl.DataFrame]) -> pl.DataFrame | None:
        try:
            with damage_told("Parquet file"):
                return next(frames, None)
        except UnreadableFileError as error:
            raise TableError(f"{self.name}: {error}") from None

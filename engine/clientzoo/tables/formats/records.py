"""Files whose rows are records with names: Parquet and JSON Lines."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from clientzoo.tables.detect.encoding import UnreadableFileError, damage_told, misread
from clientzoo.tables.formats.sheet import framed, in_batches, text
from clientzoo.tables.table import BATCH, LINE


class ParquetFile:
    """A Parquet file; its heading is line 1."""

    about = "Parquet"
    from_1904 = False
    merged = ()
    notes = ()

    def __init__(self, path: Path) -> None:
        self._frame = pl.scan_parquet(path, glob=False)
        with damage_told("Parquet file"):
            self._columns = self._frame.collect_schema()

    def batches(self) -> Iterator[pl.DataFrame]:
        yield framed([self._columns.names()], [1])
        texts = self._frame.select(
            _texts(name, kind).alias(str(index)) for index, (name, kind) in enumerate(self._columns.items())
        )
        line = 2
        frames = texts.collect_batches(chunk_size=BATCH, maintain_order=True)
        while True:
            with damage_told("Parquet file"):
                frame = next(frames, None)
            if frame is None:
                return
            yield frame.with_columns(pl.int_range(line, line + frame.height, dtype=pl.Int64).alias(LINE))
            line += frame.height


def _texts(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(kind, pl.List | pl.Array | pl.Struct | pl.Object | pl.Binary):
        return column.map_elements(lambda cell: text(getattr(cell, "to_list", lambda: cell)()), return_dtype=pl.String)
    if isinstance(kind, pl.Datetime):
        return column.dt.date().cast(pl.String)
    if isinstance(kind, pl.Duration):
        return column.dt.to_string("polars")
    said = column.cast(pl.String)
    if kind.is_float() or kind.is_decimal():
        # A typed number never has its thousands apart: a fourth digit says so.
        return said.str.replace(r"^(-?\d+\.\d{3})$", "${1}0").str.replace(r"^(-?\d+)\.0$", "${1}")
    return said


class JsonLines:
    """A JSON object a line; its names, in the order in which they first come, are the heading, on line 0."""

    about = "JSON Lines"
    from_1904 = False
    merged = ()
    notes = ()

    def __init__(self, path: Path, encoding: str) -> None:
        self._path, self._encoding = path, encoding
        self._names = list(dict.fromkeys(name for _, record in self._records() for name in record))

    def batches(self) -> Iterator[pl.DataFrame]:
        yield framed([[text(name) for name in self._names]], [0])
        yield from in_batches(
            (number, [text(record.get(name)) for name in self._names]) for number, record in self._records()
        )

    def _records(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        try:
            with self._path.open(encoding=self._encoding) as file:
                for number, line in enumerate(file, start=1):
                    if line.strip():
                        yield number, _record(line, number)
        except UnicodeError:
            raise misread(self._encoding) from None


def _record(line: str, number: int) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        raise UnreadableFileError(f"line {number} is no JSON object") from None
    if not isinstance(record, dict):
        raise UnreadableFileError(f"line {number} is no JSON object")
    return record

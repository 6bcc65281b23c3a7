"""Delimited text: a block whose quotes are all in their places is cut at once, others by Python's csv, so that no cell
is bent."""

import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TextIO

import polars as pl

from clientzoo.tables.detect.dialect import separator_of
from clientzoo.tables.detect.encoding import UnreadableFileError, misread
from clientzoo.tables.formats.sheet import framed
from clientzoo.tables.table import LINE

_BLOCK = 4 * 2**20  # letters
_SAMPLE = 200_000
_LONGEST_CELL = 1_000_000


class Text:
    """CSV, TSV and the like; ends of lines of any system."""

    from_1904 = False
    merged = ()

    @property
    def notes(self) -> Sequence[str]:
        return [
            f"line {line}: a quote is not closed; the lines that it would take in are read as rows"
            for line in self._unclosed
        ]

    def __init__(self, path: Path, encoding: str, separator: str | None = None) -> None:
        self._path, self._encoding = path, encoding
        with self._open() as file:
            try:
                sample = file.read(_SAMPLE)
            except UnicodeError:
                raise misread(encoding) from None
        self.separator, self._skipped = separator_of(sample, separator)
        cut = csv.reader(StringIO(sample, newline=""), delimiter=self.separator)
        csv.field_size_limit(_LONGEST_CELL)
        self._unclosed: dict[int, None] = {}
        self._width = 1
        with suppress(csv.Error):  # told with its line when the rows are read
            self._width = max((len(row) for row in cut), default=1)
        sign = re.escape(self.separator)
        self._regular = rf'^(?:(?:"(?:[^"]|"")*"|[^"{sign}\n]*)(?:{sign}|\n|$))*$'
        shown = {"\t": "tab"}.get(self.separator, self.separator)
        self.about = f"text, {encoding}, cells apart by {shown}"

    def batches(self) -> Iterator[pl.DataFrame]:
        with self._open() as file:
            line = 1
            for _ in range(self._skipped):
                file.readline()
                line += 1
            try:
                while block := file.read(_BLOCK):
                    block += file.readline()
                    frame, lines = self._at_once(block, line) or self._one_by_one(block, file, line)
                    line += lines
                    yield frame
            except UnicodeError:
                raise misread(self._encoding) from None

    def _open(self) -> TextIO:
        return self._path.open(encoding=self._encoding, newline=None)

    def _at_once(self, block: str, line: int) -> tuple[pl.DataFrame, int] | None:
        """The block as rows, and the number of its lines; None where a quote stands in the middle of a cell, a cell
        goes beyond the block, or a row has more cells than any in the sample."""
        lines = block.count("\n") + (not block.endswith("\n"))
        quoted = '"' in block
        if quoted and not pl.Series([block]).str.contains(self._regular).item():
            return None
        try:
            frame = pl.read_csv(
                block.encode(), has_header=False, schema={str(index): pl.String for index in range(self._width)},
                separator=self.separator, quote_char='"' if quoted else None, infer_schema=False,
                truncate_ragged_lines=False,
            )  # fmt: skip
        except (pl.exceptions.PolarsError, UnicodeEncodeError):
            return None
        begins = pl.int_range(line, line + frame.height, dtype=pl.Int64)
        if frame.height != lines:
            more = pl.sum_horizontal(pl.all().str.count_matches("\n", literal=True)).cast(pl.Int64)
            begins += more.cum_sum().shift(1, fill_value=0)
            if not quoted or frame.height + int(frame.select(more.sum()).item() or 0) != lines:
                return None
        return frame.with_columns(begins.alias(LINE)), lines

    def _one_by_one(self, block: str, file: TextIO, line: int) -> tuple[pl.DataFrame, int]:
        """The block as rows, and the number of its lines; a quoted cell that goes beyond takes the lines it needs."""
        count = block.count("\n") + (not block.endswith("\n"))
        taken: list[str] = []
        reader = csv.reader(_noted(chain(StringIO(block, newline="\n"), file), taken), delimiter=self.separator)
        rows: list[list[str]] = []
        lines: list[int] = []
        while reader.line_num < count:
            first = reader.line_num
            try:
                row = next(reader)
            except csv.Error as error:
                where = f"line {line + first}: a cell without end; is a quote missing?"
                raise UnreadableFileError(f"{where} ({error})") from None
            swallowed = taken[first : reader.line_num]
            if len(swallowed) > 1 and self._is_swallowed(swallowed):
                self._unclosed[line + first] = None
                rows += csv.reader(swallowed, delimiter=self.separator, quoting=csv.QUOTE_NONE)
                lines += range(line + first, line + reader.line_num)
            else:
                rows.append(row)
                lines.append(line + first)
        return framed(rows, lines), reader.line_num

    def _is_swallowed(self, lines: list[str]) -> bool:
        """Whether lines that a quoted cell holds are rows: all as wide as the table."""
        return self._width > 1 and all(line.count(self.separator) == self._width - 1 for line in lines if line.strip())


def _noted(lines: Iterator[str], taken: list[str]) -> Iterator[str]:
    """The lines as they come, kept in `taken`."""
    for line in lines:
        taken.append(line)
        yield line

"""CSV: fast where it is plain, row by row with Python's csv from the first quote on, so that no row is lost or bent."""

import csv
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from clientzoo.tables.table import BATCH, LINE, Batch, Reject, TableError

if TYPE_CHECKING:
    import _csv

_BLOCK = 16 * 2**20  # bytes
_DELIMITERS = ",;\t|"


class Delimited:
    """A CSV file with a heading; the delimiter is the one of , ; | and tab that the heading has most of."""

    def __init__(self, path: Path, encoding: str = "utf-8") -> None:
        """Raises TableError for a file without a heading or in another encoding."""
        self.name = str(path)
        self._path = path
        self._encoding = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
        if self._encoded("\n") != b"\n":
            raise TableError(f"{self.name}: CSV is not read in {encoding}; save it as CSV UTF-8")
        with self._path.open("rb") as file:
            first = file.readline(2**20)
            if first.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise TableError(f"{self.name}: this is UTF-16; save it as CSV UTF-8")
            if b"\0" in first:
                raise TableError(f"{self.name}: this is no text; save it as CSV UTF-8")
            heading = self._text(first)
            self._delimiter = max(_DELIMITERS, key=heading.count)
            file.seek(0)
            try:
                with self._text_of(file) as text:
                    cells: list[str] = next(csv.reader(text, delimiter=self._delimiter), [])
            except UnicodeDecodeError as error:
                raise self._not_text(error) from None
            except csv.Error as error:
                raise TableError(f"{self.name}: the heading cannot be read: {error}") from None
        self.columns = tuple(cell.strip() or f"column {number}" for number, cell in enumerate(cells, 1))
        twice = sorted({column for column in self.columns if self.columns.count(column) > 1})
        self.rows = self._estimated_rows()
        if not self.columns:
            raise TableError(f"{self.name}: the file is empty; the first line names the columns")
        if twice:
            raise TableError(f"{self.name}: two columns are called `{twice[0]}`")

    def _estimated_rows(self) -> int:
        """As many as would stand in the whole file if its lines were as long as the first ones."""
        with self._path.open("rb") as file:
            start = file.read(2**20)
        return round(self._path.stat().st_size / max(len(start), 1) * max(start.count(b"\n"), 1))

    def batches(self) -> Iterator[Batch]:
        with self._path.open("rb") as file:
            heading = file.readline()
            if not _plain_lines(heading):
                file.seek(0)
                yield from self._rows(file, 0, skip=1)
                return
            line = 2
            while True:
                start = file.tell()
                block = file.read(_BLOCK)
                block += file.readline()
                if not block:
                    return
                frame = self._plain(block) if _plain_lines(block) else None
                if frame is None:
                    file.seek(start)
                    yield from self._rows(file, line - 1)
                    return
                numbered = frame.with_columns(pl.int_range(line, line + frame.height).alias(LINE))
                yield from (Batch(part) for part in numbered.iter_slices(BATCH))
                line += frame.height

    def _plain(self, block: bytes) -> pl.DataFrame | None:
        """The block as rows, or None where a line has more or fewer cells than the heading."""
        lines = block.count(b"\n") + (not block.endswith(b"\n"))
        if block.count(self._delimiter.encode()) != lines * (len(self.columns) - 1) or len(self.columns) == 1:
            return None
        utf8 = block if self._encoding == "utf-8-sig" else self._text(block).encode()
        try:
            frame = pl.read_csv(
                utf8, has_header=False, new_columns=list(self.columns), separator=self._delimiter,
                quote_char=None, infer_schema=False, truncate_ragged_lines=False,
            )  # fmt: skip
        except pl.exceptions.PolarsError:
            self._text(block)
            return None
        return frame if frame.height == lines else None

    def _rows(self, file: BufferedReader, before: int, skip: int = 0) -> Iterator[Batch]:
        """Everything from here on, `before` lines of the file having been read."""
        with self._text_of(file) as text:
            yield from self._read(csv.reader(text, delimiter=self._delimiter), before, skip)

    def _read(self, reader: "_csv.Reader", before: int, skip: int) -> Iterator[Batch]:
        for _ in range(skip):
            next(reader, None)
        done = False
        while not done:
            rows: list[Sequence[str]] = []
            lines: list[int] = []
            rejects: list[Reject] = []
            for _ in range(BATCH):
                line = before + reader.line_num + 1
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    rejects.append(Reject(self.name, line, "", "", "", f"a cell without end ({error})"))
                    continue
                except UnicodeDecodeError as error:
                    raise self._not_text(error) from None
                if cells is None:
                    done = True
                    break
                if not cells:
                    continue
                if len(cells) != len(self.columns):
                    counted = f"{len(cells)} cells where the heading has {len(self.columns)}"
                    rejects.append(Reject(self.name, line, "", "", self._delimiter.join(cells)[:200], counted))
                    continue
                rows.append(cells)
                lines.append(line)
            yield Batch(self._frame(rows, lines), tuple(rejects))

    def _frame(self, rows: Sequence[Sequence[str]], lines: Sequence[int]) -> pl.DataFrame:
        cells = zip(*rows, strict=True) if rows else [()] * len(self.columns)
        series = [pl.Series(name, column, dtype=pl.String) for name, column in zip(self.columns, cells, strict=True)]
        return pl.DataFrame([*series, pl.Series(LINE, lines, dtype=pl.Int64)])

    def _text_of(self, file: BufferedReader) -> TextIOWrapper:
        return TextIOWrapper(file, encoding=self._encoding, newline="")

    def _encoded(self, text: str) -> bytes:
        try:
            return text.encode(self._encoding).removeprefix(BOM_UTF8)
        except LookupError:
            raise TableError(f"there is no encoding called `{self._encoding}`; try cp1251 or utf-8") from None

    def _text(self, block: bytes) -> str:
        try:
            return block.decode(self._encoding)
        except UnicodeDecodeError as error:
            raise self._not_text(error) from None

    def _not_text(self, error: UnicodeDecodeError) -> TableError:
        named = self._encoding.removesuffix("-sig")
        return TableError(f"{self.name}: not {named} ({error.reason}); save it as CSV UTF-8, or say --encoding cp1251")


def _plain_lines(block: bytes) -> bool:
    """Whether its lines are what they seem: no cell in quotes, and no lone carriage return, which ends a line too."""
    return b'"' not in block and block.count(b"\r") == block.count(b"\r\n")

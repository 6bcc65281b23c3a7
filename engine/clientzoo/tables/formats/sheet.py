"""A file as rows of text cells, whatever its format, in batches that can be gone through again."""

import json
import stat
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import polars as pl

from clientzoo.tables.detect.encoding import UnreadableFileError, encoding_of
from clientzoo.tables.table import BATCH, LINE

if TYPE_CHECKING:
    from clientzoo.tables.formats.aligned_text import Cut

_SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_SAMPLE = 100_000  # letters
TOP = 40  # rows among which the heading stands


class Row(NamedTuple):
    """A row as it stands, and the line of the file on which it begins."""

    line: int
    cells: list[str]


class Sheet(Protocol):
    """What all kinds of files give.

    `about` is shown to the user; `merged` are cells of the top that stand for several, as (row, column, last column);
    `from_1904` says whether serial numbers of days are counted from there; `notes` tell what was odd, once the batches
    have been gone through. Batches have the columns "0", "1", ... of text, missing where a row is shorter, and LINE.
    """

    @property
    def about(self) -> str: ...
    @property
    def from_1904(self) -> bool: ...
    @property
    def merged(self) -> Sequence[tuple[int, int, int]]: ...
    @property
    def notes(self) -> Sequence[str]: ...
    def batches(self) -> Iterator[pl.DataFrame]: ...


def open_sheet(
    path: Path, *, encoding: str | None = None, separator: str | None = None, sheet: str | None = None
) -> Sheet:
    """The file as a sheet. Raises UnreadableFileError, OSError."""
    from clientzoo.tables.formats.aligned_text import SPACES, AlignedText
    from clientzoo.tables.formats.delimited_text import Text
    from clientzoo.tables.formats.records import JsonLines, ParquetFile
    from clientzoo.tables.formats.spreadsheet_file import Workbook

    if not stat.S_ISREG(path.stat().st_mode):  # one error, with the file's name, for whatever reader
        raise UnreadableFileError("this is no regular file; copy what it holds to one")
    with path.open("rb"):
        pass
    suffix = path.suffix.lower()
    if suffix in _SPREADSHEETS:
        return Workbook(path, sheet)
    if sheet is not None:
        raise UnreadableFileError("only workbooks have sheets; leave --sheet out")
    if suffix == ".parquet":
        return ParquetFile(path)
    if suffix in (".jsonl", ".ndjson"):
        return JsonLines(path, encoding_of(path, encoding))
    found = encoding_of(path, encoding)
    if separator in (None, SPACES) and (cut := _lined_up(path, found, separator)) is not None:
        return AlignedText(path, found, cut)
    return Text(path, found, separator)


def _lined_up(path: Path, encoding: str, separator: str | None) -> "Cut | None":
    """How blanks cut the file, where the user says that they do or no sign does."""
    from clientzoo.tables.detect.dialect import is_delimited
    from clientzoo.tables.detect.encoding import misread
    from clientzoo.tables.formats.aligned_text import cut_by_blanks

    try:
        with path.open(encoding=encoding) as file:
            sample = file.read(_SAMPLE)
            if file.read(1):
                sample = sample.rpartition("\n")[0]
    except UnicodeError:
        raise misread(encoding) from None
    if separator is None and is_delimited(sample):
        return None
    cut = cut_by_blanks(sample)
    return "runs" if cut is None and separator is not None else cut


def top(sheet: Sheet) -> list[Row]:
    """The first rows of the sheet that are not blank."""
    rows: list[Row] = []
    for whole in sheet.batches():
        batch = whole.head(TOP * 10)
        texts = batch.drop(LINE).fill_null("").rows()
        rows += (
            Row(line, list(cells)) for line, cells in zip(batch[LINE], texts, strict=True) if any(map(str.strip, cells))
        )
        if len(rows) >= TOP:
            break
    return rows[:TOP]


def framed(rows: Sequence[Sequence[str | None]], lines: Sequence[int]) -> pl.DataFrame:
    """Rows, however long each, as a batch."""
    columns = [pl.Series(str(index), cells, dtype=pl.String) for index, cells in enumerate(zip_longest(*rows))]
    return pl.DataFrame([*columns, pl.Series(LINE, lines, dtype=pl.Int64)])


def in_batches(rows: Iterable[tuple[int, Sequence[str | None]]]) -> Iterator[pl.DataFrame]:
    """Numbered rows as batches."""
    lines: list[int] = []
    cells: list[Sequence[str | None]] = []
    for line, row in rows:
        lines.append(line)
        cells.append(row)
        if len(lines) == BATCH:
            yield framed(cells, lines)
            lines, cells = [], []
    if lines:
        yield framed(cells, lines)


def text(cell: object) -> str:
    """A typed cell as text that is read back as the same: a number never looks like one with thousands apart."""
    if isinstance(cell, str):
        return (
            cell if cell.isascii() else cell.encode("utf-8", "replace").decode()
        )  # half of a surrogate pair is no text
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if abs(cell) < 1e15 and cell == int(cell):
            return str(int(cell))
        case float():
            said = repr(cell)
            return f"{said}0" if said[-4:-3] == "." else said
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case time() | timedelta():
            return str(cell)
        case list() | tuple() | dict():
            return text(json.dumps(cell, ensure_ascii=False, default=str))
    return str(cell)

"""Tables written whole or not at all, in the format that the file's extension names."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import getpid
from pathlib import Path
from typing import TypeAlias

import polars as pl
import polars.selectors as cs

from clientzoo.tables.database_output import DatabaseOutput
from clientzoo.tables.table import Reject, TableError

WRITABLE = (".parquet", ".csv", ".xlsx")
EXCEL_ROWS = 1_048_576
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")  # what makes a formula of a text in spreadsheets


Output: TypeAlias = Path | DatabaseOutput


def check_writable(path: Output) -> None:
    """Raises TableError where the extension names no format, its writer is not installed, or the folder is missing."""
    if isinstance(path, DatabaseOutput):
        return
    if path.suffix.lower() not in WRITABLE:
        raise TableError(f"{path}: tables are written as {', '.join(WRITABLE)}; choose the extension")
    check_place(path)
    if path.suffix.lower() == ".xlsx":
        try:
            import xlsxwriter  # noqa: F401
        except ModuleNotFoundError:
            raise TableError(f"{path}: to write XLSX, pip install 'clientzoo[xlsx]', or write CSV") from None


def check_place(path: Path) -> None:
    """Raises TableError where no file can be: in a folder that is missing, or instead of one."""
    if not path.parent.is_dir():
        raise TableError(f"{path}: there is no folder {path.parent}")
    if path.is_dir():
        raise TableError(f"{path}: this is a folder; name a file")


def write_table(frame: pl.LazyFrame, path: Output) -> None:
    """Streams the frame to the file or table, which appears when it is complete. Cells cannot become formulas."""
    check_writable(path)
    if isinstance(path, DatabaseOutput):
        path.write(frame)
        return
    with replacing(path) as partial:
        match path.suffix.lower():
            case ".parquet":
                frame.sink_parquet(partial)
            case ".csv":
                frame.with_columns(_presentable(frame)).sink_csv(partial)
            case _:
                _write_workbook(frame.with_columns(cs.float().round(6)), partial)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write to, which takes the path's place at the end; on any error it goes, and the old file stays."""
    partial = path.with_name(f".{path.name}.{getpid()}.partial")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


class RejectsFile:
    """Collects rejects in a CSV file, which like every table appears when it is complete; without any, there is none.

    One that an earlier run has left is emptied, so that it does not speak for this one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._partial = path.with_name(f".{path.name}.{getpid()}.partial")
        self._last: tuple[str, int] | None = None
        self.rows = 0  # a row with several wrong cells counts once

    def __enter__(self) -> "RejectsFile":
        return self

    def add(self, rejects: Sequence[Reject]) -> None:
        if not rejects:
            return
        with self._partial.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            if not self.rows:
                writer.writerow(Reject._fields)
            for one in rejects:
                writer.writerow([harmless_text(cell) if isinstance(cell, str) else cell for cell in one])
                if self._last != (one.file, one.line):
                    self.rows, self._last = self.rows + 1, (one.file, one.line)

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is None and (self.rows or self._path.exists()):
            if not self.rows:
                self._partial.write_text(",".join(Reject._fields) + "\n", encoding="utf-8")
            self._partial.replace(self._path)
        self._partial.unlink(missing_ok=True)


def harmless_text(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _presentable(frame: pl.LazyFrame) -> Iterator[pl.Expr]:
    """What people read: millionths as they are written, 0.2 for 0.19999999999999998, and no formulas."""
    yield cs.float().round(6)
    yield from (harmless(name) for name, kind in frame.collect_schema().items() if kind == pl.String)


def harmless(name: str) -> pl.Expr:
    """The column of texts, with an apostrophe before each that a spreadsheet would take for a formula."""
    text = pl.col(name)
    return (
        pl.when(pl.any_horizontal(text.str.starts_with(sign) for sign in _FORMULA_SIGNS))
        .then(pl.lit("'") + text)
        .otherwise(text)
        .alias(name)
    )


def _write_workbook(frame: pl.LazyFrame, path: Path) -> None:
    import xlsxwriter

    schema = frame.collect_schema()
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    with book:
        sheet = book.add_worksheet("clients")
        sheet.freeze_panes(1, 1)
        bold = book.add_format({"bold": True})
        for column, name in enumerate(schema.names()):
            sheet.write_string(0, column, name, bold)
        row = 1
        for batch in frame.collect_batches():
            if row + batch.height > EXCEL_ROWS:
                raise TableError(f"a sheet holds {EXCEL_ROWS - 1} clients at most; write Parquet or CSV")
            for cells in batch.iter_rows():
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write_number(row, column, cell)
                row += 1
        sheet.autofilter(0, 0, max(row - 1, 1), len(schema) - 1)

"""Tables written whole or not at all, in the format that the file's extension names."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TypeAlias

import polars as pl
import polars.selectors as cs

from clientzoo.knowledge.files import atomic_write
from clientzoo.tables.database_output import DatabaseOutput
from clientzoo.tables.table import Reject, TableError

WRITABLE = (".parquet", ".csv", ".xlsx")
EXCEL_ROWS = 1_048_576
# What makes a formula of a text in spreadsheets; some of them drop blanks and ends of lines before it.
_FORMULA = re.compile(r"^(?:[\t\r\n]|[\s\x00-\x1f\ufeff\u200b]*[=+\-@＝＋－＠])")


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
    with atomic_write(path) as unfinished:
        match path.suffix.lower():
            case ".parquet":
                frame.sink_parquet(unfinished)
            case ".csv":
                frame.with_columns(_presentable(frame)).sink_csv(unfinished)
            case _:
                _write_workbook(frame.with_columns(cs.float().round(6)), unfinished)


class RejectsFile:
    """Collects rejects in a CSV file, which like every table appears when it is complete; without any, there is none.

    One that an earlier run has left is emptied, so that it does not speak for this one.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._unfinished: Path | None = None
        self._writing = ExitStack()
        self._last: tuple[str, int] | None = None
        self.rows = 0  # a row with several wrong cells counts once
        self.columns: Counter[str] = Counter()  # how many cells of each column

    def __enter__(self) -> "RejectsFile":
        return self

    def add(self, rejects: Sequence[Reject]) -> None:
        """Writes them down. Raises OSError."""
        if not rejects:
            return
        with self._begun().open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            self.columns.update(one.column for one in rejects if one.column)
            for one in rejects:
                writer.writerow([harmless_text(cell) if isinstance(cell, str) else cell for cell in one])
                if self._last != (one.file, one.line):
                    self.rows, self._last = self.rows + 1, (one.file, one.line)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if kind is None and self._path.exists():
            self._begun()
        self._writing.__exit__(kind, error, error.__traceback__ if error else None)

    def _begun(self) -> Path:
        if self._unfinished is None:
            self._unfinished = self._writing.enter_context(atomic_write(self._path))
            self._unfinished.write_text(",".join(Reject._fields) + "\r\n", encoding="utf-8", newline="")
        return self._unfinished


def harmless_text(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def _presentable(frame: pl.LazyFrame) -> Iterator[pl.Expr]:
    """What people read: millionths as they are written, 0.2 for 0.19999999999999998, and no formulas."""
    yield cs.float().round(6)
    yield from (harmless(name) for name, kind in frame.collect_schema().items() if kind == pl.String)


def harmless(name: str) -> pl.Expr:
    """The column of texts, with an apostrophe before each that a spreadsheet would take for a formula."""
    text = pl.col(name)
    return pl.when(text.str.contains(_FORMULA.pattern)).then(pl.lit("'") + text).otherwise(text).alias(name)


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

"""One sheet of a workbook: XLSX, XLS or ODS, through calamine, which keeps the type of each cell."""

import re
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import polars as pl

from clientzoo.tables.detect.encoding import UnreadableFileError, damage_told
from clientzoo.tables.formats.sheet import TOP, in_batches, text
from clientzoo.tables.formats.workbook_parts import check_size, hidden_rows, with_known_errors
from clientzoo.tables.values.dates import is_period

OF_SHEET = "order date of the sheet"
_WEB_PAGE = (b"<html", b"<table", b"<!doctype", b"<meta", b"\xef\xbb\xbf<html")
_FROM_1904 = re.compile(rb"<workbookPr[^>]*\bdate1904=[\"'](?:1|true)[\"']")
_LARGEST = 2**20  # bytes of the part that tells of a workbook's sheets


class Workbook:
    """The sheet `name`, or the only visible one that has rows. Held in memory whole, as workbooks must be."""

    merged_down: tuple[tuple[int, int, int], ...] = ()  # (first line, last line, column)

    def __init__(self, path: Path, name: str | None = None) -> None:
        from python_calamine import CalamineWorkbook, SheetVisibleEnum

        with path.open("rb") as file:
            if file.read(512).lstrip().lower().startswith(_WEB_PAGE):
                raise UnreadableFileError("this is a web page named as a workbook: open it and save it as XLSX")
        with damage_told("workbook"):
            check_size(path)
            content = with_known_errors(path)
            book = CalamineWorkbook.from_filelike(BytesIO(content)) if content else CalamineWorkbook.from_path(path)
            sheets = {one: book.get_sheet_by_name(one) for one in book.sheet_names}
        if not sheets:
            raise UnreadableFileError("this workbook holds no sheets with rows")
        if name is not None and name not in book.sheet_names:
            raise UnreadableFileError(f"there is no sheet `{name}`; sheets: {', '.join(book.sheet_names)}")
        hidden = [one.name for one in book.sheets_metadata if one.visible != SheetVisibleEnum.Visible]
        if name is None:
            visible = [one for one in book.sheet_names if one not in hidden] or book.sheet_names
            filled = [one for one in visible if sheets[one].height > 1] or visible[:1]
            together = _alike([(one, sheets[one]) for one in filled]) if len(filled) > 1 else []
            if len(filled) > 1 and not together:
                raise UnreadableFileError(f"choose a sheet with --sheet: {', '.join(filled)}")
            name = filled[0]
        else:
            together = []
        self._sheet = sheets[name]
        self._together = together
        self.notes = tuple(_hidden(path, name))
        self.from_1904 = _counts_from_1904(path)
        left = [one for one in hidden if one != name]
        names = [one for one, _ in together]
        self.about = (
            f"workbook, sheets {', '.join(names)} together, their lines counted on (--sheet reads one)"
            if names
            else f"workbook, sheet {name}"
        ) + (f" (hidden and not read: {', '.join(left)})" if left else "")
        left_edge = self._sheet.start[1] if self._sheet.start else 0  # rows come without the empty columns before it
        self.merged = tuple(
            (row + 1, column - left_edge, last - left_edge)
            for (row, column), (_, last) in self._sheet.merged_cell_ranges or ()
            if row < TOP * 2 and last > column
        )
        if not together:
            self.merged_down = tuple(
                (row + 1, last + 1, column - left_edge)
                for (row, column), (last, right) in self._sheet.merged_cell_ranges or ()
                if last > row and right == column
            )

    def batches(self) -> Iterator[pl.DataFrame]:
        if self._together:
            return in_batches(_rows_together(self._together))
        return in_batches((line, [text(cell) for cell in row]) for line, row in enumerate(self._sheet.iter_rows(), 1))


def _alike(sheets: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The sheets, where all begin with the same heading; else none."""
    firsts = [_first_row(sheet) for _, sheet in sheets]
    return list(sheets) if firsts[0] and all(one == firsts[0] for one in firsts) else []


def _first_row(sheet: Any) -> list[str]:
    rows = ([text(cell).strip() for cell in row] for row in sheet.iter_rows())
    first = next((row for row in rows if any(row)), [])
    while first and not first[-1]:
        first.pop()
    return first if len(first) > 1 and all(not one[:1].isdigit() for one in first) else []


def _rows_together(sheets: Sequence[tuple[str, Any]]) -> Iterator[tuple[int, list[str]]]:
    """The rows of all sheets under one heading; a column more says the month where sheets are called by months."""
    heading = _first_row(sheets[0][1])
    dated = all(is_period(name) for name, _ in sheets)
    line = 0
    for number, (name, sheet) in enumerate(sheets):
        begun = False
        for row in sheet.iter_rows():
            line += 1
            cells = [text(cell) for cell in row]
            if not begun and any(cell.strip() for cell in cells):
                begun = True
                if number:
                    continue
                yield line, [*heading, *([OF_SHEET] if dated else [])]
                continue
            filled = any(cell.strip() for cell in cells)
            padded = [*cells, *[""] * (len(heading) - len(cells))]
            yield line, [*padded[: len(heading)], *([name if filled else ""] if dated else []), *padded[len(heading) :]]


def _hidden(path: Path, name: str) -> Iterator[str]:
    rows = hidden_rows(path, name)
    if rows:
        shown = ", ".join(map(str, rows[:5])) + (", ..." if len(rows) > 5 else "")
        yield f"{len(rows)} rows are hidden in the workbook (line {shown}) and are read like the others"


def _counts_from_1904(path: Path) -> bool:
    try:
        with ZipFile(path) as archive, archive.open("xl/workbook.xml") as part:
            return _FROM_1904.search(part.read(_LARGEST)) is not None
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        return False

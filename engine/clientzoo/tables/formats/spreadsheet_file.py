"""One sheet of a workbook: XLSX, XLS or ODS, through calamine, which keeps the type of each cell."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import polars as pl

from clientzoo.tables.detect.encoding import UnreadableFileError, damage_told
from clientzoo.tables.formats.sheet import TOP, in_batches, text
from clientzoo.tables.formats.workbook_parts import check_size, with_known_errors

_WEB_PAGE = (b"<html", b"<table", b"<!doctype", b"<meta", b"\xef\xbb\xbf<html")
_FROM_1904 = re.compile(rb"<workbookPr[^>]*\bdate1904=[\"'](?:1|true)[\"']")
_LARGEST = 2**20  # bytes of the part that tells of a workbook's sheets


class Workbook:
    """The sheet `name`, or the only visible one that has rows. Held in memory whole, as workbooks must be."""

    notes = ()

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
            if len(filled) > 1:
                raise UnreadableFileError(f"choose a sheet with --sheet: {', '.join(filled)}")
            name = filled[0]
        self._sheet = sheets[name]
        self.from_1904 = _counts_from_1904(path)
        left = [one for one in hidden if one != name]
        self.about = f"workbook, sheet {name}" + (f" (hidden and not read: {', '.join(left)})" if left else "")
        left_edge = self._sheet.start[1] if self._sheet.start else 0  # rows come without the empty columns before it
        self.merged = tuple(
            (row + 1, column - left_edge, last - left_edge)
            for (row, column), (_, last) in self._sheet.merged_cell_ranges or ()
            if row < TOP * 2 and last > column
        )

    def batches(self) -> Iterator[pl.DataFrame]:
        return in_batches((line, [text(cell) for cell in row]) for line, row in enumerate(self._sheet.iter_rows(), 1))


def _counts_from_1904(path: Path) -> bool:
    try:
        with ZipFile(path) as archive, archive.open("xl/workbook.xml") as part:
            return _FROM_1904.search(part.read(_LARGEST)) is not None
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error):
        return False

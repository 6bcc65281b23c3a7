"""Tables as XLSX; the only module that touches openpyxl. No cell is ever a formula, neither written nor read."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from clientzoo.knowledge.problems import Place, Problem, ProblemsError
from clientzoo.workbench.table.rows import Cell

SHEET = "rules"
MOST_BYTES = 100_000_000  # unpacked
MOST_ROWS, MOST_COLUMNS = 20_000, 1_000
_WIDE = {"because": 50, "source": 30, "id": 28, "(condition)": 40}


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are (number in the sheet, cells); `file` is how places name it."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]

    def place(self, column: str, row: int) -> Place:
        """The place of a cell, as `wolf.xlsx!rules!C7`."""
        letter = get_column_letter(self.columns.index(column) + 1) if column in self.columns else "A"
        return Place(f"{self.file}!{SHEET}!{letter}{row}")


def save(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Writes the table; every text is kept as text, whatever sign it begins with. Raises OSError."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    for number, cells in enumerate([columns, *rows], 1):
        for position, value in enumerate(cells, 1):
            cell = sheet.cell(number, position, value)
            if isinstance(value, str):
                cell.data_type = "s"
                cell.quotePrefix = value[:1] in "=+-@\t\r" and bool(value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDF4FF")
    for position, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(position)].width = _WIDE.get(name, 18)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    book.save(path)


def load(path: Path) -> Sheet:
    """The table in the file. Raises ProblemsError with the cells that cannot be read."""
    book = _opened(path)
    if SHEET not in book.sheetnames:
        raise ProblemsError([Problem(Place(str(path)), "wrong-table", f"there is no sheet `{SHEET}`")])
    sheet = book[SHEET]
    if (sheet.max_row or 0) > MOST_ROWS or (sheet.max_column or 0) > MOST_COLUMNS:
        raise ProblemsError([Problem(Place(str(path)), "wrong-table", "the table is larger than any rulebase needs")])
    problems: list[Problem] = []
    read = []
    for row in sheet.iter_rows():
        cells = []
        for cell in row:
            value = cell.value
            if (
                cell.data_type in ("f", "e")
                or not isinstance(value, str | int | float | None)
                or isinstance(value, bool)
            ):
                value, problem = _unlike_text(cell, path)
                problems.extend(problem)
            cells.append(value)
        read.append(cells)
    if problems:
        raise ProblemsError(problems)
    names = [str(name) for name in read[0] if name is not None] if read else []
    filled = [
        (number, tuple(cells)) for number, cells in enumerate(read[1:], 2) if any(cell is not None for cell in cells)
    ]
    return Sheet(str(path), tuple(names), tuple((number, cells[: len(names)]) for number, cells in filled))


def _unlike_text(cell: Any, path: Path) -> tuple[Cell, list[Problem]]:
    if cell.data_type == "b":
        return ("yes" if cell.value else "no"), []
    what = "a formula" if cell.data_type == "f" else "an error" if cell.data_type == "e" else "a date"
    place = Place(f"{path}!{SHEET}!{cell.coordinate}")
    return None, [Problem(place, "wrong-table", f"the cell holds {what}", "write the value itself, as text")]


def _opened(path: Path) -> Any:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
        if unpacked > MOST_BYTES:
            raise ProblemsError([Problem(Place(str(path)), "file-too-large", "the workbook is too large unpacked")])
        return load_workbook(path, data_only=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise ProblemsError([Problem(Place(str(path)), "wrong-table", "this is no XLSX workbook")]) from error

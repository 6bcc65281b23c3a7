"""Tables as XLSX. No cell is ever a formula: texts are written as texts, and of a formula only its value is read."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from clientzoo.knowledge.problems import Place, Problem, ProblemsError
from clientzoo.workbench.table.rows import Cell

SHEET = "rules"
MOST_BYTES = 100_000_000  # unpacked
MOST_CELLS = 2_000_000
_WIDE = {"because": 50, "source": 30, "id": 28, "(condition)": 40}


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are (number in the sheet, cells); `file` is how places name it."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]

    def place(self, column: str, row: int) -> Place:
        """The place of a cell, as `wolf.xlsx!rules!C7`."""
        number = self.columns.index(column) if column in self.columns else 0
        return Place(f"{self.file}!{SHEET}!{_letters(number)}{row}")


def save(path: Path, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Writes the table; every text is kept as text, whatever sign it begins with. Raises OSError."""
    from xlsxwriter import Workbook

    with Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        heading = book.add_format({"bold": True, "bottom": 1, "bg_color": "#DDF4FF", "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})  # stays text when edited
        for column, name in enumerate(columns):
            sheet.write_string(0, column, name, heading)
            sheet.set_column(column, column, _WIDE.get(name, 18))
        for number, cells in enumerate(rows, 1):
            for column, value in enumerate(cells):
                if isinstance(value, str):
                    sheet.write_string(number, column, value, text if value[:1] in "=+-@\t\r" else plain)
                elif value is not None:
                    sheet.write_number(number, column, value, plain)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), max(0, len(columns) - 1))


def load(path: Path) -> Sheet:
    """The table in the file. Raises ProblemsError with the cells that cannot be read."""
    read = _cells(path)
    problems: list[Problem] = []
    names = tuple(str(name) for name in read[0] if name != "") if read else ()
    rows = []
    for number, raw in enumerate(read[1:], 2):
        cells = []
        for column, value in enumerate(raw[: len(names)]):
            if isinstance(value, date | datetime | time | timedelta):
                place = Place(f"{path}!{SHEET}!{_letters(column)}{number}")
                problems.append(Problem(place, "wrong-table", "the cell holds a date", "write it as text"))
            cells.append(_cell(value))
        if any(cell is not None for cell in cells):
            rows.append((number, tuple(cells)))
    if problems:
        raise ProblemsError(problems)
    return Sheet(str(path), names, tuple(rows))


def _cells(path: Path) -> list[list[Any]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
        if unpacked > MOST_BYTES:
            raise ProblemsError([Problem(Place(str(path)), "file-too-large", "the workbook is too large unpacked")])
        book = CalamineWorkbook.from_path(str(path))
        if SHEET not in book.sheet_names:
            raise ProblemsError([Problem(Place(str(path)), "wrong-table", f"there is no sheet `{SHEET}`")])
        sheet = book.get_sheet_by_name(SHEET)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise ProblemsError([Problem(Place(str(path)), "file-too-large", "the table is larger than any rulebase")])
        return sheet.to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError, ValueError) as error:
        raise ProblemsError([Problem(Place(str(path)), "wrong-table", "this is no XLSX workbook")]) from error


def _cell(value: Any) -> Cell:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value if value.strip() else None
    return value if isinstance(value, int | float) else None


def _letters(column: int) -> str:
    """The name of a column, counted from 0: A, B, ..., Z, AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name

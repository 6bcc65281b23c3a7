"""Tables as XLSX. No cell is ever a formula: texts are written as texts, and of a formula only its value is read."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from clientzoo.knowledge.files import replace_file
from clientzoo.knowledge.problems import Place, Problem, ProblemsError
from clientzoo.workbench.table.rows import ID, Cell

SHEET, AS_WRITTEN = "rules", "as written"
MOST_BYTES = 100_000_000  # unpacked
MOST_CELLS = 2_000_000
_WIDE = {"because": 50, "source": 30, "id": 28, "(condition)": 40}
Rows: TypeAlias = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are (number in the sheet, cells); `file` is how places name it.

    `before` are the rows as the workbook was written, kept in a hidden sheet; None for one that people made.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    before: tuple[Mapping[str, Cell], ...] | None = None

    def place(self, column: str, row: int) -> Place:
        """The place of a cell; the first of the row where there is no such column."""
        number = self.columns.index(column) if column in self.columns else 0
        return _place(self.file, number, row)


def in_cells(problem: Problem) -> str:
    """A problem as `wolf.xlsx!rules!C7: ...`; a cell is place enough."""
    place, hint = problem.place, f" ({problem.hint})" if problem.hint else ""
    if not place.file.endswith(f"!{SHEET}"):
        return str(problem)
    return f"{place.file}!{_letters(place.column - 1)}{place.line}: {problem.code} {problem.message}{hint}"


def save(path: Path, columns: Sequence[str], rows: Rows) -> None:
    """Writes the table; every text is kept as text, whatever sign it begins with. Raises OSError."""
    from xlsxwriter import Workbook

    written = BytesIO()
    with Workbook(written) as book:
        sheet = book.add_worksheet(SHEET)
        _fill(book, sheet, columns, rows)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), max(0, len(columns) - 1))
        kept = book.add_worksheet(AS_WRITTEN)
        _fill(book, kept, columns, rows)
        kept.hide()
    replace_file(path, written.getvalue())


def _fill(book: Any, sheet: Any, columns: Sequence[str], rows: Rows) -> None:
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


def load(path: Path) -> Sheet:
    """The table in the file. Raises ProblemsError with the cells that cannot be read."""
    sheets = _cells(path)
    read, problems = sheets[SHEET], list[Problem]()
    names = tuple(str(name).strip() for name in read[0]) if read else ()
    if ID not in names:
        message = f"there is no column `{ID}`; the first row names the columns"
        raise ProblemsError([Problem(_place(str(path), 0, 1), "wrong-table", message, "write the table anew")])
    for column, name in enumerate(names):
        if name and name in names[:column]:
            message = f"the column `{name}` stands twice"
            problems.append(Problem(_place(str(path), column, 1), "duplicate-key", message, "keep one of them"))
    rows, nameless = [], set[int]()
    for number, raw in enumerate(read[1:], 2):
        cells = tuple(map(_cell, raw))
        for column, value in enumerate(raw):
            place = _place(str(path), column, number)
            if isinstance(value, date | datetime | time | timedelta):
                problems.append(Problem(place, "wrong-table", "the cell holds a date", "write it as text"))
            elif cells[column] is not None and not names[column] and column not in nameless:
                nameless.add(column)
                message = "the cell stands in a column without a heading"
                problems.append(Problem(place, "wrong-table", message, "name the question or trait in the first row"))
        if any(cell is not None for cell in cells):
            rows.append((number, cells))
    if problems:
        raise ProblemsError(problems)
    return Sheet(str(path), names, tuple(rows), _before(sheets.get(AS_WRITTEN)))


def _before(rows: list[list[Any]] | None) -> tuple[Mapping[str, Cell], ...] | None:
    if not rows:
        return None
    return tuple(dict(zip(map(str, rows[0]), map(_cell, row), strict=False)) for row in rows[1:])


def _place(file: str, column: int, row: int) -> Place:
    return Place(f"{file}!{SHEET}", row, column + 1)


def _cells(path: Path) -> dict[str, list[list[Any]]]:
    """The sheets that concern us, by name."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
        if unpacked > MOST_BYTES:
            raise ProblemsError([Problem(Place(str(path)), "file-too-large", "the workbook is too large unpacked")])
        book = CalamineWorkbook.from_path(str(path))
        if SHEET not in book.sheet_names:
            hint = f"call the sheet of the rules `{SHEET}`"
            raise ProblemsError([Problem(Place(str(path)), "wrong-table", f"there is no sheet `{SHEET}`", hint)])
        found = {}
        for name in {SHEET, AS_WRITTEN} & set(book.sheet_names):
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                message = "the table is larger than any rulebase"
                raise ProblemsError([Problem(Place(str(path)), "file-too-large", message)])
            found[name] = sheet.to_python(skip_empty_area=False)
        return found
    except (zipfile.BadZipFile, CalamineError, ValueError) as error:
        hint = "save it as XLSX, the format of Excel"
        raise ProblemsError([Problem(Place(str(path)), "wrong-table", "this is no XLSX workbook", hint)]) from error


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

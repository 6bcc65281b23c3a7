"""Tables as XLSX. No cell is ever a formula: texts are written as texts, and of a formula only its value is read."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from clientzoo.knowledge.files import replace_file
from clientzoo.knowledge.problems import Place, Problem, ProblemsError
from clientzoo.tables.formats.workbook_parts import with_known_errors, without_value
from clientzoo.workbench.table.as_edited import Cell, Page, as_edited, cell, letters
from clientzoo.workbench.table.rows import ID

SHEET, AS_WRITTEN = "rules", "as written"
MOST_BYTES = 100_000_000  # unpacked
MOST_CELLS = 2_000_000
_WIDE = {"because": 50, "source": 30, "id": 28, "(condition)": 40}
Rows: TypeAlias = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` are (number in the sheet, cells); `file` is how places name it, `heading` the number of its first row.

    `before` are the rows as the workbook was written, kept in a hidden sheet; None for one that people made. `notes`
    say what was understood beyond plain cells.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    before: tuple[Mapping[str, Cell], ...] | None = None
    heading: int = 1
    notes: tuple[str, ...] = ()

    def place(self, column: str, row: int) -> Place:
        """The place of a cell; the first of the row where there is no such column."""
        number = self.columns.index(column) if column in self.columns else 0
        return _place(self.file, number, row)


def in_cells(problem: Problem) -> str:
    """A problem as `wolf.xlsx!rules!C7: ...`; a cell is place enough."""
    place, hint = problem.place, f" ({problem.hint})" if problem.hint else ""
    if not place.file.endswith(f"!{SHEET}"):
        return str(problem)
    return f"{place.file}!{letters(place.column - 1)}{place.line}: {problem.code} {problem.message}{hint}"


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


def load(path: Path, is_remark: Callable[[str], bool] = lambda _: False) -> Sheet:
    """The table in the file; `is_remark` says which headings stand over people's own remarks.

    Raises ProblemsError with the cells that cannot be read.
    """
    pages = _pages(path)
    problems: list[Problem] = []
    read = as_edited(pages[SHEET], ID, is_remark, lambda column, row: _place(str(path), column, row), problems)
    if problems:
        raise ProblemsError(problems)
    before = _before(pages[AS_WRITTEN].cells) if AS_WRITTEN in pages else None
    return Sheet(str(path), read.columns, read.rows, before, read.heading, read.notes)


def _before(rows: Sequence[Sequence[Any]]) -> tuple[Mapping[str, Cell], ...] | None:
    if not rows:
        return None
    return tuple(dict(zip(map(str, rows[0]), map(cell, row), strict=False)) for row in rows[1:])


def _place(file: str, column: int, row: int) -> Place:
    return Place(f"{file}!{SHEET}", row, column + 1)


def _pages(path: Path) -> dict[str, Page]:
    """The sheets that concern us, by name."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
        if unpacked > MOST_BYTES:
            raise ProblemsError([Problem(Place(str(path)), "file-too-large", "the workbook is too large unpacked")])
        known = with_known_errors(path)
        book = CalamineWorkbook.from_filelike(BytesIO(known)) if known else CalamineWorkbook.from_path(str(path))
        if SHEET not in book.sheet_names:
            hint = f"call the sheet of the rules `{SHEET}`"
            raise ProblemsError([Problem(Place(str(path)), "wrong-table", f"there is no sheet `{SHEET}`", hint)])
        found = {}
        for name in {SHEET, AS_WRITTEN} & set(book.sheet_names):
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                message = "the table is larger than any rulebase"
                raise ProblemsError([Problem(Place(str(path)), "file-too-large", message)])
            cells = sheet.to_python(skip_empty_area=False)
            found[name] = Page(name, cells, sheet.merged_cell_ranges or (), without_value(path, name))
        return found
    except (zipfile.BadZipFile, CalamineError, ValueError) as error:
        hint = "save it as XLSX, the format of Excel"
        raise ProblemsError([Problem(Place(str(path)), "wrong-table", "this is no XLSX workbook", hint)]) from error

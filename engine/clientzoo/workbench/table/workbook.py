"""Tables as XLSX. No cell is ever a formula: texts are written as texts, and of a formula only its value is read."""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from clientzoo.knowledge.files import replace_file
from clientzoo.knowledge.problems import Place, Problem, ProblemsError
from clientzoo.tables.detect.encoding import UnreadableFileError, damage_told
from clientzoo.tables.formats.workbook_parts import check_size, with_known_errors, without_value
from clientzoo.workbench.table.as_edited import Cell, Page, as_edited, cell, letters
from clientzoo.workbench.table.rows import ID

SHEET, AS_WRITTEN = "rules", " as written"
WORDS = "words"  # the hidden sheet of what lists offer
MOST_BYTES = 100_000_000  # unpacked
MOST_CELLS = 2_000_000
_WIDE = {"because": 50, "source": 30, "id": 28, "(condition)": 40, "about": 50}
_ROOM = 200  # rows below the table in which lists are offered too
Rows: TypeAlias = Sequence[Sequence[Cell]]
Where: TypeAlias = tuple[int, int]  # (row, column) of a sheet, from 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet to write. Columns to the left of `fixed` stay in sight.

    `words` are offered as a list in the cells of a column, `cell_words` in one cell, by (row, column) below the
    headings; anything else may be written too. `notes` are comments of cells. `strengths` are columns of
    certainties, coloured by their strength. `marked` is a column to be found at a glance.
    """

    name: str
    columns: Sequence[str]
    rows: Rows
    fixed: int = 1
    words: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    cell_words: Mapping[Where, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[Where, str] = field(default_factory=dict)
    strengths: range = range(0)
    marked: str = ""


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
    name: str = SHEET

    def place(self, column: str, row: int) -> Place:
        """The place of a cell; the first of the row where there is no such column."""
        number = self.columns.index(column) if column in self.columns else 0
        return _place(self.file, self.name, number, row)


@dataclass(frozen=True, slots=True)
class Reads:
    """How a sheet is read: `key` is the heading that is always there, `is_remark` says which are people's own."""

    name: str = SHEET
    key: str = ID
    is_remark: Callable[[str], bool] = lambda _: False


def in_cells(problem: Problem) -> str:
    """A problem as `wolf.xlsx!rules!C7: ...`; a cell is place enough."""
    place, hint = problem.place, f" ({problem.hint})" if problem.hint else ""
    if "!" not in place.file:
        return str(problem)
    return f"{place.file}!{letters(place.column - 1)}{place.line}: {problem.code} {problem.message}{hint}"


def save(path: Path, leaves: Sequence[Leaf]) -> None:
    """Writes the sheets; every text is kept as text, whatever sign it begins with. Raises OSError."""
    from xlsxwriter import Workbook

    written = BytesIO()
    with Workbook(written) as book:
        lists = _Lists(book)
        for leaf in leaves:
            sheet = book.add_worksheet(leaf.name)
            _fill(book, sheet, leaf.columns, leaf.rows)
            sheet.freeze_panes(1, leaf.fixed)
            sheet.autofilter(0, 0, len(leaf.rows), max(0, len(leaf.columns) - 1))
            _dress(book, sheet, leaf, lists)
        for leaf in leaves:
            kept = book.add_worksheet(leaf.name + AS_WRITTEN)
            _fill(book, kept, leaf.columns, leaf.rows)
            kept.hide()
        lists.write()
    replace_file(path, written.getvalue())


class _Lists:
    """Lists of words on a hidden sheet, each in a column of its own: a cell can offer no longer ones by itself."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._columns: dict[tuple[str, ...], int] = {}

    def offered(self, words: tuple[str, ...]) -> dict[str, Any]:
        """What a cell that offers these words needs; other words may be written in it too."""
        column = letters(self._columns.setdefault(words, len(self._columns)))
        return {
            "validate": "list",
            "source": f"={WORDS}!${column}$1:${column}${len(words)}",
            "error_type": "information",
            "error_title": "Not in the list",
            "error_message": "A test in words, as `at least X` or `X or Y`, may stand here too.",
        }

    def write(self) -> None:
        if self._columns:
            sheet = self._book.add_worksheet(WORDS)
            for words, column in self._columns.items():
                for row, word in enumerate(words):
                    sheet.write_string(row, column, word)
            sheet.hide()


def _dress(book: Any, sheet: Any, leaf: Leaf, lists: _Lists) -> None:
    """Lists of words, colours of certainties, comments."""
    last = len(leaf.rows) + _ROOM
    for column, words in leaf.words.items():
        sheet.data_validation(1, column, last, column, lists.offered(words))
    for (row, column), words in leaf.cell_words.items():
        sheet.data_validation(row + 1, column, row + 1, column, lists.offered(words))
    if leaf.strengths:
        area = (1, leaf.strengths[0], last, leaf.strengths[-1])
        sheet.data_validation(*area, _CERTAINTY)
        sheet.conditional_format(*area, _COLOURS)
        sheet.set_column(leaf.strengths[0], leaf.strengths[-1], 10)
    if leaf.marked in leaf.columns:
        marked = book.add_format({"bold": True, "bottom": 5, "bg_color": "#FFE8A3", "valign": "top"})
        sheet.write_string(0, list(leaf.columns).index(leaf.marked), leaf.marked, marked)
    for (row, column), text in leaf.notes.items():
        sheet.write_comment(row + 1, column, text, {"x_scale": 2})


_CERTAINTY = {
    "validate": "decimal", "criteria": "between", "minimum": -1, "maximum": 1, "error_title": "Not a certainty",
    "error_message": "From -1 to 1: below 0 it speaks against, an empty cell says nothing.",
}  # fmt: skip
_COLOURS = {
    "type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num",
    "min_value": -0.6, "mid_value": 0, "max_value": 0.6,
    "min_color": "#F4A58A", "mid_color": "#FFFFFF", "max_color": "#8CC5A2",
}  # fmt: skip


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


def load(path: Path, *reads: Reads) -> dict[str, Sheet]:
    """The sheets of these names that the file has, one at least; the one of rules unless others are named.

    Raises ProblemsError with the cells that cannot be read.
    """
    wanted = reads or (Reads(),)
    pages = _pages(path, [one.name for one in wanted])
    problems: list[Problem] = []
    found = {}
    for one in wanted:
        if one.name not in pages:
            continue
        page, kept = pages[one.name], pages.get(one.name + AS_WRITTEN)

        def place(column: int, row: int, name: str = one.name) -> Place:
            return _place(str(path), name, column, row)

        read = as_edited(page, one.key, one.is_remark, place, problems)
        before = _before(kept.cells) if kept is not None else None
        found[one.name] = Sheet(str(path), read.columns, read.rows, before, read.heading, read.notes, one.name)
    if problems:
        raise ProblemsError(problems)
    return found


def _before(rows: Sequence[Sequence[Any]]) -> tuple[Mapping[str, Cell], ...] | None:
    if not rows:
        return None
    return tuple(dict(zip(map(str, rows[0]), map(cell, row), strict=False)) for row in rows[1:])


def _place(file: str, sheet: str, column: int, row: int) -> Place:
    return Place(f"{file}!{sheet}", row, column + 1)


class _TooLargeError(UnreadableFileError):
    """More than any rulebase, whole as it may be."""


def _pages(path: Path, wanted: Sequence[str]) -> dict[str, Page]:
    """The sheets that concern us, by name, and those kept hidden beside them."""
    from python_calamine import CalamineWorkbook

    with path.open("rb") as file:
        is_workbook = zipfile.is_zipfile(file)
    if not is_workbook:
        hint = "save it as XLSX, the format of Excel"
        raise ProblemsError([Problem(Place(str(path)), "wrong-table", "this is no XLSX workbook", hint)])
    try:
        with damage_told("workbook"):
            check_size(path)
            with zipfile.ZipFile(path) as archive:
                if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
                    raise _TooLargeError("the workbook is too large unpacked")
            known = with_known_errors(path)
            book = CalamineWorkbook.from_filelike(BytesIO(known)) if known else CalamineWorkbook.from_path(str(path))
            names = _names(book.sheet_names, wanted)
            sheets = {name: book.get_sheet_by_name(called) for name, called in names.items()}
            if any(sheet.total_height * sheet.total_width > MOST_CELLS for sheet in sheets.values()):
                raise _TooLargeError("the table is larger than any rulebase")
            found = {
                name: Page(
                    name,
                    sheet.to_python(skip_empty_area=False),
                    sheet.merged_cell_ranges or (),
                    without_value(path, names[name]),
                )
                for name, sheet in sheets.items()
            }
    except UnreadableFileError as error:
        hint = "write the table anew, or save the sheets alone as XLSX"
        code = "file-too-large" if isinstance(error, _TooLargeError) else "unreadable-file"
        raise ProblemsError([Problem(Place(str(path)), code, str(error), hint)]) from error
    if not {*names} & {*wanted}:
        called = " or ".join(f"`{name}`" for name in wanted)
        hint = f"call the sheet {called}"
        raise ProblemsError([Problem(Place(str(path)), "wrong-table", f"there is no sheet {called}", hint)])
    return found


def _names(present: Sequence[str], wanted: Sequence[str]) -> dict[str, str]:
    """How the workbook calls the sheets; workbooks of earlier versions call the hidden one `as written`."""
    names = {name: name for one in wanted for name in (one, one + AS_WRITTEN) if name in present}
    if SHEET in names and SHEET + AS_WRITTEN not in names and AS_WRITTEN.strip() in present:
        names[SHEET + AS_WRITTEN] = AS_WRITTEN.strip()
    return names

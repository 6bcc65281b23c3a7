"""A sheet as people leave it, with titles above the headings, merged cells, remarks, formulas: understood, or told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from clientzoo.knowledge.problems import Place, Problem

Cell: TypeAlias = str | int | float | None
Range: TypeAlias = tuple[tuple[int, int], tuple[int, int]]  # first and last cell, as (row, column) from 0
TITLES = 20  # rows among which the headings stand


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook: its cells, which of them are merged, and which only look empty (see `without_value`)."""

    name: str
    cells: Sequence[Sequence[Any]]
    merged: Sequence[Range] = ()
    valueless: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edited:
    """`rows` are (number in the sheet, cells), none of them blank; a column that is not read is called nothing.

    `heading` is the number of the row of headings; `notes` say what was understood beyond plain cells.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    heading: int
    notes: tuple[str, ...]


def as_edited(
    page: Page, key: str, is_remark: Callable[[str], bool], place: Callable[[int, int], Place], problems: list[Problem]
) -> Edited:
    """The table on the page: below the row of headings in which `key` stands. `place` is that of (column, row).

    `is_remark` says of a heading whether the column is one of people's own remarks. What cannot be understood is added
    to `problems`.
    """
    top = next((at for at, row in enumerate(page.cells[:TITLES]) if key in map(_heading, row)), 0)
    names = tuple(map(_heading, page.cells[top])) if page.cells else ()
    if key not in names:
        message = f"there is no column `{key}`; the first row names the columns"
        problems.append(Problem(place(0, 1), "wrong-table", message, "write the table anew"))
        return Edited((), (), 1, ())
    notes = [_titles(page, top)] if any(map(_filled, page.cells[:top])) else []
    columns = []
    for column, name in enumerate(names):
        if name and name in names[:column]:
            message = f"the column `{name}` stands twice"
            problems.append(Problem(place(column, top + 1), "duplicate-key", message, "keep one of them"))
        remarks = bool(name) and is_remark(name)
        if remarks:
            notes.append(f"column {letters(column)}, `{name}`, is no question or trait and is taken for remarks")
        columns.append("" if remarks else name)
    ours = [bool(name) or not names[column] for column, name in enumerate(columns)]  # not those of remarks
    cells = [[*row] for row in page.cells[top + 1 :]]
    notes += _fill_merged(page, top, columns, key, cells, place, problems)
    rows = []
    for number, raw in enumerate(cells, top + 2):
        read = tuple(cell(value) if ours[column] else None for column, value in enumerate(raw))
        if any(one is not None for one in read):
            rows.append((number, read))
    problems.extend(_unreadable(page, top, columns, names, cells, place))
    return Edited(tuple(columns), tuple(rows), top + 1, tuple(notes))


def cell(value: Any) -> Cell:
    """A cell as text or number; None where it is blank."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value if value.strip() else None
    return value if isinstance(value, int | float) else None


def letters(column: int) -> str:
    """The name of a column, counted from 0: A, B, ..., Z, AA."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _heading(value: Any) -> str:
    return str(value).strip()


def _filled(row: Sequence[Any]) -> bool:
    return any(cell(value) is not None for value in row)


def _titles(page: Page, top: int) -> str:
    which = f"rows 1 to {top} are" if top > 1 else "row 1 is"
    return f"{page.name}: {which} taken for a title above the headings"


def _fill_merged(
    page: Page,
    top: int,
    columns: Sequence[str],
    key: str,
    cells: list[list[Any]],
    place: Callable[[int, int], Place],
    problems: list[Problem],
) -> Iterator[str]:
    """Puts what a cell merged downwards says into each of its rows, and tells of it."""
    for (first, left), (last, right) in page.merged:
        concerned = [column for column in range(left, right + 1) if column < len(columns) and columns[column]]
        if last < top or not concerned:
            continue
        name = f"{letters(left)}{first + 1}:{letters(right)}{last + 1}"
        why, hint = "", "unmerge them and fill in each cell"
        if first <= top:
            why = f"the headings {name} are merged"
        elif left != right:
            why = f"{name} are merged across columns, which mean different things"
        elif columns[left] == key:
            why, hint = f"{name} are merged, and each row needs a `{key}` of its own", "unmerge them"
        if why:
            problems.append(Problem(place(left, first + 1), "wrong-table", why, hint))
            continue
        value = cells[first - top - 1][left] if left < len(cells[first - top - 1]) else ""
        for number in range(first, last + 1):
            while number - top > len(cells):
                cells.append([""] * len(columns))
            row = cells[number - top - 1]
            row.extend([""] * (left + 1 - len(row)))
            row[left] = value
        said = f"`{cell(value)}`" if cell(value) is not None else "an empty cell"
        yield f"{page.name}!{name} are merged: {said} counts in each of these rows"


def _unreadable(
    page: Page,
    top: int,
    columns: Sequence[str],
    names: Sequence[str],
    cells: Sequence[Sequence[Any]],
    place: Callable[[int, int], Place],
) -> Iterator[Problem]:
    """Cells of the table that hold something which is no text and no number; once for a column without a heading."""
    nameless = set[int]()
    for number, raw in enumerate(cells, top + 2):
        for column, value in enumerate(raw):
            where = place(column, number)
            remarks = column < len(columns) and bool(names[column]) and not columns[column]
            if remarks:
                continue
            if isinstance(value, date | datetime | time | timedelta):
                yield Problem(where, "wrong-table", "the cell holds a date", "write it as text")
            elif cell(value) is not None and not (column < len(columns) and columns[column]) and column not in nameless:
                nameless.add(column)
                message = "the cell stands in a column without a heading"
                yield Problem(where, "wrong-table", message, "name the question or trait in the first row")
    for (row, column), error in sorted(page.valueless.items()):
        if row >= top and column < len(columns) and columns[column]:
            message = (
                f"the cell holds the error {error}" if error else "the cell holds a formula without a stored value"
            )
            hint = "write the value" if error else "write the value, or open and save the file in a spreadsheet program"
            yield Problem(place(column, row + 1), "wrong-table", message, hint)

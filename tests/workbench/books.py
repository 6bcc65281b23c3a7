"""Workbooks as people leave them: cells changed, rows added and gone, all other sheets as they were."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

Rows = list[list[Any]]


def edited(book: Path, sheet: str, change: Callable[[Rows], Any] | Mapping[str, Any]) -> Path:
    """The workbook with some cells of a sheet holding something else, or its rows, headings first, changed at will."""
    opened = CalamineWorkbook.from_path(str(book))
    pages: dict[str, Rows] = {
        name: [list(cells) for cells in opened.get_sheet_by_name(name).to_python(skip_empty_area=False)]
        for name in opened.sheet_names
    }
    rows = pages[sheet]
    if isinstance(change, Mapping):
        for cell, value in change.items():
            column, row = place(cell)
            rows[row][column] = value
    else:
        pages[sheet] = change(rows) or rows
    with Workbook(book) as changed:
        for name, table in pages.items():
            page = changed.add_worksheet(name)
            for number, cells in enumerate(table):
                for column, value in enumerate(cells):
                    if isinstance(value, str) and value:
                        page.write_string(number, column, value)
                    elif value not in ("", None):
                        page.write(number, column, value)
    return book


def place(cell: str) -> tuple[int, int]:
    """Column and row of a cell as `AB12`, from 0."""
    found = re.fullmatch(r"([A-Z]+)([0-9]+)", cell)
    assert found
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1, int(found[2]) - 1

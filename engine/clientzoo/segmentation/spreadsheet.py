"""Tables for people: CSV and XLSX, formatted, and such that no text of a client becomes a formula."""

import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from clientzoo.knowledge.files import atomic_write
from clientzoo.tables.writing import harmless, harmless_text

_WIDEST = 60
_SHEET_MARKS = re.compile(r"[\[\]:*?/\\']")


def without_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Lists as text, and an apostrophe before text that a spreadsheet would take for a formula."""
    texts = [
        pl.col(name).cast(pl.List(pl.String)).list.join(", ")
        for name, kind in frame.schema.items()
        if isinstance(kind, pl.List)
    ]
    flat = frame.with_columns(texts)
    strings = [name for name, kind in flat.schema.items() if kind == pl.String]
    return flat.with_columns(harmless(name) for name in strings).rename(harmless_text)


def write_csv(frame: pl.DataFrame, path: Path, separator: str = ",") -> None:
    """UTF-8 with a byte order mark, so that spreadsheets read Cyrillic."""
    with atomic_write(path) as unfinished:
        without_formulas(frame).write_csv(unfinished, include_bom=True, separator=separator)


def write_workbook(tables: Mapping[str, pl.DataFrame], path: Path, about: str = "") -> None:
    """A sheet a table: bold frozen heading, filter, widths, numbers and dates as such. `about` is printed as the
    footer."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with atomic_write(path) as unfinished, xlsxwriter.Workbook(unfinished, options) as book:
        heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {
            "money": book.add_format({"num_format": "#,##0.00"}),
            "number": book.add_format({"num_format": "#,##0.00"}),
            "whole": book.add_format({"num_format": "#,##0"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "long": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        taken: set[str] = set()
        for title, frame in tables.items():
            sheet = book.add_worksheet(_sheet_name(title, taken))
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            sheet.set_footer(about[:200].replace("&", "&&"))
            flat = without_formulas(frame)
            for column, (name, kind) in enumerate(flat.schema.items()):
                style = "money" if kind.is_decimal() else "whole" if kind.is_integer() else "number"
                sheet.write_string(0, column, name.replace("_", " "), heading)
                for row, value in enumerate(flat[name], start=1):
                    if isinstance(value, str):
                        sheet.write_string(row, column, value, formats["long"] if len(value) > _WIDEST else None)
                    elif isinstance(value, bool):
                        sheet.write_boolean(row, column, value)
                    elif value is not None and kind == pl.Date:
                        sheet.write_datetime(row, column, value, formats["date"])
                    elif value is not None:
                        sheet.write_number(row, column, float(value), formats[style])
                longest = max((len(str(value)) for value in flat[name].head(500) if value is not None), default=0)
                sheet.set_column(column, column, min(max(longest, len(name)) + 2, _WIDEST))
            if flat.width:
                sheet.autofilter(0, 0, flat.height, flat.width - 1)


def _sheet_name(title: str, taken: set[str]) -> str:
    name = plain = _SHEET_MARKS.sub(" ", title).strip()[:28] or "table"
    number = 2
    while name.casefold() in taken:
        name, number = f"{plain} {number}", number + 1
    taken.add(name.casefold())
    return name

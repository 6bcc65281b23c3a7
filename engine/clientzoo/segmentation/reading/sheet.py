"""A file as rows of text, whatever its format."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from clientzoo.segmentation.reading.dialect import Rows, parsed
from clientzoo.segmentation.reading.encoding import UnreadableFileError, decoded

_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods")


def rows_of(
    path: Path, *, encoding: str | None = None, separator: str | None = None, sheet: str | None = None
) -> tuple[str, Rows]:
    """What the file is (shown to the user) and its rows. Raises UnreadableFileError, OSError."""
    suffix = path.suffix.lower()
    if suffix in _SPREADSHEETS:
        return _spreadsheet(path, sheet)
    if suffix == ".parquet":
        return "Parquet", _framed(_read_parquet(path))
    data = path.read_bytes()
    if suffix in (".jsonl", ".ndjson"):
        return "JSON Lines", _json_lines(decoded(data, encoding)[0])
    text, name = decoded(data, encoding)
    found = parsed(text, separator)
    shown = {"\t": "tab"}.get(found.separator, found.separator)
    return f"text, {name}, cells apart by {shown}", found


def _read_parquet(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except pl.exceptions.PolarsError as error:
        raise UnreadableFileError(f"this is no Parquet file: {error}") from None


def _framed(frame: pl.DataFrame) -> Rows:
    rows = [(number, [_text(cell) for cell in row]) for number, row in enumerate(frame.iter_rows(), start=2)]
    return Rows("", [(1, frame.columns), *rows])


def _json_lines(text: str) -> Rows:
    records: list[tuple[int, dict[str, Any]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            raise UnreadableFileError(f"line {number} is no JSON object") from None
        if not isinstance(record, dict):
            raise UnreadableFileError(f"line {number} is no JSON object")
        records.append((number, record))
    headings = list(dict.fromkeys(name for _, record in records for name in record))
    return Rows(
        "", [(0, headings), *((number, [_text(record.get(name)) for name in headings]) for number, record in records)]
    )


def _spreadsheet(path: Path, sheet: str | None) -> tuple[str, Rows]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(path)
    except (CalamineError, ValueError) as error:
        if path.read_bytes()[:512].lstrip().lower().startswith((b"<html", b"<table", b"<!doctype", b"<meta")):
            raise UnreadableFileError("this is a web page named as a workbook: open it and save it as XLSX") from None
        raise UnreadableFileError(f"this is no workbook: {error}") from None
    visible = [one.name for one in book.sheets_metadata if "Visible" in str(one.visible)] or book.sheet_names
    if sheet is not None and sheet not in book.sheet_names:
        raise UnreadableFileError(f"there is no sheet `{sheet}`; sheets: {', '.join(book.sheet_names)}")
    if sheet is None and len(visible) > 1:
        filled = [name for name in visible if book.get_sheet_by_name(name).height > 1]
        if len(filled) > 1:
            raise UnreadableFileError(f"choose a sheet with --sheet: {', '.join(filled)}")
        visible = filled or visible
    name = sheet or visible[0]
    cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows = [(number, [_text(cell) for cell in row]) for number, row in enumerate(cells, start=1)]
    return f"workbook, sheet {name}", Rows("", [(number, row) for number, row in rows if any(row)])


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell == int(cell) and abs(cell) < 1e15:
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case time() | timedelta():
            return str(cell)
        case list() | tuple() | dict():
            return json.dumps(cell, ensure_ascii=False)
        case Iterable() if not isinstance(cell, str):
            return str(list(cell))
    return str(cell)

"""How a text file divides rows into cells, and which of its rows is the heading."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import NamedTuple

from clientzoo.segmentation.reading.encoding import UnreadableFileError

SEPARATORS = (";", "\t", ",", "|")
_SAMPLE_ROWS = 200
_LONGEST_CELL = 1_000_000


class Rows(NamedTuple):
    """The rows of a file, each with the line it begins on; `separator` is empty for spreadsheets."""

    separator: str
    rows: list[tuple[int, list[str]]]


def parsed(text: str, separator: str | None = None) -> Rows:
    """The rows of a delimited text. A first line `sep=;` decides; else the separator that cuts rows most evenly."""
    skipped = 0
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep="):
        separator, text, skipped = separator or first.strip()[4:5], rest, 1
    chosen = separator or max(SEPARATORS, key=lambda one: _evenness(text, one))
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = [(line + skipped, row) for line, row in _numbered(text, chosen) if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise UnreadableFileError(f"the rows cannot be told apart: {error}") from None
    return Rows(chosen, rows)


def _numbered(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _evenness(text: str, separator: str) -> tuple[float, int]:
    """The part of rows that have the commonest number of cells, times the log of nothing but that number being above
    1."""
    widths: Counter[int] = Counter()
    try:
        for _, row in _numbered(text[:200_000], separator):
            if row:
                widths[len(row)] += 1
            if widths.total() >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return 0.0, 0
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    if not wide:
        return 0.0, 0
    width, count = wide.most_common(1)[0]
    return count / widths.total(), width


def heading_row(rows: Sequence[tuple[int, list[str]]], known: Sequence[bool]) -> int:
    """The index of the heading: the first row as wide as the table, all text. `known` says which rows name fields we
    know."""
    for index, knows in enumerate(known):
        if knows:
            return index
    width = max((len(_trimmed(row)) for _, row in rows[:_SAMPLE_ROWS]), default=0)
    for index, (_, row) in enumerate(rows[:30]):
        cells = _trimmed(row)
        if len(cells) * 2 > width and all(cell.strip() and not cell.strip()[0].isdigit() for cell in cells):
            return index
    return 0


def _trimmed(row: list[str]) -> list[str]:
    cells = list(row)
    while cells and not cells[-1].strip():
        cells.pop()
    return cells

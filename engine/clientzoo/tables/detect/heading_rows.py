"""Where the heading of a sheet stands: below titles of a report, over one row or two, with cells merged or twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from clientzoo.tables.detect.field_headings import Table, field_named, is_heading
from clientzoo.tables.formats.sheet import Row

_RAISED = 10  # rows of a report's title at most


class Heading(NamedTuple):
    """The name of each column, the line on which the heading ends, and the rows above it that are none."""

    titles: list[str]
    line: int
    above: list[Row]


def heading_of(
    rows: Sequence[Row], of: Table, given: Mapping[str, str], merged: Sequence[tuple[int, int, int]] = ()
) -> Heading:
    """The row that names most fields and what the table needs; else two rows that do so together; else the first as
    wide as the table, all text."""
    spread = [_spread(row, merged) for row in rows]
    found = [field_named(row.cells, of, given) for row in rows]
    best = max(range(len(rows)), key=lambda index: (is_heading(found[index], of), len(found[index]), -index))
    if is_heading(found[best], of):
        if best + 1 < len(rows) and _continues(rows[best].cells, rows[best + 1].cells, of):
            return _heading(rows, best + 1, _joined(spread[best], rows[best + 1].cells), rows_taken=2)
        return _heading(rows, best, rows[best].cells)
    for index, below in enumerate(rows[1 : _RAISED + 1], start=1):
        joined = _joined(spread[index - 1], below.cells)
        if _is_text(below.cells) and is_heading(field_named(joined, of, given), of):
            return _heading(rows, index, joined, rows_taken=2)
    width = max((len(_trimmed(row.cells)) for row in rows), default=0)
    for index, row in enumerate(rows):
        cells = _trimmed(row.cells)
        if len(cells) * 2 > width and all(cells) and _is_text(cells):
            return _heading(rows, index, row.cells)
    return _heading(rows, 0, rows[0].cells)


def _heading(rows: Sequence[Row], index: int, titles: Sequence[str], rows_taken: int = 1) -> Heading:
    return Heading(_told_apart(_trimmed(titles)), rows[index].line, list(rows[: index + 1 - rows_taken]))


def _spread(row: Row, merged: Sequence[tuple[int, int, int]]) -> list[str]:
    """The cells, each merged one in all the columns it stands for."""
    cells = [cell.strip() for cell in row.cells]
    for line, first, last in merged:
        if line == row.line and first < len(cells):
            cells[first : last + 1] = [cells[first]] * (min(last, len(cells) - 1) - first + 1)
    return cells


def _continues(upper: Sequence[str], lower: Sequence[str], of: Table) -> bool:
    """Whether a row under a heading still belongs to it: all text, and it gives a name that we know to a column that
    has none yet. A client whose other cells are blank is no heading."""
    unnamed = [
        cell for index, cell in enumerate(lower) if cell.strip() and not "".join(upper[index : index + 1]).strip()
    ]
    return _is_text(lower) and bool(field_named(unnamed, of, {}))


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Names of columns from two rows: the lower word alone where it tells columns apart, else after the upper one."""
    pairs = [
        (upper[index].strip() if index < len(upper) else "", lower[index].strip() if index < len(lower) else "")
        for index in range(max(len(upper), len(lower)))
    ]
    lows = Counter(low for _, low in pairs)
    return [low if low and lows[low] == 1 else f"{up} {low}".strip() for up, low in pairs]


def _told_apart(titles: Sequence[str]) -> list[str]:
    """Headings without outer blanks, a second one of the same words numbered, so that --map can name it."""
    seen: Counter[str] = Counter()
    named = []
    for title in titles:
        said = " ".join(title.split())
        seen[said.casefold()] += 1
        named.append(f"{said} ({seen[said.casefold()]})" if said and seen[said.casefold()] > 1 else said)
    return named


def _is_text(cells: Sequence[str]) -> bool:
    return all(not cell.strip()[:1].isdigit() for cell in cells)


def _trimmed(cells: Sequence[str]) -> list[str]:
    kept = [cell.strip() for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return kept

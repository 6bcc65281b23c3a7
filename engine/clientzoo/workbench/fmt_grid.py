"""Tables of weights and of contrasts as grids: brackets below each other, a column as wide as its widest cell."""

import re
from collections.abc import Iterable, Iterator

_KEY = r"(?:[^\s:\"'#\[{][^:\"'#\[{]*|\"[^\"]*\"|'[^']*')"
_TAIL = r"\][ \t]*(?P<tail>#[^\n]*)?\n?"  # a comment behind the brackets stays there
_COLUMNS = re.compile(rf"  columns: +\[(?P<cells>[^\[\]{{}}\"'#]*){_TAIL}")
_ROW = re.compile(rf"    (?P<key>{_KEY}): +\[(?P<cells>[^\[\]{{}}\"'#]*){_TAIL}")


def aligned_grids(lines: Iterable[str]) -> Iterator[str]:
    """The lines, each run of `columns:`, `weights:` (or `effects:`) and rows laid out as a grid; others as they are."""
    run: list[str] = []
    for line in lines:
        if run and (line in ("  weights:\n", "  effects:\n") or _ROW.fullmatch(line) or line.startswith("    #")):
            run.append(line)
            continue
        yield from _grid(run)
        run = [line] if _COLUMNS.fullmatch(line) else []
        if not run:
            yield line
    yield from _grid(run)


def _grid(lines: list[str]) -> Iterator[str]:
    """The run as a grid; as it stands where its rows are not of one length."""
    found = [_COLUMNS.fullmatch(line) or _ROW.fullmatch(line) for line in lines]
    rows = [[_cell(cell) for cell in one["cells"].split(",")] for one in found if one]
    if len({len(row) for row in rows}) != 1:
        yield from lines
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    heads = {number: lines[number][: one.start("cells") - 1].rstrip() for number, one in enumerate(found) if one}
    width = max(map(len, heads.values()))
    tails = {number: f" {one['tail'].rstrip()}" for number, one in enumerate(found) if one and one["tail"]}
    cells = iter(rows)
    for number, line in enumerate(lines):
        if number not in heads:
            yield line
            continue
        inside = ", ".join(cell.rjust(size) for cell, size in zip(next(cells), widths, strict=True))
        yield f"{heads[number].ljust(width)} [{inside}]{tails.get(number, '')}\n"


def _cell(text: str) -> str:
    """A cell as it is written everywhere: nothing is `~`."""
    bare = text.strip()
    return "~" if bare in ("", "null", "Null", "NULL") else bare

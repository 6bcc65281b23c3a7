"""Text whose columns are lined up by blanks: by runs of them, or each column at its place in the line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import polars as pl

from clientzoo.tables.detect.encoding import misread
from clientzoo.tables.formats.sheet import in_batches

Edges: TypeAlias = tuple[int, ...]
Cut: TypeAlias = Literal["runs", "wide runs"] | Edges  # or where each column begins
SPACES = "spaces"  # what --separator calls it
_SAMPLE_LINES = 500
_FEWEST_LINES = 3
_EVEN = 0.95
_RULER = re.compile(r"[\s\-=+_|]*")
_WIDE_RUN = re.compile(r"\t+|\s{2,}")
_FIGURE = re.compile(r"[-+(]?[\d.,:/\-]*\d[\d.,:/\-]*\)?")


def cut_by_blanks(sample: str) -> Cut | None:
    """How the lines of a sample are cut into columns; None where blanks make no columns.

    Runs of blanks count where they cut each line into as many cells, and one column at least is of figures: two words
    of a name are no columns.
    """
    lines = [line.expandtabs() for line in sample.splitlines()[:_SAMPLE_LINES] if not _RULER.fullmatch(line)]
    if len(lines) < _FEWEST_LINES:
        return None
    runs, wide = _widths(lines, "runs"), _widths(lines, "wide runs")
    if runs > 1 and runs >= wide:
        rows = [cells for line in lines[1:] if len(cells := cells_of(line, "runs")) == runs]
        if any(all(map(_FIGURE.fullmatch, column)) for column in zip(*rows, strict=True)):
            return "runs"
    if wide > 1:
        return "wide runs"
    edges = _edges(lines)
    return edges if len(edges) > 1 else None


def cells_of(line: str, cut: Cut) -> list[str]:
    """The cells of a line without the blanks around them; none where the line is blank or a ruler."""
    if _RULER.fullmatch(line):
        return []
    if cut == "runs":
        return line.split()
    if cut == "wide runs":
        return _WIDE_RUN.split(line.strip())
    line = line.expandtabs()
    ends = [*cut[1:], None]
    return [line[start:end].strip() for start, end in zip(cut, ends, strict=True)]


def _widths(lines: Sequence[str], cut: Cut) -> int:
    """The number of cells that the first line and nearly all others have; 0 where there is none."""
    widths = Counter(len(cells_of(line, cut)) for line in lines)
    width, times = widths.most_common(1)[0]
    return width if times >= _EVEN * len(lines) and len(cells_of(lines[0], cut)) == width else 0


def _edges(lines: Sequence[str]) -> Edges:
    """Where columns begin: behind places that are blank in every line, and where the first line has a word; words of a
    name that happen to end at one place in all lines are no columns."""
    length = max(map(len, lines))
    padded = [line.ljust(length) for line in lines]
    blank = [all(line[at] == " " for line in padded) for at in range(length)]
    starts = [at for at in range(length) if not blank[at] and (at == 0 or blank[at - 1])]
    ends = [*starts[1:], length]
    return tuple(start for start, end in zip(starts, ends, strict=True) if padded[0][start:end].strip())


class AlignedText:
    """A text file cut by blanks."""

    from_1904 = False
    merged = ()
    notes = ()

    def __init__(self, path: Path, encoding: str, cut: Cut) -> None:
        self._path, self._encoding, self._cut = path, encoding, cut
        how = "runs of blanks" if isinstance(cut, str) else "the place in the line"
        self.about = f"text, {encoding}, cells apart by {how}"

    def batches(self) -> Iterator[pl.DataFrame]:
        return in_batches(self._rows())

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        try:
            with self._path.open(encoding=self._encoding) as file:
                for number, line in enumerate(file, start=1):
                    if cells := cells_of(line, self._cut):
                        yield number, cells
        except UnicodeError:
            raise misread(self._encoding) from None

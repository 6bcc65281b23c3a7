"""The product matrix with a column for each product and a yes in its cells, as rows of segment and product."""

from collections.abc import Iterator

import polars as pl

from clientzoo.tables.detect.field_headings import known_words
from clientzoo.tables.detect.heading_rows import Heading
from clientzoo.tables.formats.sheet import Sheet, framed
from clientzoo.tables.table import LINE

PRODUCT = "product"  # the heading of a column that the file does not have


class Matrix:
    """A sheet made of another one, whose heading names a column for the segment and the products."""

    from_1904 = False
    merged = ()

    def __init__(self, sheet: Sheet, heading: Heading, segment: int) -> None:
        self.about = f"{sheet.about}, a column for each product"
        self.notes = sheet.notes
        self._sheet, self._heading, self._segment = sheet, heading, segment

    def batches(self) -> Iterator[pl.DataFrame]:
        yield framed([[self._heading.titles[self._segment], PRODUCT]], [self._heading.line])
        no = {*known_words()["missing"], "no", "0", "false"}
        for batch in self._sheet.batches():
            below = batch.filter(pl.col(LINE) > self._heading.line)
            pairs: list[list[str]] = []
            lines: list[int] = []
            for line, cells in zip(below[LINE], below.drop(LINE).fill_null("").rows(), strict=True):
                for index, title in enumerate(self._heading.titles):
                    if (
                        index != self._segment
                        and title
                        and index < len(cells)
                        and cells[index].strip().casefold() not in no
                    ):
                        pairs.append([cells[self._segment], title])
                        lines.append(line)
            if pairs:
                yield framed(pairs, lines)

"""A file that import reads, as a table of clients: its first row that is not blank is the heading."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from clientzoo.tables.detect.encoding import UnreadableFileError
from clientzoo.tables.formats.sheet import open_sheet, top
from clientzoo.tables.table import LINE, Batch, TableError


class SheetTable:
    """Rows of text cells, whatever the format: workbooks without further libraries, JSON Lines, text in UTF-16."""

    rows: int | None = None

    def __init__(self, path: Path, *, encoding: str | None = None, sheet: str | None = None) -> None:
        """Raises TableError where it cannot be read, or two columns bear one name."""
        self.name = str(path)
        try:
            self._sheet = open_sheet(path, encoding=encoding, sheet=sheet)
            rows = top(self._sheet)
        except UnreadableFileError as error:
            raise TableError(f"{self.name}: {error}") from None
        if not rows:
            raise TableError(f"{self.name}: the file is empty; the first line names the columns")
        self._line = rows[0].line
        cells = [cell.strip() for cell in rows[0].cells]
        while cells and not cells[-1]:
            cells.pop()
        self.columns = tuple(cell or f"column {number}" for number, cell in enumerate(cells, 1))
        twice = sorted({column for column in self.columns if self.columns.count(column) > 1})
        if twice:
            raise TableError(f"{self.name}: two columns are called `{twice[0]}`")

    def batches(self) -> Iterator[Batch]:
        """The rows below the heading that are not blank. Raises TableError where the file is damaged further on."""
        try:
            for batch in self._sheet.batches():
                named = batch.filter(pl.col(LINE) > self._line).select(
                    *(
                        (pl.col(str(index)) if str(index) in batch.columns else pl.lit(None, pl.String)).alias(name)
                        for index, name in enumerate(self.columns)
                    ),
                    LINE,
                )
                yield Batch(named.filter(pl.any_horizontal(pl.exclude(LINE).str.strip_chars() != "")))
        except UnreadableFileError as error:
            raise TableError(f"{self.name}: {error}") from None

"""XLSX workbooks: one sheet, its first row the heading."""

import logging
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from clientzoo.knowledge.problems import did_you_mean
from clientzoo.tables.detect.encoding import UnreadableFileError, damage_told
from clientzoo.tables.formats.workbook_parts import check_size
from clientzoo.tables.table import BATCH, LINE, Batch, TableError


class Workbook:
    """A sheet of an XLSX file, the first one unless named."""

    def __init__(self, path: Path, sheet: str | None = None) -> None:
        """Raises TableError where it cannot be read."""
        self.name = str(path)
        if not path.is_file():
            raise TableError(f"{self.name}: there is no such file")
        try:
            with damage_told("workbook"):
                check_size(path)
        except UnreadableFileError as error:
            raise TableError(f"{self.name}: {error}") from None
        logging.getLogger("fastexcel").setLevel(logging.ERROR)  # an empty column is nothing to warn of
        try:
            frame = pl.read_excel(
                path, sheet_name=sheet, sheet_id=None if sheet else 1, engine="calamine", infer_schema_length=None,
                drop_empty_rows=False, drop_empty_cols=False, raise_if_empty=False,
            )  # fmt: skip
        except ModuleNotFoundError:
            raise TableError(f"{self.name}: to read XLSX, pip install 'clientzoo[xlsx]', or save it as CSV") from None
        except (Exception, BaseException) as error:  # each reader of workbooks raises errors of its own
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            if sheet and (hint := _other_sheets(path, sheet)):
                raise TableError(f"{self.name}: there is no sheet `{sheet}` ({hint})") from None
            said = str(error).partition("\n")[0]
            raise TableError(f"{self.name}: this workbook is damaged and cannot be read ({said})") from None
        frame.columns = [
            f"column {number}" if name.startswith("__UNNAMED__") else name
            for number, name in enumerate(frame.columns, 1)
        ]
        self.columns = tuple(frame.columns)
        numbered = frame.with_columns(pl.int_range(2, frame.height + 2).alias(LINE))
        self._frame = numbered.filter(pl.any_horizontal(pl.exclude(LINE).is_not_null())) if self.columns else numbered
        self.rows = self._frame.height

    def batches(self) -> Iterator[Batch]:
        return (Batch(part) for part in self._frame.iter_slices(BATCH))


def _other_sheets(path: Path, wanted: str) -> str:
    """The sheets there are; nothing where the one wanted is among them, or the workbook cannot be opened at all."""
    import fastexcel

    try:
        names = fastexcel.read_excel(path).sheet_names
    except fastexcel.FastExcelError:
        return ""
    return "" if wanted in names else did_you_mean(wanted, names)

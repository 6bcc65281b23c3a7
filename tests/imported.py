"""Reading files as `base import` does, for tests."""

import tempfile
from pathlib import Path
from typing import Any

from clientzoo.tables.detect.field_headings import table
from clientzoo.tables.formats.sheet import open_sheet
from clientzoo.tables.importing.import_plan import ImportChoices, import_plan
from clientzoo.tables.importing.imported_table import Read, read_table


def read(path: Path, of: str = "orders", sheet: str | None = None, **choices: Any) -> Read:
    """The file as a table; its parts go to a folder of their own beside it."""
    how = import_plan(open_sheet(path, sheet=sheet), table(of), ImportChoices(**choices))
    return read_table(how, Path(tempfile.mkdtemp(dir=path.parent)))


def read_text(folder: Path, text: str, of: str = "orders", **choices: Any) -> Read:
    """The text, as a UTF-8 file, as a table."""
    path = folder / "export.csv"
    path.write_text(text, encoding="utf-8")
    return read(path, of, **choices)


def column(done: Read, name: str) -> list[Any]:
    return done.frame.collect()[name].to_list()


def reasons(done: Read) -> list[str]:
    return done.rejects["reason"].to_list()

"""Reading files as `base import` does, for tests."""

import tempfile
from pathlib import Path
from typing import Any

from clientzoo.segmentation.reading.headings import table
from clientzoo.segmentation.reading.sheet import opened
from clientzoo.segmentation.reading.table import Read, read_table
from clientzoo.segmentation.reading.understanding import Choices, understood


def read(path: Path, of: str = "orders", sheet: str | None = None, **choices: Any) -> Read:
    """The file as a table; its parts go to a folder of their own beside it."""
    how = understood(opened(path, sheet=sheet), table(of), Choices(**choices))
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

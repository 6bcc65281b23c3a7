"""Registers for tests: one on SQLite at once, without running all migrations again each time."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.register.opening import open_register
from clientzoo.register.register import Register
from zoos import write_zoo


class Clock:
    """A clock that stands where it is put, and moves on a second whenever somebody looks."""

    def __init__(self, day: date) -> None:
        self.put(day)

    def put(self, day: date) -> None:
        self._at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self._at += timedelta(seconds=1)
        return self._at


@cache
def empty_register() -> Path:
    """The file of a register with no client in it."""
    path = Path(mkdtemp(prefix="register")) / "empty.db"
    register = open_register(path)
    register.close()
    return path


def register_at(path: Path, clock: Callable[[], datetime], by: str = "anna") -> Register:
    """A register in this file, made if there is none."""
    if not path.exists():
        shutil.copy(empty_register(), path)
    return open_register(path, by, clock=clock)


@cache
def tiny_zoo() -> Zoo:
    root = write_zoo(Path(mkdtemp(prefix="zoo")) / "zoo")
    return load_zoo(root, "tiny", root).sound()

"""A copy of a register on SQLite while it is in use."""

import sqlite3
from pathlib import Path

from clientzoo.knowledge.files import atomic_write
from clientzoo.register.client import RegisterError
from clientzoo.register.opening import sqlite_path
from clientzoo.register.register import Register


def backup(register: Register, to: Path) -> None:
    """Writes the register as it is at one moment; `to` appears when it is whole. Raises RegisterError, OSError."""
    source = sqlite_path(str(register.engine.url))
    if source is None:
        raise RegisterError("a register on PostgreSQL is backed up by pg_dump")
    if to.exists() and to.samefile(source):
        raise RegisterError(f"{to} is the register itself")
    with atomic_write(to) as unfinished:
        reading, writing = sqlite3.connect(source), sqlite3.connect(unfinished)
        try:
            reading.backup(writing)
        except sqlite3.Error as error:
            raise RegisterError(f"the backup failed: {error}") from error
        finally:
            writing.close()
            reading.close()

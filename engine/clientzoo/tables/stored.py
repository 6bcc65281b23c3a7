"""The base's own tables, which the program wrote itself as Parquet; and which of them is damaged, when one fails.

Parquet is read lazily, so that a damaged page may show anywhere in a computation, as whatever error Polars has for it.
Every table that was opened is remembered, and looked at whole once something has failed.
"""

from pathlib import Path

import polars as pl

_opened: dict[Path, None] = {}


def stored(path: Path) -> pl.LazyFrame:
    """The table in `path`, lazily. What is wrong with it may show later: see `damage`."""
    _opened[path] = None
    return pl.scan_parquet(path, glob=False)


def damage() -> str:
    """What is wrong with a table that was opened, in a sentence; nothing where all can be read from end to end."""
    for path in _opened:
        try:
            for column in pl.read_parquet(path, glob=False):
                if column.dtype.is_temporal():
                    column.min(), column.max()  # days that no calendar has
        except FileNotFoundError:
            continue
        except BaseException as error:  # Polars' panics are no Exceptions
            if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
                raise
            said = str(error).partition("\n")[0][:200]
            return f"{path}: this table is damaged and cannot be read ({said}); import it again, or restore a backup"
    return ""

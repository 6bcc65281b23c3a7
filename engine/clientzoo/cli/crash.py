"""Our own fault: what is told of it, and the report that a person may send."""

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from clientzoo import __version__

KEPT = 5  # reports in the folder of temporary files
_BEGINNING = "clientzoo-report-"
_WITH = ("durable-rules", "polars", "pydantic", "PyYAML", "typer", "prompt-toolkit", "numpy", "jinja2")


def crash_notice(error: BaseException, command: str) -> Iterator[str]:
    """Lines for the screen: what happened, what was kept, and where the report is. Writes the report."""
    yield f"clientzoo: this is a mistake of the program's, not yours ({type(error).__name__})."
    yield "What was saved before is kept: a file is written whole or not at all."
    try:
        path = _written(crash_report(error, command))
    except OSError as refused:
        yield f"A report could not be written: {refused.strerror or refused}."
        return
    yield f"What went wrong and where stands in {path}; please send us that file."


def crash_report(error: BaseException, command: str) -> str:
    """Versions, the command's name without its arguments, which may hold secrets, and the traceback."""
    lines = [
        f"clientzoo {__version__}: {command}",
        f"Python {sys.version}",
        f"{platform.platform()}, output {sys.stdout.encoding}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        *(f"{name} {_version(name)}" for name in _WITH),
        "",
        *(line.rstrip("\n") for line in traceback.format_exception(error)),
    ]
    return "\n".join(lines) + "\n"


def _written(text: str) -> Path:
    """The report in the folder of temporary files, readable by its owner alone, under a name of its own."""
    _clear_away(KEPT - 1)
    handle, name = tempfile.mkstemp(prefix=_BEGINNING, suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(text)
    return Path(name)


def _clear_away(keep: int) -> None:
    """Removes our older reports from the folder of temporary files, all but the newest; what is not ours stays."""
    with suppress(OSError):
        own = [one for one in os.scandir(tempfile.gettempdir()) if one.name.startswith(_BEGINNING) and one.is_file()]
        for old in sorted(own, key=lambda one: one.stat().st_mtime, reverse=True)[keep:]:
            with suppress(OSError):  # another user's
                Path(old.path).unlink()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"

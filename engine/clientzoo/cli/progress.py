"""A progress bar for work that takes more than a moment: on standard error, and only on a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")
_MOMENT = 1.0  # seconds


def counted(items: Iterable[Item], total: int, doing: str) -> Iterator[Item]:
    """The items as they come; after a second a bar shows how many of `total` are done."""
    if not sys.stderr.isatty():
        yield from items
        return
    started = time.monotonic()
    bar = None
    try:
        for done, item in enumerate(items):
            if bar is None and time.monotonic() - started > _MOMENT:
                bar = _bar()
                task = bar.add_task(doing, total=total, completed=done)
                bar.start()
            if bar is not None:
                bar.update(task, completed=done)
            yield item
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)

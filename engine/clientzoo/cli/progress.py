"""A progress bar for work that takes more than a moment: on standard error, and only on a terminal."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from clientzoo.knowledge.legible import unguarded

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")
_MOMENT = 1.0  # seconds


def with_progress(items: Iterable[Item], total: int, doing: str) -> Iterator[Item]:
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


@contextmanager
def rows(total: int | None, doing: str) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with each number of rows done; the bar shows how many and how fast."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    said = TextColumn("{task.description} {task.completed:,.0f} rows, {task.fields[speed]}")
    started = time.monotonic()
    with Progress(said, BarColumn(), console=Console(file=unguarded(sys.stderr)), transient=True) as bar:
        task = bar.add_task(doing, total=total, speed="")

        def advance(done: int) -> None:
            bar.advance(task, done)
            speed = bar.tasks[task].completed / max(time.monotonic() - started, 1e-6)
            bar.update(task, speed=f"{speed:,.0f} rows/s")

        yield advance


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(file=unguarded(sys.stderr)), transient=True)

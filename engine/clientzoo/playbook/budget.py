"""What one document may cost: steps that its templates take, and signs that they put together.

Both are counted where they are spent, so that a template ends by itself whatever it is made of: a loop by its turns and
the pieces in each, a filter by what it goes through, a text by its length each time it is printed or put together.
Within the limits the costliest template found takes about a second (tests/campaigns). A playbook of the shipped zoo
takes some 2 500 steps and 50 000 signs.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from jinja2 import TemplateRuntimeError

MAX_STEPS = 100_000  # pieces of templates that run, and items and signs that filters and comparisons go through
MAX_SIGNS = 500_000  # of one document, and of each text that a macro, a block or a `set` puts together
MAX_TOGETHER = 10 * MAX_SIGNS  # of all these texts, each as often as it is printed


class LimitError(TemplateRuntimeError):
    """A template that would not come to an end, or whose output would not."""


class Budget:
    """The count of one document. Every method raises LimitError where there has been too much."""

    def __init__(self) -> None:
        self.steps = self.signs = 0

    def start(self) -> None:
        self.steps = self.signs = 0

    def spend(self, steps: int) -> None:
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise LimitError(f"it does not end: more than {MAX_STEPS} steps")

    def put_together(self, text: object) -> None:
        """Counts a text that becomes part of another."""
        self.signs += len(text) if isinstance(text, str) else 1
        if self.signs > MAX_TOGETHER:
            raise LimitError(f"it puts together too much text: more than {MAX_TOGETHER} signs")

    def concatenated(self, pieces: Iterable[str]) -> str:
        kept, signs = [], 0
        for piece in pieces:
            kept.append(piece)
            signs += len(piece)
            if signs > MAX_SIGNS:
                raise LimitError(f"its output is too long: more than {MAX_SIGNS} signs")
        whole = "".join(kept)
        self.put_together(whole)
        return whole

    def counted(self, items: Any, steps: int = 1) -> Iterator[Any]:
        """The items, each for so many steps."""
        if isinstance(items, str):
            raise LimitError("a text is no list to go through")
        for item in items:
            self.spend(steps)
            yield item

    def weighed(self, value: Any) -> Any:
        """The value, for as many steps as it holds signs and items, those of its items included."""
        waiting = [value]
        while waiting:
            one = waiting.pop()
            self.spend(1 + len(one) if isinstance(one, str) else 1)
            if isinstance(one, list | tuple | set | frozenset):
                self.spend(len(one))
                waiting.extend(one)
        return value

    def of_filter(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """A filter of Jinja's, paid by what it goes through times what it is told to do with each."""
        value_at = 1 if hasattr(function, "jinja_pass_arg") else 0

        @wraps(function)
        def paid(*arguments: Any, **options: Any) -> Any:
            before, value, told = arguments[:value_at], arguments[value_at], arguments[value_at + 1 :]
            steps = sum(1 + len(one) if isinstance(one, str) else 1 for one in ("", *told, *options.values()))
            if isinstance(value, str):
                self.spend(steps + len(value))
            elif isinstance(value, Iterator):
                value = self.counted(value, steps)
            elif isinstance(value, list | tuple):
                self.weighed(value)
                self.spend(steps * len(value))
            return function(*before, value, *told, **options)

        return paid

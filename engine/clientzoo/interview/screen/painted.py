"""A part of the screen that a function paints for the size it is given."""

from collections.abc import Callable
from typing import Any

from prompt_toolkit.data_structures import Point
from prompt_toolkit.layout.controls import UIContent, UIControl

from clientzoo.interview.screen.paint import Line


class Painted(UIControl):
    """Shows the lines that `paint(width, height)` gives; the cursor stands on the one that `pointed` tells."""

    def __init__(
        self,
        paint: Callable[[int, int], list[Line]],
        *,
        focusable: bool = False,
        pointed: Callable[[list[Line]], int] | None = None,
    ) -> None:
        self._paint = paint
        self._pointed = pointed
        self._focusable = focusable

    def is_focusable(self) -> bool:
        return self._focusable

    def preferred_height(self, width: int, max_available_height: int, wrap_lines: bool, get_line_prefix: Any) -> int:
        return len(self._paint(width, max_available_height))

    def create_content(self, width: int, height: int) -> UIContent:
        lines = self._paint(width, height)
        if self._pointed is None:
            return UIContent(lambda number: lines[number], len(lines), show_cursor=False)
        cursor = Point(1, self._pointed(lines))
        return UIContent(lambda number: lines[number], len(lines), cursor_position=cursor)

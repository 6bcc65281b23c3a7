"""A part of the screen that a function paints for the size it is given."""

from collections.abc import Callable
from typing import Any

from prompt_toolkit.layout.controls import UIContent, UIControl

from clientzoo.interview.screen.paint import Line


class Painted(UIControl):
    """Shows the lines that `paint(width, height)` gives."""

    def __init__(self, paint: Callable[[int, int], list[Line]], *, focusable: bool = False) -> None:
        self._paint = paint
        self._focusable = focusable

    def is_focusable(self) -> bool:
        return self._focusable

    def preferred_height(self, width: int, max_available_height: int, wrap_lines: bool, get_line_prefix: Any) -> int:
        return len(self._paint(width, max_available_height))

    def create_content(self, width: int, height: int) -> UIContent:
        lines = self._paint(width, height)
        return UIContent(lambda number: lines[number], len(lines), show_cursor=False)

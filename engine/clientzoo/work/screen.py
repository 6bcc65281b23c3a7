"""The day on a full screen: the list of steps, the chosen one beside it, one key for each thing to do with it."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TextIO, TypeAlias

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.input.defaults import create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout
from prompt_toolkit.layout.containers import ConditionalContainer, HSplit, VSplit, Window
from prompt_toolkit.layout.controls import BufferControl
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output.defaults import create_output
from prompt_toolkit.styles import Style

from clientzoo.interview.screen.look import STYLE, Signs, signs
from clientzoo.interview.screen.paint import Line
from clientzoo.interview.screen.painted import Painted
from clientzoo.interview.screen.text_width import fit_width, wrap_width
from clientzoo.knowledge.legible import unguarded
from clientzoo.work.step import Step, StepError, done, dropped, given, moved, reopened

Change: TypeAlias = Callable[[int, str, Callable[[Step], Step]], Step]
Asked: TypeAlias = Literal["", "person", "day", "because", "note"]
WIDE = 90  # columns from which the step stands beside the list, and not below
_QUESTIONS: Mapping[Asked, str] = {
    "person": " Who does it? ", "day": " On which day (2026-12-31)? ", "because": " Why not? ",
    "note": " What came of it? ",
}  # fmt: skip
_KEYS = "y worked  n did not  d done  t tomorrow  w in a week  m move  g give  x drop  u take back  q leave"


@dataclass(frozen=True, slots=True)
class Shown:
    """A step with the name of its client and, in words, when it is due."""

    step: Step
    client: str
    when: str


def on_screen(load: Callable[[], tuple[Shown, ...]], change: Change, today: date, out: TextIO) -> None:
    """Shows what `load` gives and does to the steps what keys say, until somebody leaves.

    `change` keeps each change at once, under its name; what it refuses is shown.
    """
    output = create_output(stdout=unguarded(out))
    day = Day(load, change, today, signs(os.environ, output.encoding()))
    application: Application[None] = Application(
        layout=day.layout, key_bindings=_bindings(day), style=Style.from_dict(STYLE), full_screen=True,
        input=create_input(), output=output,
    )  # fmt: skip
    application.ttimeoutlen = 0.05
    day.leave = application.exit
    try:
        application.run()
    except EOFError:
        return


class Day:
    """What the screen shows. Keys call its methods; painting only looks."""

    def __init__(self, load: Callable[[], tuple[Shown, ...]], change: Change, today: date, drawn: Signs) -> None:
        self.leave: Callable[[], None] = lambda: None
        self.asked: Asked = ""
        self.shown = load()
        self.chosen = 0
        self.notice = ""
        self.line = Buffer(multiline=False)
        self._load, self._change, self._today, self._signs = load, change, today, drawn
        self._worked: Literal["yes", "no", "unknown"] = "unknown"
        self._last: list[int] = []
        beside = Condition(lambda: os.get_terminal_size().columns >= WIDE)
        cards = Window(Painted(self._card), wrap_lines=False)
        listed = Window(Painted(self._list, focusable=True, pointed=lambda lines: min(self.chosen + 1, len(lines) - 1)))
        asking = Window(
            BufferControl(
                self.line, input_processors=[BeforeInput(lambda: _QUESTIONS.get(self.asked, ""), "class:key")]
            ),
            height=1,
        )
        self._list_window, self._ask_window = listed, asking
        self.layout = Layout(
            HSplit([
                ConditionalContainer(VSplit([listed, cards]), beside),
                ConditionalContainer(HSplit([listed, cards]), ~beside),
                ConditionalContainer(asking, Condition(lambda: self.asked != "")),
                Window(Painted(self._foot), dont_extend_height=True),
            ]),
            focused_element=listed,
        )  # fmt: skip

    @property
    def step(self) -> Step | None:
        return self.shown[self.chosen].step if self.shown else None

    def move(self, lines: int) -> None:
        self.chosen = max(0, min(self.chosen + lines, len(self.shown) - 1))
        self.notice = ""

    def finish(self, worked: Literal["yes", "no", "unknown"]) -> None:
        """Done; what came of it is asked, and may be left empty."""
        self._worked = worked
        self.ask("note")

    def postpone(self, days: int) -> None:
        """To so many days from today, or from its own day where that is later."""
        if self.step is not None:
            to = max(self.step.due, self._today) + timedelta(days=days)
            self._do("moved", lambda step: moved(step, to))

    def ask(self, what: Asked) -> None:
        if self.step is not None:
            self.asked = what
            self.line.reset()
            self.layout.focus(self._ask_window)

    def answered(self) -> None:
        """Enter in the line: what was asked for is done."""
        what, text = self.asked, self.line.text.strip()
        self.close()
        if what == "note":
            worked = self._worked
            self._do("done", lambda step: done(step, worked, text, self._today))
        elif what == "because":
            self._do("dropped", lambda step: dropped(step, text, self._today))
        elif what == "person" and text:
            self._do("given", lambda step: given(step, text))
        elif what == "day":
            try:
                to = date.fromisoformat(text)
            except ValueError:
                self.notice = f"“{text}” is no day; write it as {self._today}"
                return
            self._do("moved", lambda step: moved(step, to))

    def close(self) -> None:
        self.asked = ""
        self.layout.focus(self._list_window)

    def take_back(self) -> None:
        """The step that was done or dropped last here is work again."""
        if not self._last:
            self.notice = "nothing to take back"
            return
        number = self._last.pop()
        self._try(number, "reopened", reopened)

    def _do(self, act: str, how: Callable[[Step], Step]) -> None:
        if self.step is None:
            return
        number = self.step.number
        if self._try(number, act, how) and act in ("done", "dropped"):
            self._last.append(number)

    def _try(self, number: int, act: str, how: Callable[[Step], Step]) -> bool:
        try:
            after = self._change(number, act, how)
        except StepError as error:
            self.notice = str(error)
            return False
        self.notice = f"Saved: #{after.number} {act}"
        self.shown = self._load()
        self.chosen = max(0, min(self.chosen, len(self.shown) - 1))
        return True

    def _list(self, width: int, height: int) -> list[Line]:
        room = max(height - 1, 1)
        top = max(0, min(self.chosen - room // 2, len(self.shown) - room))
        lines: list[Line] = [[("class:title", fit_width(f" {len(self.shown)} to do on {self._today}", width))]]
        for place, one in enumerate(self.shown[top : top + room], top):
            pointer = self._signs.pointer if place == self.chosen else " "
            text = fit_width(f" {pointer} {one.client}: {one.step.text}", width)
            late = one.step.is_overdue(self._today)
            style = "class:chosen" if place == self.chosen else "class:trouble" if late else ""
            lines.append([(style, text)])
        if not self.shown:
            lines.append([("", " Nothing is left. q leaves.")])
        return lines

    def _card(self, width: int, height: int) -> list[Line]:
        if not self.shown:
            return [[("", "")]]
        one = self.shown[self.chosen]
        step = one.step
        parts = [
            (f"#{step.number}  {one.client}", "class:title"),
            (f"{one.when}{', ' + step.person if step.person else ''}", ""),
            ("", ""), (step.text, "class:question"), ("", ""),
            (f"Why: {step.because}" if step.because else "", ""),
            (f"Done when: {step.done_when}" if step.done_when else "", ""),
            (f"Note: {step.note}" if step.note else "", ""),
        ]  # fmt: skip
        room = max(width - 3, 1)
        side = ("class:rule", f"{self._signs.side} ")
        lines: list[Line] = [
            [side, (style, line)] for text, style in parts for line in (wrap_width(text, room) or [""])
        ]
        while len(lines) < height:
            lines.append([side])
        return lines[:height]

    def _foot(self, width: int, height: int) -> list[Line]:
        notice: list[Line] = [[("class:good", f" {line}")] for line in wrap_width(self.notice, max(width - 2, 1))[:2]]
        keys: list[Line] = [[("class:key", f" {line}")] for line in wrap_width(_KEYS, max(width - 2, 1))]
        return [[("class:rule", self._signs.line * width)], *(notice if self.notice else []), *keys]


def _bindings(day: Day) -> KeyBindings:
    keys = KeyBindings()
    listing, typing = Condition(lambda: day.asked == ""), Condition(lambda: day.asked != "")
    acts: dict[str, Callable[[], None]] = {
        "y": lambda: day.finish("yes"), "n": lambda: day.finish("no"), "d": lambda: day.finish("unknown"),
        "t": lambda: day.postpone(1), "w": lambda: day.postpone(7), "m": lambda: day.ask("day"),
        "g": lambda: day.ask("person"), "x": lambda: day.ask("because"), "u": day.take_back, "q": lambda: day.leave(),
        "up": lambda: day.move(-1), "down": lambda: day.move(1), "k": lambda: day.move(-1), "j": lambda: day.move(1),
        "pageup": lambda: day.move(-10), "pagedown": lambda: day.move(10), "home": lambda: day.move(-(10**6)),
        "end": lambda: day.move(10**6),
    }  # fmt: skip
    for key, russian in zip("yndtwmgxuqkj", "нтвецьпчгйло", strict=True):
        acts[russian] = acts[key]  # the same keys on a Russian keyboard
    for name, act in acts.items():
        keys.add(name, filter=listing)(_doing(act))
    keys.add("enter", filter=typing)(_doing(day.answered))
    keys.add("escape", filter=typing, eager=True)(_doing(day.close))
    keys.add("c-c", eager=True)(_doing(lambda: day.leave()))
    keys.add(Keys.SIGINT, eager=True)(_doing(lambda: day.leave()))
    return keys


def _doing(act: Callable[[], None]) -> Callable[[KeyPressEvent], None]:
    def _do(event: KeyPressEvent) -> None:
        act()

    return _do

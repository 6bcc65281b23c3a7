"""A real terminal for tests: the program in a pseudo-terminal, and the screen a person would see."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

from commands import FRESH

KEYS = {
    "Enter": "\r", "Esc": "\x1b", "Up": "\x1b[A", "Down": "\x1b[B", "Right": "\x1b[C", "Left": "\x1b[D",
    "PageDown": "\x1b[6~", "End": "\x1b[F",
}  # fmt: skip
PATIENCE = 20.0  # seconds; only ever waited out by a test that fails


def _heed_signals() -> None:
    """A parent that ignores signals, as `nohup` does, hands that down; a terminal's program heeds them."""
    for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)


class Terminal:
    """`clientzoo` with the arguments, in a terminal of some size."""

    def __init__(
        self, *arguments: str | Path, at: Path, columns: int = 80, rows: int = 24, env: dict[str, str] | None = None
    ) -> None:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
        settings = {**FRESH, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(env or {})}
        del settings["COLUMNS"]
        self._child = pexpect.spawn(
            sys.executable, ["-m", "clientzoo", *map(str, arguments)], cwd=at, dimensions=(rows, columns),
            env={**inherited, **settings}, timeout=PATIENCE, preexec_fn=_heed_signals,
        )  # fmt: skip
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.raw = b""

    @property
    def pid(self) -> int:
        return int(self._child.pid)

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Row and column, from 0."""
        return self._screen.cursor.y, self._screen.cursor.x

    @property
    def cursor_hidden(self) -> bool:
        return bool(self._screen.cursor.hidden)

    def columns_of(self, sign: str) -> set[int]:
        """The columns in which the sign stands anywhere on the screen."""
        size = range(self._screen.columns)
        return {x for y in range(self._screen.lines) for x in size if self._screen.buffer[y][x].data == sign}

    def wait(self, *wanted: str) -> str:
        """Until all of it is on the screen; then the screen."""
        return self.wait_for(lambda text: all(one in text for one in wanted), f"waited for {wanted}")

    def wait_like(self, pattern: str) -> str:
        """Until what the pattern describes is on the screen, of which a part may be painted later; then the screen."""
        return self.wait_for(lambda text: re.search(pattern, text) is not None, f"waited for {pattern}")

    def wait_gone(self, unwanted: str) -> str:
        return self.wait_for(lambda text: unwanted not in text, f"waited for {unwanted!r} to go")

    def wait_for(self, seen: Callable[[str], bool], about: str) -> str:
        until = time.monotonic() + PATIENCE
        while not seen(self.text):
            left = until - time.monotonic()
            assert left > 0, f"{about}; the screen:\n{self.text}"
            try:
                self._feed(self._child.read_nonblocking(65536, timeout=left))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                assert seen(self.text), f"{about}; the program ended:\n{self.text}"
        return self.text

    def press(self, *keys: str) -> None:
        """Named keys, or text as typed."""
        for key in keys:
            self._child.send(KEYS.get(key, key))

    def paste(self, text: str) -> None:
        """As a terminal pastes when the program asked for marked pastes."""
        self._child.send(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)
        self._screen.reset()
        self._child.setwinsize(rows, columns)

    def end(self) -> int | None:
        """What the program leaves with, None where a signal ended it; `text` is then what it left on the screen."""
        try:
            while True:
                self._feed(self._child.read_nonblocking(65536, timeout=PATIENCE))
        except pexpect.EOF:
            self._child.close()
        return self._child.exitstatus  # type: ignore[no-any-return]

    def kill(self, number: int) -> None:
        os.kill(self.pid, number)
        self.end()

    def _feed(self, data: bytes) -> None:
        self.raw += data
        self._stream.feed(data)

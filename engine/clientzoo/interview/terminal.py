"""Which interview the terminal can show: the full screen, or plain lines."""

import os
import sys
from collections.abc import Mapping
from typing import TextIO

from clientzoo.interview.conversation import Conversation
from clientzoo.interview.outcome import Ending

PLAIN_WISHED = (
    "CLIENTZOO_PLAIN",
    "ACCESSIBLE",
)  # environment variables that ask for plain lines, as for a screen reader


def plain_wanted(env: Mapping[str, str], out: TextIO) -> bool:
    """Whether a full screen would not do here."""
    if any(env.get(name) for name in PLAIN_WISHED):
        return True
    if not (sys.stdin.isatty() and out.isatty()):
        return True
    return os.name != "nt" and env.get("TERM", "") in ("", "dumb", "unknown")


def interviewed(conversation: Conversation, *, plain: bool, out: TextIO) -> Ending:
    """Leads the conversation on `out` as well as the terminal can."""
    if plain or plain_wanted(os.environ, out):
        return _in_lines(conversation, out)
    from clientzoo.interview.screen.app import on_screen

    return on_screen(conversation, out)


def _in_lines(conversation: Conversation, out: TextIO) -> Ending:
    from clientzoo.interview.plain import Plain

    def read(prompt: str) -> str:
        if sys.stdin.isatty() and out is sys.stdout:
            return input(prompt)  # with line editing, and without the terminal's limit on the length of a line
        out.write(prompt)
        out.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\r\n")

    if sys.stdin.isatty():
        import contextlib

        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - makes input() edit lines
    return Plain(conversation, read, out).run()

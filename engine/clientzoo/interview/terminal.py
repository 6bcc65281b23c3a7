"""Which interview the terminal can show: the full screen, or plain lines."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

from clientzoo.interview.conversation import Conversation
from clientzoo.interview.habits import habits
from clientzoo.interview.outcome import Ending


def plain_needed(env: Mapping[str, str], out: TextIO) -> bool:
    """Whether a full screen cannot be had here."""
    if not (sys.stdin.isatty() and out.isatty()):
        return True
    return os.name != "nt" and env.get("TERM", "") in ("", "dumb", "unknown")


def interviewed(conversation: Conversation, *, plain: bool, out: TextIO) -> Ending:
    """Leads the conversation on `out` as well as the terminal can."""
    liked = habits(os.environ, Path.cwd())
    if plain or liked.plain or plain_needed(os.environ, out):
        return _in_lines(conversation, out)
    from clientzoo.interview.screen.app import on_screen

    return on_screen(conversation, out, one_key=liked.one_key)


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

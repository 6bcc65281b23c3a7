"""The one place where text reaches a terminal, a pipe or a file of output: what could steer a terminal is spelt out."""

import codecs
import os
import re
from typing import Any, TextIO, cast

# C0 and C1 controls but tab and line feed, DEL, the marks that reorder text, line separators, halves of signs.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_ESCAPE = "clientzoo-escape"


def legible(text: str) -> str:
    """`text` with every sign that could steer a terminal or reorder the line written as `\\u001b`.

    Tabs and line feeds stay. In JSON the spelling means the same sign, so that a program reads what was meant.
    """
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class Guarded:
    """A text stream whose `write` makes legible; all else is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        self.stream.write(legible(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def guard_stream(stream: TextIO) -> TextIO:
    """The stream, guarded once."""
    return stream if isinstance(stream, Guarded) else cast("TextIO", Guarded(stream))


def unguarded(stream: TextIO) -> TextIO:
    """The stream itself, for a library that paints and cleans its own text."""
    return stream.stream if isinstance(stream, Guarded) else stream


def encodable(stream: TextIO) -> None:
    """From here on the stream takes any sign: as UTF-8, or spelt out where a chosen code page lacks it."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    chosen = os.environ.get("PYTHONIOENCODING") or os.environ.get("PYTHONUTF8") == "0"
    if chosen or stream.isatty():
        reconfigure(errors=_ESCAPE)
    else:
        reconfigure(encoding="utf-8", errors=_ESCAPE)


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = (units[place : place + 2].hex() for place in range(0, len(units), 2))
    return "".join(f"\\u{pair}" for pair in pairs), error.end


codecs.register_error(_ESCAPE, _escaped)

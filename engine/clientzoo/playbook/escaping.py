"""Text that is not the template's own, so that it comes out of Markdown (and of the HTML made of it) literally."""

import re

from jinja2 import Undefined
from markupsafe import Markup

from clientzoo.knowledge.legible import legible
from clientzoo.knowledge.speech import later

UNKNOWN = later("not known yet")

_SIGNS = re.compile(r"[\\`*_\[\]<>#|~&]")  # what means something anywhere in a line
_BLANKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+ *| {2,}")
_AT_START = re.compile(r"^( ?)(?:([-+=])|(\d{1,9})(?=[.)]))")  # what means something where a line begins


def one_line(text: str) -> str:
    """`text` on one line, signs that steer or turn the direction of writing spelt out: `\\u202e`."""
    return _visible(text).strip()


def markdown_escaped(text: str) -> str:
    """`text` as inline Markdown that reads as exactly these signs, wherever in a line it stands."""
    line = _SIGNS.sub(r"\\\g<0>", _visible(text))
    return _AT_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\", line)


def _visible(text: str) -> str:
    return legible(_BLANKS.sub(" ", text))


class Words(str):
    """Plain text for a template. Whatever a template does with it, it is escaped when it is printed."""

    __slots__ = ()

    def __html__(self) -> Markup:  # the door through which markupsafe, and so Jinja, lets text out
        return Markup(markdown_escaped(self))  # noqa: S704


class Unknown(Words):
    """What nobody has said: false in a condition, and a plain statement of that where it is printed."""

    __slots__ = ()

    def __new__(cls, said: str = UNKNOWN) -> "Unknown":
        return super().__new__(cls, said)

    def __bool__(self) -> bool:
        return False


def printable(value: object) -> object:
    """What `{{ ... }}` prints: marked-up text as it is, words and numbers escaped. Raises TypeError for the rest."""
    if hasattr(value, "__html__"):
        return value
    if isinstance(value, Undefined):  # raises where it stands for an unknown name; `x if y` without an else is nothing
        return Words(str(value))
    if isinstance(value, str | int | float):
        return Words(value)
    raise TypeError(f"a {type(value).__name__} cannot be printed, only text and numbers")

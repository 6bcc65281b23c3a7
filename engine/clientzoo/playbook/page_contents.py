"""What a page would load or run from outside its own text, told by line: the policy keeps it from happening, a person
who wrote it there should know.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

FROM_DATA = "\ufffc"  # stands where a template prints something

_LOADING = ("script", "iframe", "frame", "object", "embed", "applet", "base", "form", "portal")
_ADDRESSES = (
    "src", "href", "srcset", "action", "formaction", "data", "poster", "background", "ping", "manifest", "xlink:href",
)  # fmt: skip
_OWN = re.compile(r"#|data:(image|font)/|data:,|mailto:|tel:", re.IGNORECASE)
_IN_STYLE = re.compile(r"@import\b|url\(\s*['\"]?\s*(?!['\"]|#|data:)[^)]", re.IGNORECASE)


class Outside(NamedTuple):
    line: int
    message: str


def outside(html: str) -> Iterator[Outside]:
    """Scripts, event handlers, frames, forms and addresses elsewhere, in the order of the text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from reader.found


def has_policy(html: str) -> bool:
    """Whether an element of the page says what it may load."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.policy


class _Reader(HTMLParser):
    """Every element looked at; `found` and `policy` are what came of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Outside] = []
        self.policy = False
        self._in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in_style = tag == "style"
        if tag in _LOADING:
            self._tell(f"`<{tag}>` has no place in a page")
        if tag == "meta":
            kind = given.get("http-equiv", "").strip().lower()
            self.policy |= kind == "content-security-policy"
            if kind == "refresh":
                self._tell("the page would lead elsewhere by itself (`refresh`)")
        for name, value in given.items():
            if name.startswith("on"):
                self._tell(f"`{name}` would run a script")
            elif name == "style":
                self._style(value)
            elif name in _ADDRESSES and tag not in _LOADING and value.strip():
                self._address(name, value.strip())

    def handle_endtag(self, tag: str) -> None:
        self._in_style = self._in_style and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._in_style:
            for number, line in enumerate(data.split("\n")):
                self._style(line, number)

    def _address(self, name: str, value: str) -> None:
        if FROM_DATA in value and not value.startswith("#"):
            self._tell(f"`{name}` is an address that is printed, which may lead anywhere")
        elif not _OWN.match(value):
            self._tell(f"`{name}` leads out of the page: {value[:80]}")

    def _style(self, text: str, below: int = 0) -> None:
        if _IN_STYLE.search(text):
            self._tell("the style would load something from elsewhere", below)

    def _tell(self, message: str, below: int = 0) -> None:
        self.found.append(Outside(self.getpos()[0] + below, message))

"""Signs and colours: with lines and bars where the terminal has them, in plain ASCII elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass

STYLE = {
    "title": "bold",
    "rule": "ansigray",
    "question": "bold",
    "help": "",
    "group": "underline",
    "key": "bold ansicyan",
    "chosen": "reverse",
    "bar": "ansigreen",
    "lead": "bold",
    "good": "ansigreen",
    "trouble": "bold ansired",
}


@dataclass(frozen=True, slots=True)
class Signs:
    """What is drawn with. `arrows` names the arrow keys."""

    bar: str
    line: str
    side: str
    pointer: str
    up: str
    down: str
    arrows: str


DRAWN = Signs("█", "─", "│", "›", "▲", "▼", "↑↓")
ASCII = Signs("#", "-", "|", ">", "+", "-", "Up/Down")


def signs(env: Mapping[str, str], encoding: str) -> Signs:
    """ASCII where the locale knows no Unicode.

    Python itself switches the C locale to UTF-8 and says so in LC_CTYPE only, so that variable alone is not believed.
    """
    if "utf" not in encoding.lower():
        return ASCII
    named = env.get("LC_ALL") or env.get("LANG") or env.get("LC_CTYPE") or ""
    plain = named.partition(".")[0] in ("C", "POSIX") and "utf" not in named.lower()
    return ASCII if plain else DRAWN

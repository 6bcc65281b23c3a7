"""An answer given roughly: `40-50`, `about 40`, `under 15`, `от 40 до 50`, `около 5 млн`."""

import re
from collections.abc import Callable
from decimal import Decimal
from math import ceil, floor, inf, nextafter
from typing import Literal, TypeAlias

from clientzoo.knowledge.quantity import range_ends

Kind: TypeAlias = Literal["about", "under", "at most", "over", "at least"]
GIVE_OR_TAKE = 0.1  # the share by which a number said to be rough may be out
_WORDS: dict[Kind, tuple[str, ...]] = {
    "about": ("about", "approximately", "approx.", "approx", "circa", "ca.", "around", "roughly", "~", "≈",
              "около", "примерно", "приблизительно", "прим.", "ок.", "порядка"),
    "under": ("under", "less than", "fewer than", "below", "меньше", "менее", "<"),
    "at most": ("at most", "up to", "no more than", "не более", "не больше", "до", "максимум", "<=", "≤"),
    "over": ("over", "more than", "above", "больше", "более", "свыше", ">"),
    "at least": ("at least", "from", "no less than", "не менее", "не меньше", "от", "минимум", ">=", "≥"),
}  # fmt: skip
_KIND_OF = {word: kind for kind, words in _WORDS.items() for word in words}
_ROUGH = re.compile(
    rf"({'|'.join(map(re.escape, sorted(_KIND_OF, key=len, reverse=True)))})\s*(?=[\d$€₽~≈])(.+)", re.IGNORECASE
)
_SIGNED = re.compile(r"from (-?[0-9.]+) to (-?[0-9.]+)")
_OR_MORE = re.compile(r"(\d.*?)\s*(?:\+|or more|и больше|и более)")


class Span(str):
    """Numbers from `low` to `high`, both included; as text it says the same in few words, and is read back from them.

    It is text, so that whatever shows or keeps an answer shows and keeps it in these words.
    """

    __slots__ = ("high", "low")
    low: float
    high: float

    def __new__(cls, words: str, low: float, high: float) -> "Span":
        made = super().__new__(cls, words)
        made.low, made.high = low, high
        return made

    def __getnewargs__(self) -> tuple[str, float, float]:  # type: ignore[override]
        return str(self), self.low, self.high

    @property
    def middle(self) -> float:
        """A number of it to go by where one must do; the end that there is, of what has no other."""
        ends = [end for end in (self.low, self.high) if abs(end) != inf]
        return sum(ends) / len(ends) if ends else 0.0


def rough(
    text: str, number: Callable[[str], float], *, whole: bool, least: float | None, most: float | None
) -> Span | float | None:
    """The span that the text names, one number where it comes down to one; None where it names none.

    `number` reads an end, `least` and `most` bound what may be answered. Raises ValueError where an end is no possible
    answer, or the range goes downwards.
    """
    said = " ".join(text.split())
    kind: Kind
    if ends := _ends(said):
        low, high = number(ends[0]), number(ends[1])
        if low > high:
            raise ValueError(f"from {ends[0]} to {ends[1]} goes downwards; write the lower number first")
        words = _between(low, high)
    elif found := _ROUGH.fullmatch(said):
        kind, end = _KIND_OF[found[1].lower()], number(found[2])
        low, high = _around(kind, end, whole=whole)
        words = f"{kind} {_plain(end)}"
    elif found := _OR_MORE.fullmatch(said):
        kind, end = "at least", number(found[1])
        low, high, words = end, inf, f"at least {_plain(end)}"
    else:
        return None
    low, high = max(low, -inf if least is None else least), min(high, inf if most is None else most)
    if low > high:
        raise ValueError(f"no answer is `{said}`")
    if low == high:
        return _tidy(low)
    return Span(words, _tidy(low), _tidy(high))


def between(low: float, high: float) -> Span:
    """The numbers from `low` to `high`."""
    return Span(_between(low, high), low, high)


def _between(low: float, high: float) -> str:
    return f"from {_plain(low)} to {_plain(high)}" if low < 0 else f"{_plain(low)}-{_plain(high)}"


def _ends(said: str) -> tuple[str, str] | None:
    signed = _SIGNED.fullmatch(said)  # as a range that begins below zero is written here
    return (signed[1], signed[2]) if signed else range_ends(said)


def _around(kind: Kind, end: float, *, whole: bool) -> tuple[float, float]:
    if kind == "about":
        low, high = sorted((end * (1 - GIVE_OR_TAKE), end * (1 + GIVE_OR_TAKE)))
        return (ceil(low), floor(high)) if whole else (low, high)
    if kind in ("under", "at most"):
        return -inf, end if kind == "at most" else end - 1 if whole else nextafter(end, -inf)
    return end if kind == "at least" else end + 1 if whole else nextafter(end, inf), inf


def _plain(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else format(Decimal(repr(number)), "f")


def _tidy(number: float) -> float:
    return int(number) if abs(number) < 1e15 and number == int(number) else number

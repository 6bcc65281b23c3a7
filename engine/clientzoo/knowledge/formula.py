"""Numbers computed from answers: `internet_share_wanted - internet_share_now`, with + - * / and brackets."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TypeAlias

_TOKEN = re.compile(r"\s*(?:([0-9]+(?:\.[0-9]+)?)|([^\W\d]\w*)|([-+*/()]))")
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
LONGEST = 200  # numbers, names and signs
DEEPEST = 30  # brackets within brackets


@dataclass(frozen=True, slots=True)
class Operation:
    """`sign` is one of + - * /; either side a number, the name of a question, or another operation."""

    sign: str
    left: "Formula"
    right: "Formula"


Formula: TypeAlias = float | str | Operation


def formula(text: str) -> Formula:
    """The formula that the text writes. Raises ValueError, its text fit to show."""
    tokens: list[str] = []
    place = 0
    while text[place:].strip():
        found = _TOKEN.match(text, place)
        if found is None:
            raise ValueError(f"`{text[place:].strip()[:20]}` is no number, no name and none of + - * / ( )")
        tokens.append(found[0].strip())
        place = found.end()
    if len(tokens) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} numbers, names and signs")
    parsed, rest = _sum(tokens, 0, 0, 1)
    if rest < len(tokens):
        raise ValueError(f"`{tokens[rest]}` is not expected there")
    return parsed


def names_in(one: Formula) -> Iterator[str]:
    """The questions it looks at, left to right."""
    if isinstance(one, str):
        yield one
    elif isinstance(one, Operation):
        yield from names_in(one.left)
        yield from names_in(one.right)


def computed(one: Formula, known: Mapping[str, float]) -> float | None:
    """Its value; None where a part is unknown, where it divides by zero, and where it grows beyond all numbers."""
    if isinstance(one, str):
        return known.get(one)
    if not isinstance(one, Operation):
        return one
    left, right = computed(one.left, known), computed(one.right, known)
    if left is None or right is None or (one.sign == "/" and right == 0.0):
        return None
    value = _OPERATIONS[one.sign](left, right)
    return value if isfinite(value) else None


_OPERATIONS: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
}


def _sum(tokens: list[str], place: int, depth: int, rank: int) -> tuple[Formula, int]:
    """Operations of this rank and tighter ones, from left to right."""
    if rank > max(_RANK.values()):
        return _part(tokens, place, depth)
    left, place = _sum(tokens, place, depth, rank + 1)
    while place < len(tokens) and _RANK.get(tokens[place]) == rank:
        right, after = _sum(tokens, place + 1, depth, rank + 1)
        left, place = Operation(tokens[place], left, right), after
    return left, place


def _part(tokens: list[str], place: int, depth: int) -> tuple[Formula, int]:
    if place >= len(tokens):
        raise ValueError("it ends where a number or a name is wanted")
    word = tokens[place]
    if word == "(" and depth < DEEPEST:
        inner, after = _sum(tokens, place + 1, depth + 1, 1)
        if after >= len(tokens) or tokens[after] != ")":
            raise ValueError("a bracket is not closed")
        return inner, after + 1
    if word in _RANK or word in "()":
        raise ValueError(f"`{word}` stands where a number or a name is wanted")
    return (float(word) if word[0].isdigit() else word), place + 1

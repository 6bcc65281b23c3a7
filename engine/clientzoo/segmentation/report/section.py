"""What the report is made of: sections with a picture, tables under it, and links to the lists of clients."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

_NARROW_BLANK = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True)
class Table:
    """`links` lead from the first cell of a row to its list; rows beyond `at_once` wait to be unfolded."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    links: Mapping[Any, str] = field(default_factory=dict)
    at_once: int = 20


@dataclass(frozen=True)
class Section:
    """`svg` is a picture or empty."""

    id: str
    title: str
    said: str
    svg: str = ""
    tables: Sequence[Table] = ()


def sentences(said: Iterable[str]) -> str:
    """`one; two` as sentences: `One. Two.`"""
    return " ".join(f"{one[:1].upper()}{one[1:].rstrip('.')}." for one in said if one)


def brief(members: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Clients as their lists show them."""
    wanted = ("abc", "xyz", "rfm", "rfm_segment", "bcg", "pareto", "silent_days")
    return [
        {"client": row["client_name"], **{name: worded(row[name]) for name in wanted if name in row}} for row in members
    ]


def worded(value: Any) -> Any:
    """An id as words, `problem child`; anything else as it is."""
    return value.replace("_", " ") if isinstance(value, str) else value


def figure(value: Any) -> str:
    """A number as people read it: thousands apart, no idle decimals."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        places = 0 if value == int(value) and not isinstance(value, float) else 2 if isinstance(value, Decimal) else 1
        return f"{value:,.{places}f}".replace(",", _NARROW_BLANK)
    return str(value)

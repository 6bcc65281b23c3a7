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
    title: str = ""


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
    wanted = (
        "manager", "turnover", "block", "abc", "xyz", "rfm", "rfm_segment", "bcg", "pareto", "last_order",
        "silent_days",
    )  # fmt: skip
    return [
        {
            "client": row["client_name"], "id": row["client_id"],
            **{name: worded(row[name]) for name in wanted if name in row},
            **({"two_clocks": two_clocks(row)} if {"block", "rfm_segment"} <= row.keys() else {}),
        }
        for row in members
    ]  # fmt: skip


_RECENT_AMONG_ALL = ("premium", "busy_and_small", "newcomer", "loyal")
_LONG_AGO_AMONG_ALL = ("renew_at_once", "big_and_silent", "gone")


def two_clocks(row: Mapping[str, Any]) -> str | None:
    """Where the block and the RFM segment of a client seem to contradict each other, why they do not.

    The blocks go by the client's own rhythm, RFM by its place among all clients.
    """
    usual = row.get("usual_interval")
    own = f"its own rhythm of {usual:g} days" if usual else "its own rhythm"
    if row["block"] == "current" and row["rfm_segment"] in _LONG_AGO_AMONG_ALL:
        return f"current by {own}, though most others ordered later"
    if row["block"] == "outflow" and row["rfm_segment"] in _RECENT_AMONG_ALL:
        return f"left by {own}, though most others ordered earlier still"
    return None


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

"""The lists of clients to which the pictures lead."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

_MARKS = re.compile(r"[^\w-]+")


@dataclass
class Lists:
    """Lists by their anchor; asking for the anchor of a group makes it one of the report's lists."""

    titles: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def add(self, group: str, title: str, members: Iterable[Mapping[str, Any]]) -> str:
        """The link to the list, which is kept once however often it is added."""
        anchor = "list-" + _MARKS.sub("-", group.lower()).strip("-")
        self.titles[anchor] = title
        self.members[anchor] = list(members)
        return f"#{anchor}"


def by(frame: pl.DataFrame, *columns: str) -> dict[Sequence[Any], list[dict[str, Any]]]:
    """The rows by the values of the columns."""
    found: dict[Sequence[Any], list[dict[str, Any]]] = {}
    for row in frame.to_dicts():
        found.setdefault(tuple(row[name] for name in columns), []).append(row)
    return found

"""Who recorded what and when: one list out of all the lines that are only ever added."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from clientzoo.register.client import Client
from clientzoo.register.lines import moment, names_now
from clientzoo.register.records import DECISION, ERASURE, PROFILE, STATEMENT, VERDICT
from clientzoo.register.register import Register


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. Of a manager of a team, `by` and `recorded_at` are what PostgreSQL itself says."""

    recorded_at: datetime
    by: str
    number: int
    client: str
    what: str


def entries(register: Register, client: Client | None = None, by: str = "", most: int = 50) -> tuple[Entry, ...]:
    """The last acts, the latest last; of one client, or by one person, only where asked for."""
    found: list[Entry] = []
    with register.reading() as connection:
        names = names_now(connection)
        for table, told in _TOLD.items():
            query = sa.select(table).order_by(table.c.id.desc()).limit(most)
            if client is not None:
                query = query.where(table.c.client.in_((client.number, *client.merged)))
            if by:
                query = query.where(table.c.author == by)
            for row in connection.execute(query):
                name = names.get(row.client, f"#{row.client}")
                found.append(Entry(moment(row.recorded_at), row.author, row.client, name, told(row)))
    return tuple(sorted(found, key=lambda one: one.recorded_at)[-most:])


def _statement(row: Any) -> str:
    said = {"unknown": "nobody knows", "open": "open"}.get(row.state) or str(json.loads(row.value or "null"))
    unsure = "" if row.certainty == 1.0 else f" ({row.certainty:g})"
    note = f", note: {row.note}" if row.note else ""
    return f"{row.question}: {said}{unsure}, {row.kind} from {row.holds_from}, said {row.said_on}, {row.origin}{note}"


def _verdict(row: Any) -> str:
    return f"verdict {row.animal or row.status} ({row.certainty:.2f}) by zoo {row.zoo_version}"


def _decision(row: Any) -> str:
    if row.animal is None:
        return "decision withdrawn"
    until = f" until {row.until}" if row.until else ""
    return f"decided {row.animal}{until}, because {row.because}"


def _profile(row: Any) -> str:
    into = f" into #{row.merged_into}" if row.merged_into is not None else ""
    manager = f", manager {row.manager}" if row.manager else ""
    return f"{row.act}{into}: {row.name}{manager}"


_TOLD: dict[sa.Table, Callable[[Any], str]] = {
    PROFILE: _profile,
    STATEMENT: _statement,
    VERDICT: _verdict,
    DECISION: _decision,
    ERASURE: lambda row: f"forgotten, with {row.lines} lines",
}

"""Lines of the register's tables as values, and back."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from clientzoo.register.client import Client
from clientzoo.register.records import CLIENT, DECISION, PROFILE, STATEMENT, VERDICT
from clientzoo.register.statement import Statement
from clientzoo.register.verdict import Decision, GivenVerdict, RecordedVerdict

_MANY = 500  # numbers in one question to the database
_VERDICT = tuple(GivenVerdict.__dataclass_fields__)


def stamp(moment: datetime) -> str:
    """A moment as the register keeps it: UTC, to the microsecond, and sorting as text."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%f%z")


def number(result: "sa.CursorResult[Any]") -> int:
    """The number that the database gave the line just inserted."""
    key = result.inserted_primary_key
    return int(key[0]) if key is not None else 0


def fields(verdict: GivenVerdict) -> dict[str, Any]:
    return asdict(verdict)


def own_name(connection: sa.Connection) -> str:
    """As what whoever is connected looks after clients, where that is a manager of a team; else empty."""
    if connection.dialect.name != "postgresql":
        return ""
    if not connection.execute(sa.text("SELECT to_regproc('clientzoo_role')")).scalar():
        return ""
    is_manager = connection.execute(sa.text("SELECT clientzoo_role() = 'manager'")).scalar()
    return str(connection.execute(sa.text("SELECT clientzoo_name()")).scalar()) if is_manager else ""


def clients(connection: sa.Connection, numbers: Sequence[int] | None = None) -> tuple[Client, ...]:
    """The clients with these numbers, or all, by name; none that were merged into another."""
    if numbers is not None and not numbers:
        return ()
    last = sa.select(sa.func.max(PROFILE.c.id).label("id")).group_by(PROFILE.c.client)
    query = sa.select(PROFILE, CLIENT.c.uid).join(CLIENT, CLIENT.c.id == PROFILE.c.client)
    if numbers is not None:
        last = last.where(PROFILE.c.client.in_(numbers))
    rows = connection.execute(query.where(PROFILE.c.id.in_(last))).all()
    present = {row.client: row for row in rows if row.merged_into is None}
    merged = _merged(connection, present)
    former = _former_names(connection, present, merged, numbers is None)
    found = [
        Client(
            row.client, row.uid, row.name, row.since, tuple(former.get(row.client, ())), row.crm_id, row.manager,
            row.archived, tuple(merged.get(row.client, ())),
        )
        for row in present.values()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.number)))


def _merged(connection: sa.Connection, present: Mapping[int, Any]) -> dict[int, list[int]]:
    """Which clients turned out to be which of those present."""
    last = sa.select(sa.func.max(PROFILE.c.id)).group_by(PROFILE.c.client)
    query = sa.select(PROFILE.c.client, PROFILE.c.merged_into).where(PROFILE.c.merged_into.is_not(None))
    found: dict[int, list[int]] = {}
    for other, into in connection.execute(query.where(PROFILE.c.id.in_(last)).order_by(PROFILE.c.client)):
        if into in present:
            found.setdefault(into, []).append(other)
    return found


def _former_names(
    connection: sa.Connection, present: Mapping[int, Any], merged: Mapping[int, Sequence[int]], everybody: bool
) -> dict[int, list[str]]:
    """Names that a client, or one merged into it, had before, each once, the earliest first."""
    owner = {one: client for client in present for one in (client, *merged.get(client, ()))}
    query = sa.select(PROFILE.c.client, PROFILE.c.name).order_by(PROFILE.c.id)
    if everybody:  # few clients ever had another name
        several = sa.select(PROFILE.c.client).group_by(PROFILE.c.client).having(sa.func.count() > 1)
        query = query.where(PROFILE.c.client.in_(several))
    else:
        query = query.where(PROFILE.c.client.in_([*owner]))
    found: dict[int, list[str]] = {}
    for one, name in connection.execute(query):
        client = owner.get(one)
        if client is not None and name != present[client].name and name not in found.get(client, ()):
            found.setdefault(client, []).append(name)
    return found


def profile(connection: sa.Connection, client: int) -> Client:
    """Who the client was before it was merged or not."""
    query = sa.select(PROFILE).where(PROFILE.c.client == client).order_by(PROFILE.c.id.desc()).limit(1)
    row = connection.execute(query).one()
    return Client(client, "", row.name, row.since, (), row.crm_id, row.manager, row.archived)


def set_aside(connection: sa.Connection, client: Client) -> tuple[datetime, ...]:
    """The moments at which the client was set aside, in the order of recording."""
    query = sa.select(PROFILE.c.recorded_at).where(PROFILE.c.client == client.number, PROFILE.c.act == "archived")
    return tuple(moment(text) for text in connection.execute(query.order_by(PROFILE.c.id)).scalars())


def merged_into(connection: sa.Connection, client: int) -> list[int]:
    """The client that this one turned out to be, if it did."""
    query = sa.select(PROFILE.c.merged_into).where(PROFILE.c.client == client).order_by(PROFILE.c.id.desc()).limit(1)
    found = connection.execute(query).scalar()
    return [] if found is None else [int(found)]


def numbers_named(connection: sa.Connection, key: str) -> list[int]:
    """The clients that have or had a name with this key; of a merged one, what it was merged into."""
    having = sa.select(PROFILE.c.client).where(PROFILE.c.name_key == key)
    last = sa.select(sa.func.max(PROFILE.c.id)).where(PROFILE.c.client.in_(having)).group_by(PROFILE.c.client)
    rows = connection.execute(sa.select(PROFILE.c.client, PROFILE.c.merged_into).where(PROFILE.c.id.in_(last)))
    return sorted({row.merged_into if row.merged_into is not None else row.client for row in rows})


def names_now(connection: sa.Connection) -> dict[int, str]:
    """What each client is called now, merged ones too."""
    last = sa.select(sa.func.max(PROFILE.c.id)).group_by(PROFILE.c.client)
    query = sa.select(PROFILE.c.client, PROFILE.c.name).where(PROFILE.c.id.in_(last))
    return {row.client: row.name for row in connection.execute(query)}


def keys(connection: sa.Connection) -> dict[str, str]:
    """Every name anybody has or had, by its key."""
    query = sa.select(PROFILE.c.name_key, sa.func.max(PROFILE.c.name).label("name")).group_by(PROFILE.c.name_key)
    return {row.name_key: row.name for row in connection.execute(query)}


def of_clients(connection: sa.Connection) -> dict[str, sa.Table]:
    """Every table whose lines are about a client, those of later rooms too: what has a column `client` that leads
    there."""
    metadata = sa.MetaData()
    metadata.reflect(connection)
    return {table.name: table for table in reversed(metadata.sorted_tables) if _leads_to_client(table)}


def _leads_to_client(table: sa.Table) -> bool:
    column = table.columns.get("client")
    return column is not None and any(key.column.table.name == "client" for key in column.foreign_keys)


def statements(
    connection: sa.Connection, client: Client, questions: Collection[str] | None = None
) -> tuple[Statement, ...]:
    """What was said of the client and those merged into it, to some questions or to all, in the order of recording."""
    query = sa.select(STATEMENT).where(STATEMENT.c.client.in_((client.number, *client.merged)))
    if questions is not None:
        query = query.where(STATEMENT.c.question.in_(questions))
    rows = connection.execute(query.order_by(STATEMENT.c.recorded_at, STATEMENT.c.id))
    return tuple(_statement(row) for row in rows)


def _statement(row: Any) -> Statement:
    return Statement(
        row.question, row.state, None if row.value is None else json.loads(row.value), row.certainty, row.note,
        row.kind, row.holds_from, row.said_on, moment(row.recorded_at), row.author, row.origin, row.zoo,
        row.zoo_version,
    )  # fmt: skip


def newest(connection: sa.Connection, client: Client) -> tuple[int, str]:
    """The number of the last line about the client, and the moment of its recording; 0 and nothing before the first."""
    numbers = (client.number, *client.merged)
    query = sa.select(STATEMENT.c.id, STATEMENT.c.recorded_at).where(STATEMENT.c.client.in_(numbers))
    row = connection.execute(query.order_by(STATEMENT.c.id.desc()).limit(1)).first()
    return (row.id, row.recorded_at) if row else (0, "")


def last_said(connection: sa.Connection, day: date, known: str) -> dict[int, date]:
    """The last day up to `day` on which something was said of each client, merged ones counted with what they are."""
    last = sa.select(sa.func.max(PROFILE.c.id)).group_by(PROFILE.c.client)
    who = sa.select(PROFILE.c.client, sa.func.coalesce(PROFILE.c.merged_into, PROFILE.c.client).label("now"))
    of = who.where(PROFILE.c.id.in_(last)).subquery()
    query = sa.select(of.c.now, sa.func.max(STATEMENT.c.said_on).label("day")).join_from(
        of, STATEMENT, STATEMENT.c.client == of.c.client
    )
    heard = query.where(STATEMENT.c.said_on <= day, STATEMENT.c.recorded_at <= known).group_by(of.c.now)
    return {row.now: row.day for row in connection.execute(heard)}


def write_statements(connection: sa.Connection, client: Client, made: Iterable[Statement]) -> None:
    rows = [
        {
            "client": client.number, "question": one.question, "state": one.state,
            "value": None if one.value is None else json.dumps(one.value, ensure_ascii=False),
            "certainty": one.certainty, "note": one.note, "kind": one.kind, "holds_from": one.holds_from,
            "said_on": one.said_on, "origin": one.origin, "zoo": one.zoo, "zoo_version": one.zoo_version,
            "recorded_at": stamp(one.recorded_at), "author": one.by,
        }
        for one in made
    ]  # fmt: skip
    if rows:
        connection.execute(sa.insert(STATEMENT).inline(), rows)


def verdicts(connection: sa.Connection, client: Client) -> tuple[RecordedVerdict, ...]:
    query = sa.select(VERDICT).where(VERDICT.c.client.in_((client.number, *client.merged))).order_by(VERDICT.c.id)
    return tuple(
        RecordedVerdict(GivenVerdict(*(getattr(row, name) for name in _VERDICT)), moment(row.recorded_at), row.author)
        for row in connection.execute(query)
    )


def decisions(connection: sa.Connection, client: Client) -> tuple[Decision, ...]:
    query = sa.select(DECISION).where(DECISION.c.client.in_((client.number, *client.merged))).order_by(DECISION.c.id)
    return tuple(
        Decision(row.animal, row.because, row.holds_from, row.until, moment(row.recorded_at), row.author)
        for row in connection.execute(query)
    )

"""A whole register as lines of JSON, and back: nothing is lost on the way, not even when and by whom it was written."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from clientzoo.register import lines
from clientzoo.register.client import RegisterError
from clientzoo.register.records import CLIENT, DECISION, PROFILE, STATEMENT, VERDICT
from clientzoo.register.register import Register

_TABLES = {table.name: table for table in (PROFILE, STATEMENT, VERDICT, DECISION)}
_CLIENTS = ("client", "merged_into")  # columns that name a client: by its uid, which is the same in every register


def history(register: Register) -> Iterator[dict[str, Any]]:
    """Every line of the register, client by client, in the order of writing."""
    with register.reading() as connection:
        uids = dict(connection.execute(sa.select(CLIENT.c.id, CLIENT.c.uid)).tuples().all())
        for name, table in _TABLES.items():
            for row in connection.execute(sa.select(table).order_by(table.c.id)):
                yield {
                    "line": name,
                    **{key: _out(key, value, uids) for key, value in row._mapping.items() if key != "id"},
                }


def take_history(register: Register, given: Iterable[dict[str, Any]]) -> int:
    """Adds the lines that the register does not have yet; how many these were. Raises RegisterError for other lines."""
    wanted = list(given)
    added = 0
    with register.writing() as connection:
        numbers = {uid: number for number, uid in connection.execute(sa.select(CLIENT.c.id, CLIENT.c.uid))}
        for uid in dict.fromkeys(str(line.get("client")) for line in wanted):
            if uid not in numbers:
                numbers[uid] = lines.number(connection.execute(sa.insert(CLIENT).values(uid=uid)))
        for name, table in _TABLES.items():
            rows = [_in(table, line, numbers) for line in wanted if line.get("line") == name]
            present = {_same(row._mapping) for row in connection.execute(sa.select(table))} if rows else set()
            new = [row for row in rows if _same(row) not in present]
            if new:
                connection.execute(sa.insert(table), new)
            added += len(new)
    return added


def _out(key: str, value: Any, uids: dict[int, str]) -> Any:
    if key in _CLIENTS:
        return None if value is None else uids[value]
    return value.isoformat() if isinstance(value, date) else value


def _in(table: sa.Table, line: dict[str, Any], numbers: dict[str, int]) -> dict[str, Any]:
    try:
        row = {column.name: line[column.name] for column in table.columns if column.name != "id"}
        for column in table.columns:
            if column.name in _CLIENTS and row[column.name] is not None:
                row[column.name] = numbers[row[column.name]]
            elif isinstance(column.type, sa.Date) and row[column.name] is not None:
                row[column.name] = date.fromisoformat(row[column.name])
    except (KeyError, TypeError, ValueError) as error:
        raise RegisterError(f"the history holds a line that is none: {json.dumps(line)[:200]} ({error})") from None
    return row


def _same(row: Any) -> tuple[Any, ...]:
    return tuple(sorted((key, str(value)) for key, value in row.items() if key != "id"))

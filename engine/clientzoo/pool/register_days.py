"""Days of the pool out of the register: what held on each of them, by what was known at its end.

An answer that was first given later says what was true before too; one that changed holds from its day. A client that
was set aside by then is taken to have left.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from clientzoo.inference.column_names import certainty_column
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.day import ANIMAL, BLOCK, CERTAINTY, CLIENT, NAME, SEEN, Day
from clientzoo.pool.moves.states import OUTFLOW
from clientzoo.register.client import Client
from clientzoo.register.known import client_answers, held_today, of_zoo
from clientzoo.register.register import Register, end_of
from clientzoo.register.statement import Statement, run_of

NAMED = "the register"
_QUARTER, _MOST = timedelta(days=365.25 / 4), 8


def quarters(register: Register) -> tuple[date, ...]:
    """Today, and the ends of quarters of a year before it back to the first client, at most eight; earliest first."""
    today = register.today
    first = min((client.since for client in register.clients(archived=True)), default=today)
    days = [today - step * _QUARTER for step in range(_MOST + 1)]
    return tuple(sorted(day for day in days if day >= first or day == today))


def register_days(register: Register, zoo: Zoo, days: Sequence[date]) -> tuple[Day, ...]:
    """Each of the days. Raises RegisterError where the register cannot be read."""
    clients = register.clients(archived=True)
    keys = dict(_keys(clients))
    said = {client.number: of_zoo(register.statements(client), zoo) for client in clients}
    verdicts = {client.number: register.verdicts(client) for client in clients}
    set_aside = {client.number: register.set_aside_on(client) for client in clients if client.archived}
    found = []
    for day in days:
        until = end_of(day)
        people: list[dict[str, Any]] = []
        answers: list[dict[str, Any]] = []
        since: list[dict[str, Any]] = []
        versions = set()
        for client in clients:
            if client.since > day:
                continue
            key = keys[client.number]
            held = held_today(said[client.number], zoo, day, until)
            known = client_answers(client.name, held, zoo).answers
            given = [one for one in verdicts[client.number] if one.verdict.day <= day and one.recorded_at <= until]
            last = given[-1].verdict if given else None
            versions |= {last.zoo_version} if last is not None and last.zoo == zoo.id else set()
            gone = client.number in set_aside and set_aside[client.number] <= day
            people.append({
                CLIENT: key, NAME: client.name, BLOCK: OUTFLOW if gone else None,
                ANIMAL: last.animal if last else None, CERTAINTY: last.certainty if last else 0.0,
                SEEN: max((one.seen_on for one in held.values()), default=None),
            })  # fmt: skip
            answers.append({
                CLIENT: key, **{name: answer.value for name, answer in known.items()},
                **{certainty_column(name): answer.certainty for name, answer in known.items()},
            })  # fmt: skip
            heard = [one for one in said[client.number] if one.recorded_at <= until]
            since.append({CLIENT: key, **{name: _began(heard, name, day) for name in known}})
        found.append(_day(zoo, day, people, answers, since, versions))
    return tuple(found)


def _keys(clients: Sequence[Client]) -> Iterator[tuple[int, str]]:
    """By what each client is known: its number in the CRM, else its name, else its own number where names are alike."""
    wanted = {client.number: client.crm_id or client.name for client in clients}
    taken = list(wanted.values())
    for number, key in wanted.items():
        yield number, key if taken.count(key) == 1 else f"#{number}"


def _began(heard: Sequence[Statement], question: str, day: date) -> date | None:
    """From which day the answer holds as a change or a correction; None where it is what was said first."""
    run = run_of(heard, question, day)
    return None if not run or run[-1].kind == "first" else run[-1].holds_from


def _day(
    zoo: Zoo,
    day: date,
    people: Sequence[dict[str, Any]],
    answers: Sequence[dict[str, Any]],
    since: Sequence[dict[str, Any]],
    versions: set[str],
) -> Day:
    texts = {CLIENT: pl.String, NAME: pl.String, BLOCK: pl.String, ANIMAL: pl.String}
    kinds: dict[str, Any] = {**texts, CERTAINTY: pl.Float64, SEEN: pl.Date}
    answered = {name for row in answers for name in row} - {CLIENT}
    types: dict[str, Any] = {CLIENT: pl.String}
    for name, attribute in zoo.attributes.items():
        if name in answered:
            plain = {"boolean": pl.Boolean, "integer": pl.Int64, "number": pl.Float64}
            types[name] = plain.get(attribute.type, pl.String)
            types[certainty_column(name)] = pl.Float64
    asked = [name for name in zoo.attributes if name in answered]
    dated: dict[str, Any] = {CLIENT: pl.String, **dict.fromkeys(asked, pl.Date)}
    return Day(
        NAMED, day, pl.DataFrame(people, schema=kinds), pl.DataFrame(answers, schema=types),
        pl.DataFrame(since, schema=dated), " or ".join(sorted(versions)),
    )  # fmt: skip

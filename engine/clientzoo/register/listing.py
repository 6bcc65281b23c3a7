"""Everybody at once: who there is, with the last verdict, how ready, how old the knowledge, and what was decided."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from clientzoo.register.records import DECISION, PROFILE, STATEMENT, VERDICT
from clientzoo.register.register import Register
from clientzoo.register.verdict import Status


@dataclass(frozen=True, slots=True)
class Listed:
    """A client in a list. What is not known is None; `behind` says that something was said since the verdict.

    `said_on` is the day of the last statement, `fresh_until` the last day on which no answer is stale, `decided` the
    animal that a person decided, if that holds today.
    """

    number: int
    name: str
    manager: str
    crm_id: str
    archived: bool
    status: Status | None
    animal: str | None
    certainty: float | None
    next_animal: str | None
    readiness: float | None
    said_on: date | None
    fresh_until: date | None
    zoo_version: str | None
    decided: str | None
    behind: bool


def list_clients(register: Register, *, archived: bool = False) -> tuple[Listed, ...]:
    """All clients by name, those set aside only if `archived` asks for them."""
    with register.reading() as connection:
        rows = connection.execute(_everybody()).all()
    today = register.today
    found = [_listed(row, today) for row in rows if archived or not row.archived]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.number)))


def _everybody() -> sa.Select[Any]:
    """One line a client: its last profile, verdict, statement and decision, each found by the index."""
    verdict, decision, said = VERDICT.alias("v"), DECISION.alias("d"), STATEMENT.alias("s")
    current = sa.select(sa.func.max(PROFILE.c.id)).group_by(PROFILE.c.client)
    return (
        sa.select(
            PROFILE.c.client,
            PROFILE.c.name,
            PROFILE.c.manager,
            PROFILE.c.crm_id,
            PROFILE.c.archived,
            verdict.c.status,
            verdict.c.animal,
            verdict.c.certainty,
            verdict.c.next_animal,
            verdict.c.readiness,
            verdict.c.fresh_until,
            verdict.c.zoo_version,
            verdict.c.recorded_at.label("judged_at"),
            said.c.said_on,
            said.c.recorded_at.label("said_at"),
            decision.c.animal.label("decided"),
            decision.c.holds_from,
            decision.c.until,
        )
        .where(PROFILE.c.id.in_(current), PROFILE.c.merged_into.is_(None))
        .outerjoin_from(PROFILE, verdict, verdict.c.id == _last(VERDICT))
        .outerjoin(said, said.c.id == _last(STATEMENT))
        .outerjoin(decision, decision.c.id == _last(DECISION))
    )


def _last(table: sa.Table) -> sa.ScalarSelect[Any]:
    newest = sa.select(table.c.id).where(table.c.client == PROFILE.c.client)
    return newest.order_by(table.c.id.desc()).limit(1).correlate(PROFILE).scalar_subquery()


def _listed(row: Any, today: date) -> Listed:
    holds = row.decided is not None and row.holds_from <= today and (row.until is None or today <= row.until)
    return Listed(
        row.client, row.name, row.manager, row.crm_id, row.archived, row.status, row.animal, row.certainty,
        row.next_animal, row.readiness, row.said_on, row.fresh_until, row.zoo_version,
        row.decided if holds and row.decided != row.animal else None,
        row.said_at is not None and (row.judged_at is None or row.said_at > row.judged_at),
    )  # fmt: skip

"""The steps in the register: found, opened, changed. Each change is one transaction, and a line of its own."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from clientzoo.register import lines
from clientzoo.register.client import Client
from clientzoo.register.opening import now
from clientzoo.register.register import Register
from clientzoo.work.planned import Planned
from clientzoo.work.records import STEP, STEP_LINE
from clientzoo.work.revision import Revision, Situation, revised
from clientzoo.work.step import OPEN, Origin, State, Step, StepError
from clientzoo.work.team import Team

_OF_STEP = (
    "origin", "text", "because", "done_when", "role", "person", "day", "started", "due", "animal", "state", "worked",
    "note", "told", "finished", "revision",
)  # fmt: skip


EVERY_STATE: tuple[State, ...] = ("open", "done", "dropped", "closed")


class Board:
    """The steps of all clients of one register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def steps(
        self,
        *,
        client: Client | None = None,
        states: Collection[State] = (OPEN,),
        person: str = "",
        due_until: date | None = None,
    ) -> tuple[Step, ...]:
        """The steps of a client, a person (by name, without regard to case) or all, in these states, the earliest due
        first."""
        query = _current().where(STEP_LINE.c.state.in_([*states]))
        if client is not None:
            query = query.where(STEP.c.client.in_((client.number, *client.merged)))
        if due_until is not None:
            query = query.where(STEP_LINE.c.due <= due_until)
        if person:
            query = query.where(STEP_LINE.c.person_key == person.casefold())
        with self._register.reading() as connection:
            found = [_step(row) for row in connection.execute(query)]
        return tuple(sorted(found, key=lambda one: (one.due, one.client, one.number)))

    def history(self, number: int) -> tuple[tuple[str, str, str, Step], ...]:
        """Everything that happened to a step, in order: act, moment (UTC), author, and the step after it."""
        query = _lines().where(STEP.c.id == number).order_by(STEP_LINE.c.revision)
        with self._register.reading() as connection:
            rows = connection.execute(query).all()
        return tuple((row.act, row.recorded_at, row.author, _step(row)) for row in rows)

    def step(self, number: int) -> Step:
        """The step of that number. Raises StepError where there is none."""
        with self._register.reading() as connection:
            return self._found(connection, number)

    def change(self, number: int, act: str, how: Callable[[Step], Step]) -> Step:
        """The step as `how` makes it, kept under the name `act`; what changes nothing is not written.

        Raises StepError where there is no such step, or `how` refuses.
        """
        with self._register.writing() as connection:
            before = self._found(connection, number)
            after = how(before)
            return after if after == before else self._write(connection, after, act)

    def revise(
        self,
        client: Client,
        planned: Iterable[Planned],
        team: Team,
        *,
        animal: str | None,
        on: date,
        answered: Collection[str] = (),
        origins: Collection[Origin] = ("advice", "question"),
    ) -> Revision:
        """Brings the client's steps in line with a plan of the day `on`; again with the same changes nothing.

        `animal` is what the client is, `answered` are the questions whose answers are known. Only steps of these
        `origins` may lose their reason.
        """
        situation = Situation(client.number, client.manager or self._register.by, animal, answered, on)
        planned = tuple(planned)
        with self._register.writing() as connection:
            query = _current().where(STEP.c.client.in_((client.number, *client.merged)))
            there = _once([_step(row) for row in connection.execute(query)])
            change = revised(there, planned, situation, team, self._load(connection), origins)
            return Revision(
                tuple(self._write(connection, one, "opened") for one in change.opened),
                tuple(self._write(connection, one, "updated") for one in change.updated),
                tuple(self._write(connection, one, "closed") for one in change.closed),
            )

    def _load(self, connection: sa.Connection) -> Mapping[str, int]:
        """How many steps each person has open."""
        current = _current().where(STEP_LINE.c.state == OPEN).subquery()
        counted = sa.select(current.c.person, sa.func.count()).group_by(current.c.person)
        return {str(person): int(count) for person, count in connection.execute(counted)}

    def _found(self, connection: sa.Connection, number: int) -> Step:
        row = connection.execute(_current().where(STEP.c.id == number)).one_or_none()
        if row is None:
            raise StepError(f"there is no step #{number}; `clientzoo tasks` lists those there are")
        return _step(row)

    def _write(self, connection: sa.Connection, step: Step, act: str) -> Step:
        written = {"recorded_at": lines.stamp(now()), "author": self._register.by}
        number = step.number
        if not number:
            made = connection.execute(sa.insert(STEP).values(client=step.client, advice=step.advice, **written))
            number = lines.number(made)
        kept = replace(step, number=number, revision=step.revision + 1)
        values = {name: getattr(kept, name) for name in _OF_STEP}
        by_hand = " ".join(sorted(kept.by_hand))
        connection.execute(
            sa.insert(STEP_LINE).values(
                client=step.client,
                step=number,
                act=act,
                by_hand=by_hand,
                person_key=step.person.casefold(),
                **values,
                **written,
            )
        )
        return kept


def _lines() -> "sa.Select[Any]":
    return sa.select(STEP_LINE, STEP.c.advice).join_from(STEP, STEP_LINE, STEP_LINE.c.step == STEP.c.id)


def _current() -> "sa.Select[Any]":
    """Each step with its last line."""
    later = STEP_LINE.alias("later")
    superseded = sa.exists().where(later.c.step == STEP_LINE.c.step, later.c.revision > STEP_LINE.c.revision)
    return _lines().where(~superseded)


def _step(row: Any) -> Step:
    return Step(
        client=row.client, advice=row.advice, by_hand=frozenset(row.by_hand.split()), number=row.step,
        **{name: getattr(row, name) for name in _OF_STEP},
    )  # fmt: skip


def _once(steps: Iterable[Step]) -> tuple[Step, ...]:
    """One step for each advice: where two clients turned out to be one, the step on which more was done."""
    found: dict[str, Step] = {}
    for step in sorted(steps, key=lambda one: (one.state != OPEN, one.revision)):
        found[step.advice] = step
    return tuple(found.values())

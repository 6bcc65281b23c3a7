"""The register itself: what others ask of it and give it. Each method is one transaction, whole or not at all."""

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from clientzoo.register import lines
from clientzoo.register.client import Client, RegisterError, SeveralClientsError, UnknownClientError
from clientzoo.register.known import client_answers, held_today, of_zoo
from clientzoo.register.names import name_key, nearest
from clientzoo.register.opening import database_errors, writing
from clientzoo.register.records import CLIENT, DECISION, ERASURE, PROFILE, VERDICT
from clientzoo.register.statement import Held, Kind, Origin, Said, Statement, in_force, run_of
from clientzoo.register.verdict import Decision, GivenVerdict, RecordedVerdict

if TYPE_CHECKING:
    from clientzoo.knowledge.answers_file import ClientAnswers
    from clientzoo.knowledge.zoo import Zoo

_SMALLEST = timedelta(microseconds=1)


class Register:
    """An open register. `place` is where it lies, as it may be told; `made` whether it was made on opening.

    All that is recorded is recorded as said by `by`. Every method raises RegisterError where the database refuses.
    """

    def __init__(
        self, engine: sa.Engine, by: str, clock: Callable[[], datetime], *, made: bool = False, place: str = ""
    ) -> None:
        self.engine = engine
        self.by = by
        self.made = made
        self.place = place
        self._clock = clock

    def close(self) -> None:
        self.engine.dispose()

    @property
    def today(self) -> date:
        """The day it is here."""
        return self._clock().astimezone().date()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection that sees one state of the register throughout."""
        with database_errors(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction for whoever keeps tables of their own in the register."""
        with database_errors(), writing(self.engine) as connection:
            yield connection

    # Clients

    def clients(self, *, archived: bool = False) -> tuple[Client, ...]:
        """All clients by name, those set aside only if `archived` asks for them."""
        with self.reading() as connection:
            found = lines.clients(connection)
        return tuple(one for one in found if archived or not one.archived)

    def client(self, name: str) -> Client:
        """The client of that name, other name or `#number`, archived or not.

        Raises UnknownClientError with names like it, SeveralClientsError where several bear it.
        """
        with self.reading() as connection:
            found = self._named(connection, name)
            if not found:
                known = lines.keys(connection)
        if not found:
            raise UnknownClientError(name, nearest(name, known))
        if len(found) > 1:
            raise SeveralClientsError(name, found)
        return found[0]

    def near(self, name: str) -> tuple[str, ...]:
        """Names like this one, the likest first."""
        with self.reading() as connection:
            return nearest(name, lines.keys(connection))

    def add(
        self, name: str, *, manager: str = "", crm_id: str = "", since: date | None = None, uid: str = ""
    ) -> Client:
        """A new client, whether or not another has that name; that of the manager who adds it to a team's register,
        unless said otherwise. Raises RegisterError for a name without any sign."""
        name = _checked_name(name)
        with self.writing() as connection:
            number = lines.number(connection.execute(sa.insert(CLIENT).values(uid=uid or uuid.uuid4().hex)))
            manager = manager or lines.own_name(connection)
            client = Client(number, "", name, since or self.today, crm_id=crm_id, manager=manager)
            self._profile(connection, client, "added")
            return self._again(connection, number)

    def rename(self, client: Client, name: str) -> Client:
        """The client is called otherwise from now on; it is still found by its earlier name."""
        return self._changed(replace(client, name=_checked_name(name)), "renamed")

    def hand_over(self, client: Client, manager: str) -> Client:
        """Another manager looks after the client."""
        return self._changed(replace(client, manager=manager), "handed over")

    def number_in_crm(self, client: Client, crm_id: str) -> Client:
        """The client has this number in the CRM."""
        return self._changed(replace(client, crm_id=crm_id), "numbered")

    def archive(self, client: Client, archived: bool = True) -> Client:
        """Sets the client aside, or takes it back: lists leave it out, everything stays."""
        return self._changed(replace(client, archived=archived), "archived" if archived else "taken back")

    def set_aside_on(self, client: Client) -> date:
        """The day here on which the client was set aside for the last time; the first day of all where it was not."""
        with self.reading() as connection:
            moments = lines.set_aside(connection, client)
        return moments[-1].astimezone().date() if moments else date.min

    def merge(self, into: Client, other: Client) -> Client:
        """`other` turned out to be the client `into`: what was said of either is known of one from now on.

        Where both were asked the same, what holds from the later day counts. Nothing is removed.
        """
        with self.writing() as connection:
            into, other = self._again(connection, into.number), self._again(connection, other.number)
            if into.number == other.number:
                raise RegisterError(f"“{into.name}” and “{other.name}” are one client already")
            for number in (other.number, *other.merged):
                was = lines.profile(connection, number)
                self._profile(connection, was, "merged", into.number)
            return self._again(connection, into.number)

    def forget(self, client: Client) -> Mapping[str, int]:
        """Really deletes the client with all that hangs on it; how many lines of what went. Cannot be undone."""
        gone: dict[str, int] = {}
        with self.writing() as connection:
            client = self._again(connection, client.number)
            numbers = (client.number, *client.merged)
            for name, table in lines.of_clients(connection).items():
                removed = connection.execute(sa.delete(table).where(table.c.client.in_(numbers))).rowcount
                if removed:
                    gone[name] = removed
            for number in numbers:
                connection.execute(sa.delete(CLIENT).where(CLIENT.c.id == number))
            written = {"client": client.number, "lines": sum(gone.values()), "author": self.by}
            connection.execute(sa.insert(ERASURE).inline().values(recorded_at=lines.stamp(self._clock()), **written))
        return gone

    # What was said of them

    def statements(self, client: Client) -> tuple[Statement, ...]:
        """Everything ever said of the client, in the order of recording."""
        with self.reading() as connection:
            return lines.statements(connection, client)

    def newest(self, client: Client) -> int:
        """The number of the last line about the client, which differs once anybody has said anything more."""
        with self.reading() as connection:
            return lines.newest(connection, client)[0]

    def answers(self, client: Client, as_of: date | None = None, known_on: date | None = None) -> Mapping[str, Held]:
        """What holds of the client on the day `as_of` (None: today), by what was known at the end of `known_on`."""
        return in_force(self.statements(client), as_of or self.today, end_of(known_on))

    def known(
        self, client: Client, zoo: "Zoo", as_of: date | None = None, known_on: date | None = None
    ) -> "ClientAnswers":
        """The same as answers to today's zoo, as if they stood in a file."""
        held = held_today(self.statements(client), zoo, as_of or self.today, end_of(known_on))
        return client_answers(client.name, held, zoo)

    def record(
        self, client: Client, said: Iterable[Said], *, origin: Origin, zoo: "Zoo", on: date | None = None
    ) -> tuple[Statement, ...]:
        """Writes down what was said on the day `on` (None: today), and gives the statements that it made.

        What differs is a change from `on`, the same again a confirmation; on the day from which it holds already a
        differing value corrects, and the same makes no statement. What is said to be a correction holds from the days
        of all that it corrects. Raises RegisterError for a day to come.
        """
        day = on or self.today
        if day > self.today:
            raise RegisterError(f"{day} is yet to come; nothing can have been said on it")
        with self.writing() as connection:
            client = self._again(connection, client.number)
            self._alone(connection, client)
            given = list(said)
            before = of_zoo(lines.statements(connection, client, {one.question for one in given}), zoo)
            moment = self._moment(before, lines.newest(connection, client)[1])
            made: list[Statement] = []
            for one in given:
                for kind, holds_from in _places(one, (*before, *made), one.since or day):
                    made.append(
                        Statement(
                            one.question, one.state, one.value, one.certainty, one.note, kind, holds_from, day, moment,
                            self.by, origin, zoo.id, zoo.version,
                        )
                    )  # fmt: skip
                    moment += _SMALLEST
            lines.write_statements(connection, client, made)
        return tuple(made)

    def last_said(self, as_of: date | None = None, known_on: date | None = None) -> Mapping[int, date]:
        """The last day up to `as_of` on which anything was said of each client, by its number."""
        with self.reading() as connection:
            return lines.last_said(connection, as_of or self.today, lines.stamp(end_of(known_on)))

    # What was judged and decided

    def record_verdict(self, client: Client, verdict: GivenVerdict) -> None:
        """Keeps the verdict, unless the last one kept says the same."""
        with self.writing() as connection:
            before = lines.verdicts(connection, client)
            if before and replace(before[-1].verdict, day=verdict.day) == verdict:
                return
            self._insert(connection, VERDICT, [{"client": client.number, **lines.fields(verdict)}])

    def verdicts(self, client: Client) -> tuple[RecordedVerdict, ...]:
        """The verdicts as they were given, in the order of recording."""
        with self.reading() as connection:
            return lines.verdicts(connection, client)

    def decide(
        self, client: Client, animal: str | None, because: str, *, until: date | None = None, on: date | None = None
    ) -> Decision:
        """Somebody decides what the client is, beside the rules; `animal` None withdraws what was decided before.

        Raises RegisterError for a decision without a reason, or that ends before it begins.
        """
        day = on or self.today
        if animal is not None and not because.strip():
            raise RegisterError("say why: a decision without a reason helps nobody later")
        if until is not None and until < day:
            raise RegisterError(f"the decision would end on {until}, before it begins on {day}")
        with self.writing() as connection:
            line = {"animal": animal, "because": because.strip(), "holds_from": day, "until": until}
            self._insert(connection, DECISION, [{"client": client.number, **line}])
            return lines.decisions(connection, client)[-1]

    def decisions(self, client: Client) -> tuple[Decision, ...]:
        """All decisions and withdrawals, in the order of recording."""
        with self.reading() as connection:
            return lines.decisions(connection, client)

    def decision(self, client: Client, as_of: date | None = None, known_on: date | None = None) -> Decision | None:
        """The decision in force on the day, None where there is none: the last one made, if its days include it."""
        day, until = as_of or self.today, end_of(known_on)
        made = [one for one in self.decisions(client) if one.holds_from <= day and one.recorded_at <= until]
        return made[-1] if made and made[-1].holds_on(day) else None

    # Within a transaction

    def _named(self, connection: sa.Connection, name: str) -> Sequence[Client]:
        if name.startswith("#") and name[1:].isdecimal():
            number = int(name[1:])
            return lines.clients(connection, [number]) or lines.clients(
                connection, lines.merged_into(connection, number)
            )
        key = name_key(name)
        found = lines.clients(connection, lines.numbers_named(connection, key))
        now = [one for one in found if name_key(one.name) == key]
        exact = [one for one in now if one.name == name]
        return exact if len(exact) == 1 else now or found  # an earlier name counts where nobody is called so now

    def _changed(self, client: Client, act: str) -> Client:
        with self.writing() as connection:
            if client != self._again(connection, client.number):
                self._profile(connection, client, act)
            return self._again(connection, client.number)

    def _profile(self, connection: sa.Connection, client: Client, act: str, merged_into: int | None = None) -> None:
        line = {
            "client": client.number, "act": act, "name": client.name, "name_key": name_key(client.name),
            "since": client.since, "crm_id": client.crm_id, "manager": client.manager, "archived": client.archived,
            "merged_into": merged_into,
        }  # fmt: skip
        self._insert(connection, PROFILE, [line])

    def _again(self, connection: sa.Connection, number: int) -> Client:
        found = lines.clients(connection, [number]) or lines.clients(connection, lines.merged_into(connection, number))
        if not found:
            raise RegisterError("the client is no longer in the register: somebody has forgotten it meanwhile")
        return found[0]

    def _insert(self, connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]) -> None:
        written = {"recorded_at": lines.stamp(self._clock()), "author": self.by}
        connection.execute(sa.insert(table).inline(), [{**row, **written} for row in rows])

    def _moment(self, before: Sequence[Statement], newest: str) -> datetime:
        """Now, and later than what was recorded of the client: clocks of several machines differ."""
        recorded = [one.recorded_at for one in before] + ([lines.moment(newest)] if newest else [])
        return max([self._clock().astimezone(UTC), *(one + _SMALLEST for one in recorded)])

    def _alone(self, connection: sa.Connection, client: Client) -> None:
        """Nobody else writes about the client until this is done; on SQLite nobody does anyway."""
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(client.number)))


def end_of(day: date | None) -> datetime:
    """The last moment of a day here; of None, of all days."""
    if day is None:
        return datetime.max.replace(tzinfo=UTC)
    return datetime(day.year, day.month, day.day).astimezone() + timedelta(days=1) - _SMALLEST


def _checked_name(name: str) -> str:
    text = "".join(sign for sign in " ".join(name.split()) if sign.isprintable())
    if not name_key(text):
        raise RegisterError("a client needs a name")
    if text.startswith("#"):
        raise RegisterError("a name cannot begin with #: that is how a client is called by its number")
    return text


def _places(said: Said, before: Sequence[Statement], day: date) -> list[tuple[Kind, date]]:
    """As what it is to be written down, and from which days it holds; nothing where it is known already."""
    found = in_force(before, day).get(said.question)
    if found is None:
        return [] if said.state == "open" and not said.note else [("first", day)]
    held = found.statement
    if said.how == "correction":
        wrong = run_of(before, said.question, day)
        return [("correction", one.holds_from) for one in wrong if not one.says_as(said)]
    if held.holds_from == day:
        return [] if held.says_as(said) else [("correction", day)]
    return [("confirmation" if held.says_as(said) else "change", day)]

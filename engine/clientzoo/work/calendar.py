"""Steps as calendars (RFC 5545), which any calendar program reads; read again, it updates and doubles nothing.

A step keeps its UID for good, and its revision is the SEQUENCE. What was dropped or lost its reason goes into a
calendar of its own with METHOD:CANCEL, since a calendar has one method for all that is in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from clientzoo.work.step import OPEN, Step
from clientzoo.work.team import Team

if TYPE_CHECKING:
    from icalendar import Calendar

ALARM = timedelta(hours=-15)  # of a whole day: at nine in the morning of the day before
_BEFORE = timedelta(minutes=-30)  # of an hour
_LENGTH = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Entry:
    """A step with what the register knows of its client: name, and identity in all registers."""

    step: Step
    client: str
    uid: str


def calendar(entries: Iterable[Entry], team: Team, at: datetime) -> bytes:
    """Steps that are open or done, published. `at` is the moment of writing, with a zone."""
    return _written((one for one in entries if one.step.state in (OPEN, "done")), team, at, "PUBLISH")


def cancellations(entries: Iterable[Entry], team: Team, at: datetime) -> bytes | None:
    """Steps that are work no longer; None where there are none."""
    gone = [one for one in entries if one.step.state not in (OPEN, "done")]
    return _written(gone, team, at, "CANCEL") if gone else None


def _written(entries: Iterable[Entry], team: Team, at: datetime, method: str) -> bytes:
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//clientzoo//steps//EN")
    made.add("version", "2.0")
    made.add("method", method)
    shown = list(entries)
    for one in shown:
        _add(made, one, team, at, method == "CANCEL")
    years = [one.step.due.year for one in shown] or [at.year]
    # Rules of the years that matter only: programs stumble over a century of changes.
    made.add_missing_timezones(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    return bytes(made.to_ical())


def _add(made: "Calendar", one: Entry, team: Team, at: datetime, cancelled: bool) -> None:
    from icalendar import Alarm, Event, vCalAddress

    step, event = one.step, Event()
    event.add("uid", f"step-{step.number}-{one.uid}@clientzoo")
    event.add("sequence", step.revision - 1)
    event.add("dtstamp", at.astimezone(UTC))
    begin, end = _when(step.due, team)
    event.add("dtstart", begin)
    event.add("dtend", end)
    event.add("summary", f"{'✓ ' if step.state == 'done' else ''}{one.client}: {_short(step.text)}")
    event.add("description", "\n\n".join(filter(None, _about(step))))
    event.add("categories", ["clientzoo", *filter(None, [step.animal])])
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if isinstance(begin, date) and not isinstance(begin, datetime) else "OPAQUE")
    person = team.by_name.get(step.person.casefold())
    if person is not None and "@" in person.email:
        attendee = vCalAddress(f"mailto:{person.email}")
        attendee.params["CN"] = person.name
        event.add("attendee", attendee)
    if not cancelled and step.state == OPEN:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{one.client}: {_short(step.text)}")
        alarm.add("trigger", _BEFORE if isinstance(begin, datetime) else ALARM)
        event.add_component(alarm)
    made.add_component(event)


def _when(due: date, team: Team) -> tuple[date, date]:
    """The whole day, or half an hour from when the team begins."""
    if team.begins is None or not team.time_zone:
        return due, due + timedelta(days=1)
    begin = datetime.combine(due, time(*team.begins), ZoneInfo(team.time_zone))
    return begin, begin + _LENGTH


def _about(step: Step) -> Iterable[str]:
    yield step.text
    yield f"Why: {step.because}" if step.because else ""
    yield f"Done when: {step.done_when}" if step.done_when else ""
    yield f"By: {step.person or step.role}" if step.person or step.role else ""
    yield step.told
    yield f"clientzoo tasks done {step.number} --worked yes" if step.state == OPEN else ""


def _short(text: str, most: int = 80) -> str:
    first = text.partition(". ")[0].rstrip(".")
    return first if len(first) <= most else f"{first[: most - 1].rstrip()}…"


def entries(steps: Iterable[Step], clients: Mapping[int, tuple[str, str]]) -> tuple[Entry, ...]:
    """Steps with the names and identities of their clients; `clients` has both by number."""
    return tuple(Entry(step, *clients[step.client]) for step in steps if step.client in clients)

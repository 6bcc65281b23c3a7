"""The people who do the steps: roles, working days, holidays, hours. Read from `team.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field

from clientzoo.knowledge.problems import Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.schema import Entry
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.yaml import Document, read

TEAM_FILE = "team.yaml"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_AHEAD = 366  # days after which a team that never works is given up


class PersonEntry(Entry):
    """One of the team."""

    name: Annotated[str, Field(min_length=1)]
    roles: Annotated[list[str], Field(default_factory=list)]
    hours: Annotated[float, Field(ge=0, le=168)] = 40.0
    email: str = ""
    away: Annotated[list[str], Field(default_factory=list)]


class TeamFile(Entry):
    """team.yaml"""

    people: Annotated[list[PersonEntry], Field(min_length=1)]
    working_days: Annotated[list[str], Field(default_factory=lambda: [*DAYS[:5]])]
    holidays: Annotated[list[str], Field(default_factory=list)]
    time_zone: str = ""
    begins: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """`hours` a week for clients; `away` are days on which this person does not work."""

    name: str
    roles: tuple[str, ...] = ()
    hours: float = 40.0
    email: str = ""
    away: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Team:
    """`working_days` are weekdays, Monday 0. `time_zone` and `begins` (hour, minute) place a step within its day in
    calendars; without them it takes the whole day."""

    people: tuple[Person, ...] = ()
    working_days: frozenset[int] = frozenset(range(5))
    holidays: frozenset[date] = frozenset()
    time_zone: str = ""
    begins: tuple[int, int] | None = None
    by_name: Mapping[str, Person] = field(default_factory=dict, compare=False)

    def is_working(self, day: date, person: str = "") -> bool:
        """Whether anybody works that day, or this person does."""
        known = self.by_name.get(person.casefold())
        away = known is not None and day in known.away
        return day.weekday() in self.working_days and day not in self.holidays and not away

    def working_day(self, day: date, person: str = "") -> date:
        """The day itself, or the next one on which work is done."""
        for ahead in range(_AHEAD):
            found = day + timedelta(days=ahead)
            if self.is_working(found, person):
                return found
        return day

    def person_for(self, role: str, manager: str, load: Mapping[str, int]) -> str:
        """Who does what asks for this role: the client's manager where that one has the role or nobody has; else the
        one of the role with the least to do for the hours there are. Empty where nobody is known at all."""
        able = [one for one in self.people if any(role.casefold() == own.casefold() for own in one.roles)]
        of_client = next((one for one in able if one.name.casefold() == manager.casefold()), None)
        if of_client is not None or not able:
            return of_client.name if of_client is not None else manager
        return min(able, key=lambda one: (load.get(one.name, 0) / (one.hours or 0.1), one.name.casefold())).name


def read_team(path: Path) -> Team:
    """The team in the file. Raises ProblemsError with everything that is wrong with it."""
    document = read(path)
    problems: list[Problem] = []
    entry = validated(TeamFile, document.value if isinstance(document.value, dict) else {}, document, (), problems)
    if entry is None:
        raise ProblemsError(problems)
    days = frozenset(_weekday(document, number, name, problems) for number, name in enumerate(entry.working_days))
    if not entry.working_days:
        problems.append(Problem(document.place(("working_days",)), "no-working-day", "the team never works"))
    holidays = _dates(document, ("holidays",), entry.holidays, problems)
    people: list[Person] = []
    by_name: dict[str, Person] = {}
    for number, one in enumerate(entry.people):
        away = _dates(document, ("people", number, "away"), one.away, problems)
        person = Person(one.name.strip(), tuple(one.roles), one.hours, one.email, away)
        if person.name.casefold() in by_name:
            place = document.place(("people", number, "name", ""))
            problems.append(Problem(place, "duplicate-person", f"`{person.name}` is there twice"))
        by_name[person.name.casefold()] = person
        people.append(person)
    begins = _clock(document, entry.begins, problems)
    if entry.time_zone and not _is_zone(entry.time_zone):
        place = document.place(("time_zone", ""))
        message = f"`{entry.time_zone}` is no time zone"
        problems.append(Problem(place, "unknown-time-zone", message, "write it as Europe/Moscow"))
    if problems:
        raise ProblemsError(problems)
    return Team(tuple(people), days, holidays, entry.time_zone, begins, by_name)


def _weekday(document: Document, number: int, name: str, problems: list[Problem]) -> int:
    if name.lower()[:3] in DAYS:
        return DAYS.index(name.lower()[:3])
    place = document.place(("working_days", number, ""))
    problems.append(Problem(place, "unknown-day", f"`{name}` is no weekday", did_you_mean(name.lower(), DAYS)))
    return 0


def _dates(
    document: Document, path: tuple[str | int, ...], texts: list[str], problems: list[Problem]
) -> frozenset[date]:
    found: set[date] = set()
    for number, text in enumerate(texts):
        first, _, last = text.partition("..")
        try:
            day, end = date.fromisoformat(first.strip()), date.fromisoformat((last or first).strip())
        except ValueError:
            place = document.place((*path, number, ""))
            hint = "write 2026-12-31, or a stretch as 2026-12-31..2027-01-08"
            problems.append(Problem(place, "wrong-date", f"`{text}` is no day", hint))
            continue
        if not 0 <= (end - day).days <= _AHEAD:
            message = f"`{text}` ends before it begins, or lasts more than a year"
            problems.append(Problem(document.place((*path, number, "")), "wrong-date", message))
            continue
        found.update(day + timedelta(days=one) for one in range((end - day).days + 1))
    return frozenset(found)


def _clock(document: Document, text: str, problems: list[Problem]) -> tuple[int, int] | None:
    if not text:
        return None
    hour, _, minute = text.partition(":")
    if hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60:
        return int(hour), int(minute)
    place = document.place(("begins", ""))
    problems.append(Problem(place, "wrong-time", f"`{text}` is no time of day", "write it as 09:30"))
    return None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True

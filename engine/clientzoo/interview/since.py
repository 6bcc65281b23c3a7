"""From which day on a client is otherwise: a few days to choose from, and days as people write them."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from clientzoo.explanation.wording import PLAIN_ENGLISH
from clientzoo.knowledge.speech import Speech, later
from clientzoo.register.statement import Held

MONTHS = (
    later("January"), later("February"), later("March"), later("April"), later("May"), later("June"), later("July"),
    later("August"), later("September"), later("October"), later("November"), later("December"),
)  # fmt: skip
_WRITTEN = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?|(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"
)


class Since(NamedTuple):
    """A day to choose, and how it is called."""

    day: date
    said: str


def choices(held: Held, today: date, say: Speech = PLAIN_ENGLISH) -> tuple[Since, ...]:
    """The days that come to mind, each once: after that from which the answer before holds, up to today."""
    this_month = today.replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    after = held.seen_on + timedelta(days=1)
    found = (
        Since(today, say("today")),
        Since(this_month, say("the beginning of {month}", month=month(this_month, say))),
        Since(last_month, say("the beginning of {month}", month=month(last_month, say))),
        Since(after, say("right after it was last said, {day}", day=after)),
    )
    by_day = {one.day: one for one in reversed(found) if held.statement.holds_from < one.day <= today}
    return tuple(sorted(by_day.values(), reverse=True)) or (found[0],)


def read_day(typed: str) -> date | None:
    """`2026-05-12`, `12.05.2026`, or `2026-05` for its first day; None for what is no day."""
    found = _WRITTEN.fullmatch(typed.strip())
    if not found:
        return None
    year, month_number, day = (found["year"], found["month"], found["day"]) if found["year"] else (
        found["y"], found["m"], found["d"],
    )  # fmt: skip
    try:
        return date(int(year), int(month_number), int(day or 1))
    except ValueError:
        return None


def month(day: date, say: Speech = PLAIN_ENGLISH) -> str:
    """`March 2026`"""
    return f"{say(MONTHS[day.month - 1])} {day.year}"

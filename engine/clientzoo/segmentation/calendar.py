"""Dates to call again as an iCalendar file (RFC 5545), for any calendar program."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple


class Call(NamedTuple):
    """A window in which to call; `until` is its last day. `key` stays the same from one export to the next."""

    key: str
    begin: date
    until: date
    title: str
    about: str


def calendar(calls: Iterable[Call], as_of: date) -> bytes:
    """The calendar's text. Importing it again updates the events, since their UIDs follow from their keys."""
    from icalendar import Calendar, Event

    made = Calendar()
    made.add("prodid", "-//clientzoo//renewals//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    stamp = datetime.combine(as_of, time(), UTC)
    for call in calls:
        event = Event()
        event.add("uid", f"{sha256(call.key.encode()).hexdigest()[:32]}@clientzoo")
        event.add("dtstamp", stamp)
        event.add("dtstart", call.begin)
        event.add("dtend", call.until + timedelta(days=1))
        event.add("summary", call.title)
        event.add("description", call.about)
        event.add("transp", "TRANSPARENT")
        made.add_component(event)
    return bytes(made.to_ical())

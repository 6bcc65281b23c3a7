"""Dates to call again as an iCalendar file (RFC 5545), for any calendar program."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple

_FOLD = 75  # octets


class Call(NamedTuple):
    """A window in which to call; `until` is its last day. `key` stays the same from one export to the next."""

    key: str
    begin: date
    until: date
    title: str
    about: str


def calendar(calls: Iterable[Call], as_of: date) -> str:
    """The calendar's text. Importing it again updates the events, since their UIDs follow from their keys."""
    stamp = datetime.combine(as_of, time(), UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//clientzoo//renewals//EN", "CALSCALE:GREGORIAN"]
    for call in calls:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{sha256(call.key.encode()).hexdigest()[:32]}@clientzoo",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{call.begin:%Y%m%d}",
            f"DTEND;VALUE=DATE:{call.until + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(call.title)}",
            f"DESCRIPTION:{_escaped(call.about)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, never dividing a letter."""
    parts, current, size = [], "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > _FOLD:
            parts.append(current)
            current, size = " ", 1
        current += letter
        size += width
    return "\r\n".join([*parts, current])

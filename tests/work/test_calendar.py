"""Calendars, read by a parser of others: identity, sequence, cancellation, alarms, zones, and nothing injected."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import vobject

from clientzoo.work.calendar import Entry, calendar, cancellations
from clientzoo.work.step import closed, done, moved
from clientzoo.work.team import Person, Team
from work.steps import MONDAY, step

AT = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
HOSTILE = "Ромашка; BEGIN:VEVENT, \\n\r\nSUMMARY:fake " + "длинное имя " * 20


def read(text: bytes) -> list[Any]:
    return [one for found in vobject.readComponents(text.decode()) for one in found.contents.get("vevent", [])]


def test_a_step_is_a_whole_day_with_an_alarm() -> None:
    (event,) = read(calendar([Entry(step(17), "Ромашка", "abc")], Team(), AT))
    assert event.uid.value == "step-17-abc@clientzoo"
    assert event.sequence.value == "0"
    assert (event.dtstart.value, event.dtend.value) == (MONDAY, MONDAY + timedelta(days=1))
    assert event.summary.value == "Ромашка: Do call"
    assert "Done when: It is done." in event.description.value
    assert event.valarm.trigger.value == timedelta(hours=-15)


def test_moved_it_is_the_same_event_later_in_the_sequence() -> None:
    later = replace(moved(step(17), date(2026, 12, 1)), revision=2)
    (event,) = read(calendar([Entry(later, "Ромашка", "abc")], Team(), AT))
    assert (event.uid.value, event.sequence.value) == ("step-17-abc@clientzoo", "1")
    assert event.dtstart.value == date(2026, 12, 1)


def test_what_is_no_work_any_more_is_cancelled_in_a_calendar_of_its_own() -> None:
    entries = [
        Entry(step(1), "Ромашка", "a"),
        Entry(done(step(2), "yes", "", MONDAY), "Ромашка", "a"),
        Entry(closed(step(3), "the client was wolf and is tiger now", MONDAY), "Ромашка", "a"),
    ]
    published, cancelled = calendar(entries, Team(), AT), cancellations(entries, Team(), AT)
    assert cancelled is not None
    assert [one.uid.value for one in read(published)] == ["step-1-a@clientzoo", "step-2-a@clientzoo"]
    (gone,) = read(cancelled)
    assert (gone.uid.value, gone.status.value) == ("step-3-a@clientzoo", "CANCELLED")
    assert "tiger now" in gone.description.value
    assert "valarm" not in gone.contents
    assert b"METHOD:CANCEL" in cancelled
    assert b"METHOD:PUBLISH" in published
    assert cancellations(entries[:2], Team(), AT) is None


def test_an_hour_stands_in_the_zone_of_the_team() -> None:
    anna = Person("Анна", email="anna@example.org")
    team = Team((anna,), time_zone="Europe/Moscow", begins=(9, 30), by_name={"анна": anna})
    text = calendar([Entry(step(1), "Ромашка", "a")], team, AT)
    (event,) = read(text)
    assert event.dtstart.value.isoformat() == "2026-11-02T09:30:00+03:00"
    assert text.count(b"BEGIN:VTIMEZONE") == 1
    assert event.attendee.value == "mailto:anna@example.org"


def test_a_name_cannot_break_out() -> None:
    text = calendar([Entry(step(1), HOSTILE, "a"), Entry(step(2), "Лютик", "b")], Team(), AT)
    first, second = read(text)
    assert first.summary.value.startswith("Ромашка; BEGIN:VEVENT, \\n")
    assert second.summary.value == "Лютик: Do call"
    assert all(len(line) <= 75 for line in text.split(b"\r\n"))

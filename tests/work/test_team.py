"""team.yaml: who there is, which days are worked, and whom a step falls to."""

from datetime import date
from pathlib import Path

import pytest

from clientzoo.knowledge.problems import ProblemsError
from clientzoo.work.team import Team, read_team

TEAM = """\
people:
- {name: Анна, roles: [account manager, senior account manager], hours: 20, email: anna@example.org}
- {name: Борис, roles: [account manager], away: [2026-11-03..2026-11-04]}
- {name: Вера, roles: [analyst]}
working_days: [mon, tue, wed, thu, fri]
holidays: [2026-11-05]
time_zone: Europe/Moscow
begins: "09:30"
"""


def team(folder: Path, text: str = TEAM) -> Team:
    path = folder / "team.yaml"
    path.write_text(text, encoding="utf-8")
    return read_team(path)


@pytest.mark.parametrize(
    ("day", "person", "worked"),
    [
        (date(2026, 11, 2), "", date(2026, 11, 2)),
        (date(2026, 11, 7), "", date(2026, 11, 9)),  # a Saturday
        (date(2026, 11, 5), "", date(2026, 11, 6)),  # a holiday
        (date(2026, 11, 3), "борис", date(2026, 11, 6)),  # away, and then the holiday
        (date(2026, 11, 3), "Анна", date(2026, 11, 3)),
    ],
)
def test_a_day_becomes_a_working_day(tmp_path: Path, day: date, person: str, worked: date) -> None:
    assert team(tmp_path).working_day(day, person) == worked


def test_a_step_falls_to_the_manager_of_the_client_then_by_load(tmp_path: Path) -> None:
    ours = team(tmp_path)
    assert ours.person_for("Account Manager", "борис", {}) == "Борис"
    assert ours.person_for("account manager", "Вера", {"Анна": 1, "Борис": 1}) == "Борис"  # forty hours, not twenty
    assert ours.person_for("account manager", "Вера", {"Анна": 1, "Борис": 3}) == "Анна"
    assert ours.person_for("director", "Вера", {}) == "Вера"
    assert Team().person_for("director", "Вера", {}) == "Вера"
    assert Team().person_for("director", "", {}) == ""


def test_all_faults_are_told_with_their_places(tmp_path: Path) -> None:
    text = """\
people:
- {name: Анна, away: [2026-13-01]}
- {name: анна, hours: 200}
working_days: [mon, tur]
holidays: [2026-11-05..2026-11-01]
time_zone: Europe/Moskau
begins: "25:00"
"""
    with pytest.raises(ProblemsError) as refused:
        team(tmp_path, text.replace("hours: 200", "hours: 20"))
    assert [(one.place.line, one.code) for one in refused.value.problems] == [
        (2, "wrong-date"), (3, "duplicate-person"), (4, "unknown-day"), (5, "wrong-date"), (6, "unknown-time-zone"),
        (7, "wrong-time"),
    ]  # fmt: skip
    with pytest.raises(ProblemsError, match=r":3:\d+: "):
        team(tmp_path, text)


def test_nobody_is_no_team(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError):
        team(tmp_path, "people: []\n")
    with pytest.raises(ProblemsError):
        team(tmp_path, "working_days: [mon]\n")

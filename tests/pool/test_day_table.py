"""Days of the pool out of tables as people have them."""

from datetime import date
from pathlib import Path

import pytest

from bases import ZOO
from clientzoo.pool.day_table import day_in, read_day
from clientzoo.tables.table import TableError

HEADING = "client_id,client,status,animal,certainty,amount,zoo_version\n"


def table(at: Path, text: str, name: str = "pool-2026-06-30.csv") -> Path:
    path = at / name
    path.write_text(text, encoding="utf-8")
    return path


def test_verdicts_with_money_and_ids(tmp_path: Path) -> None:
    day = read_day(
        table(tmp_path, HEADING + "7,Ромашка,decided,cow,0.9,1000.05,1.0.0\n8,Ива,undetermined,,0.1,,1.0.0\n"), ZOO
    )
    assert day.date == date(2026, 6, 30)
    assert day.people.rows() == [("7", "Ромашка", 100005, "cow", 0.9), ("8", "Ива", None, None, 0.1)]
    assert (day.version, day.answers) == ("1.0.0", None)


def test_answers_alone_and_since_when_they_hold(tmp_path: Path) -> None:
    text = "client,growth_wish,growth_wish__since,employees\nРомашка,wants,2026-01-15,20\nИва,,,\n"
    day = read_day(table(tmp_path, text, "answers.csv"), ZOO)
    assert (day.date, day.has_verdicts) == (None, False)
    assert day.answers is not None
    assert day.since is not None
    assert day.answers["growth_wish"].to_list() == ["wants", None]
    assert day.since["growth_wish"].to_list() == [date(2026, 1, 15), None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADING + "7,A,decided,cow,0.9,1,1\n7,B,decided,cow,0.9,1,1\n", "`7` stands there more than once"),
        (HEADING + "7,A,decided,mammoth,0.9,1,1\n", "`mammoth` is no animal of the zoo"),
        ("client,amount\nA,1\n", "neither verdicts nor answers"),
        ("firm,status,animal\nA,decided,cow\n", "no column `client`"),
        (HEADING + "7,A,decided,cow,0.9,много,1\n", "no table of clients"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        read_day(table(tmp_path, text), ZOO)


@pytest.mark.parametrize(
    ("name", "day"),
    [("2026-06-30", date(2026, 6, 30)), ("pool-2026-02-30.csv", None), ("12026-06-301", None), ("june", None)],
)
def test_the_day_in_a_name(name: str, day: date | None) -> None:
    assert day_in(name) == day

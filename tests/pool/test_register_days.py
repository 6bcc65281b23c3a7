"""Days out of the register: changes move clients, first answers and corrections do not."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bases import ZOO
from clientzoo.cli.app import app
from clientzoo.pool.moves.account import Account, account
from clientzoo.pool.moves.states import LEFT, NEW
from clientzoo.pool.register_days import quarters, register_days
from clientzoo.register.opening import open_register
from clientzoo.register.register import Register
from clientzoo.register.statement import Said
from clientzoo.register.verdict import GivenVerdict

COW = {
    "website_role": "brings_sales", "growth_wish": "would_not_mind", "strategy": "none", "demeanour": "content",
    "support_need": "regular_support", "cash_position": "comfortable",
}  # fmt: skip
LLAMA = {
    "marketing_team": "department_for_reports", "reporting_need": "polished_reports", "demeanour": "delegating",
    "support_need": "full_outsourcing", "management_mess": "moderate",
}  # fmt: skip
FIRST, LAST = date(2025, 6, 30), date(2026, 6, 30)


class Clock:
    """What the register takes for this moment; turned on by hand."""

    def __init__(self) -> None:
        self.day = date(2025, 1, 10)

    def __call__(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    opened = open_register(tmp_path / "clients.db", "Анна", clock=clock)
    yield opened
    opened.close()


def say(register: Register, name: str, answers: dict[str, str], how: str | None = None) -> None:
    said = [Said(question, value, how=how) for question, value in answers.items()]  # type: ignore[arg-type]
    register.record(register.client(name), said, origin="interview", zoo=ZOO)


def between(register: Register) -> Account:
    before, after = register_days(register, ZOO, [FIRST, LAST])
    return account(ZOO, before, after)


def paths(told: Account) -> dict[tuple[str, str], int]:
    return {(one.origin, one.target): one.clients for one in told.matrix.paths}


def test_a_change_moves(register: Register, clock: Clock) -> None:
    register.add("Ромашка")
    say(register, "Ромашка", {**COW, **dict.fromkeys(("marketing_team", "management_mess"), "none")})
    clock.day = date(2026, 2, 1)
    say(register, "Ромашка", LLAMA)
    told = between(register)
    assert paths(told) == {("cow", "llama"): 1}
    assert {one.question for one in told.movers[0].changed} >= {"marketing_team", "demeanour"}


def test_a_first_answer_moves_nobody(register: Register, clock: Clock) -> None:
    register.add("Ромашка")
    say(register, "Ромашка", {"website_role": "brings_sales"})
    clock.day = date(2026, 2, 1)
    say(register, "Ромашка", {name: value for name, value in COW.items() if name != "website_role"})
    told = between(register)
    assert paths(told) == {("cow", "cow"): 1}
    assert len(told.learned) == 1


def test_a_correction_moves_nobody(register: Register, clock: Clock) -> None:
    register.add("Ромашка")
    say(register, "Ромашка", {**COW, "marketing_team": "none", "reporting_need": "none", "management_mess": "none"})
    clock.day = date(2026, 2, 1)
    say(register, "Ромашка", LLAMA, how="correction")
    told = between(register)
    assert paths(told) == {("llama", "llama"): 1}
    assert [(one.origin, one.target) for one in told.learned] == [("cow", "llama")]


def test_who_came_and_who_was_set_aside(register: Register, clock: Clock) -> None:
    register.add("Ромашка")
    say(register, "Ромашка", COW)
    clock.day = date(2026, 2, 1)
    register.archive(register.client("Ромашка"))
    register.add("Ива")
    say(register, "Ива", COW)
    assert paths(between(register)) == {("cow", LEFT): 1, (NEW, "cow"): 1}


def test_verdicts_as_they_were_given_tell_of_changed_rules(register: Register, clock: Clock) -> None:
    client = register.add("Ромашка")
    say(register, "Ромашка", COW)
    register.record_verdict(
        client,
        GivenVerdict(clock.day, "decided", "wolf", 0.9, None, 0.9, None, None, None, ZOO.id, "0.1", "fingerprint"),
    )
    clock.day = LAST
    told = between(register)
    assert paths(told) == {("cow", "cow"): 1}
    assert ("wolf", "cow") in [(one.origin, one.target) for one in told.ruled]


def test_namesakes_are_told_apart_and_a_renamed_client_is_the_same(register: Register, clock: Clock) -> None:
    register.add("Ромашка")
    register.add("Ромашка")
    assert sorted(register_days(register, ZOO, [FIRST])[0].people["client"]) == ["#1", "#2"]
    clock.day = date(2026, 2, 1)
    register.rename(register.clients()[0], "Василёк")
    assert between(register).matrix.moves == ()


def test_quarters_reach_back_to_the_first_client(register: Register, clock: Clock) -> None:
    register.add("Ромашка")
    assert quarters(register) == (clock.day,)
    clock.day = date(2025, 8, 10)
    assert len(quarters(register)) == 3
    clock.day = date(2035, 1, 1)
    assert len(quarters(register)) == 9


def test_dates_are_of_the_register_where_the_base_has_no_table(
    register: Register, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.add("Ромашка")
    say(register, "Ромашка", COW)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLIENTZOO_REGISTER", str(tmp_path / "clients.db"))
    done = CliRunner().invoke(app, ["pool", "moves", str(FIRST), str(LAST)])
    assert done.exit_code == 0, done.output
    assert "1 client on either day: 1 as they were" in done.output
    shown = CliRunner().invoke(app, ["pool", "show"])
    assert shown.exit_code == 0, shown.output
    assert "cow" in shown.output


def test_without_a_register_that_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLIENTZOO_REGISTER", str(tmp_path / "none.db"))
    done = CliRunner().invoke(app, ["pool", "moves", str(FIRST), str(LAST)])
    assert done.exit_code == 2
    assert "holds no history" in done.output
    assert "there is no register" in done.output

"""The life of a client: moves of the verdict with the answers and rules behind them, and the rules' own changes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.register.history import Corrected, Decided, Event, Moved, RulesChanged, history
from clientzoo.register.history import Said as SaidThen
from clientzoo.register.judging import given_verdict
from clientzoo.register.register import Register, end_of
from clientzoo.register.statement import Said
from register.registers import Clock, register_at, tiny_zoo

MARCH, APRIL, JUNE, SEPTEMBER = date(2026, 3, 2), date(2026, 4, 1), date(2026, 6, 30), date(2026, 9, 15)


@pytest.fixture
def clock() -> Clock:
    return Clock(MARCH)


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Register:
    register = register_at(tmp_path / "register.db", clock)
    register.add("Ромашка")
    say(register, Said("wish", "none"), Said("employees", 12), Said("foreign", False))
    return register


def say(register: Register, *said: Said) -> None:
    register.record(register.client("Ромашка"), said, origin="interview", zoo=tiny_zoo())


def judge(register: Register, rules: str = "") -> None:
    zoo, client = tiny_zoo(), register.client("Ромашка")
    consultation = engine_for(zoo, EngineChoice.BUILTIN, 1).consult(register.known(client, zoo).answers)
    verdict = given_verdict(consultation, register.answers(client), register.today)
    register.record_verdict(client, replace(verdict, rules=rules or verdict.rules))


def events(register: Register, known_on: date | None = None) -> tuple[Event, ...]:
    client, zoo = register.client("Ромашка"), tiny_zoo()
    consult = engine_for(zoo, EngineChoice.BUILTIN, 1).consult
    known = end_of(known_on) if known_on else None
    statements, verdicts = register.statements(client), register.verdicts(client)
    return history(statements, verdicts, register.decisions(client), zoo, consult, known)


def test_a_verdict_moves_by_an_answer_and_its_rules(register: Register, clock: Clock) -> None:
    clock.put(JUNE)
    say(register, Said("wish", "wants"), Said("employees", 14), Said("foreign", False))
    first, began, changed, moved = events(register)
    assert isinstance(first, SaidThen)
    assert (first.day, first.first, len(first.answers)) == (MARCH, True, 3)
    assert isinstance(began, Moved)
    assert (began.before, began.after.animal) == (None, "cow")
    assert isinstance(changed, SaidThen)
    assert {one.question for one in changed.answers} == {"wish", "employees"}
    assert isinstance(moved, Moved)
    assert moved.before is not None
    assert (moved.day, moved.before.animal, moved.after.animal) == (JUNE, "cow", "cat")
    assert (moved.gained, moved.lost) == (("hungry-cat",), ("content-cow",))
    assert set(moved.questions) == {"wish", "employees"}


def test_a_confirmation_is_no_event(register: Register, clock: Clock) -> None:
    before = events(register)
    clock.put(JUNE)
    say(register, Said("wish", "none"))
    assert events(register) == before


def test_a_correction_is_told_on_its_day_and_rewrites_the_past(register: Register, clock: Clock) -> None:
    clock.put(JUNE)
    say(register, Said("wish", "wants", how="correction"))
    _, began, corrected = events(register)
    assert isinstance(began, Moved)
    assert began.after.animal == "cat"
    assert isinstance(corrected, Corrected)
    assert corrected.before is not None
    assert (corrected.day, corrected.before.value, corrected.statement.value) == (JUNE, "none", "wants")
    then = [one for one in events(register, APRIL) if isinstance(one, Moved)]
    assert [one.after.animal for one in then] == ["cow"]


def test_other_rules_are_never_told_as_another_client(register: Register, clock: Clock) -> None:
    client = register.client("Ромашка")
    judge(register)
    assert not [one for one in events(register) if isinstance(one, RulesChanged)]
    given = register.verdicts(client)[-1].verdict
    clock.put(APRIL)
    register.record_verdict(client, replace(given, day=APRIL, animal="cat", rules="of-old", zoo_version="0.9.0"))
    clock.put(JUNE)
    register.record_verdict(client, replace(given, day=JUNE, animal="cat", rules="of-old", certainty=0.9))
    (one,) = [one for one in events(register) if isinstance(one, RulesChanged)]
    assert (one.day, one.given.verdict.animal, one.now.animal) == (APRIL, "cat", "cow")
    assert [event.after.animal for event in events(register) if isinstance(event, Moved)] == ["cow"]


def test_decisions_stand_where_they_were_made(register: Register, clock: Clock) -> None:
    clock.put(JUNE)
    register.decide(register.client("Ромашка"), "cat", "Сын вошёл в дело", until=SEPTEMBER)
    *_, last = events(register)
    assert isinstance(last, Decided)
    assert (last.day, last.decision.animal, last.decision.by) == (JUNE, "cat", "anna")

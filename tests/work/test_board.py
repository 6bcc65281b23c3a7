"""Steps in the register: numbers that stay, a line for each thing that happens, and forgetting takes them along."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from clientzoo.register.register import Register
from clientzoo.work.board import EVERY_STATE, Board
from clientzoo.work.step import StepError, done, dropped, given, moved, reopened
from clientzoo.work.team import Team
from register.registers import Clock, register_at
from work.steps import MONDAY, planned


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    kept = register_at(tmp_path / "clients.db", Clock(MONDAY), by="Анна")
    yield kept
    kept.close()


def test_a_playbook_at_work_is_found_again(register: Register) -> None:
    board, client = Board(register), register.add("ООО «Ромашка»", manager="Анна")
    board.revise(client, [planned("visit", 6), planned("call", 1)], Team(), animal="wolf", on=MONDAY)
    found = board.steps()
    assert [(one.number, one.advice, one.due) for one in found] == [
        (2, "call", MONDAY), (1, "visit", date(2026, 11, 9)),
    ]  # fmt: skip
    assert board.step(2) == found[0]
    assert board.steps(person="АННА", due_until=MONDAY) == (found[0],)
    assert board.steps(person="Борис") == ()
    again = board.revise(client, [planned("visit", 6), planned("call", 1)], Team(), animal="wolf", on=MONDAY)
    assert again.steps == ()
    assert board.steps() == found


def test_each_thing_that_happens_is_a_line_of_its_own(register: Register) -> None:
    board, client = Board(register), register.add("Ромашка")
    board.revise(client, [planned("call")], Team(), animal="wolf", on=MONDAY)
    board.change(1, "moved", lambda step: moved(step, date(2026, 11, 4)))
    board.change(1, "moved", lambda step: moved(step, date(2026, 11, 4)))  # the same again
    board.change(1, "given", lambda step: given(step, "Борис"))
    board.change(1, "done", lambda step: done(step, "no", "никто не ответил", date(2026, 11, 5)))
    assert [act for act, _, _, _ in board.history(1)] == ["opened", "moved", "given", "done"]
    assert {author for _, _, author, _ in board.history(1)} == {"Анна"}
    step = board.step(1)
    assert (step.state, step.worked, step.note, step.person) == ("done", "no", "никто не ответил", "Борис")
    assert (step.finished, step.due, step.revision) == (date(2026, 11, 5), date(2026, 11, 4), 4)
    assert board.steps() == ()
    assert step in board.steps(states=EVERY_STATE)


def test_what_cannot_be_is_refused_and_writes_nothing(register: Register) -> None:
    board, client = Board(register), register.add("Ромашка")
    board.revise(client, [planned("call")], Team(), animal="wolf", on=MONDAY)
    with pytest.raises(StepError, match="no step #7"):
        board.step(7)
    with pytest.raises(StepError, match="say why"):
        board.change(1, "dropped", lambda step: dropped(step, " ", MONDAY))
    board.change(1, "dropped", lambda step: dropped(step, "a rival has it", MONDAY))
    with pytest.raises(StepError, match="tasks reopen 1"):
        board.change(1, "moved", lambda step: moved(step, MONDAY))
    with pytest.raises(StepError, match="a rival has it"):
        board.change(1, "done", lambda step: done(step, "yes", "", MONDAY))
    board.change(1, "reopened", reopened)
    with pytest.raises(StepError, match="open already"):
        board.change(1, "reopened", reopened)
    assert [act for act, _, _, _ in board.history(1)] == ["opened", "dropped", "reopened"]


def test_work_is_shared_among_those_who_have_the_role(register: Register, tmp_path: Path) -> None:
    from clientzoo.work.team import read_team

    (tmp_path / "team.yaml").write_text(
        "people:\n- {name: Анна, roles: [account manager]}\n- {name: Борис, roles: [account manager]}\n", "utf-8"
    )
    board, team = Board(register), read_team(tmp_path / "team.yaml")
    register.by = "Вера"
    for name in ("Ромашка", "Лютик"):
        client = register.add(name)
        board.revise(client, [planned("call"), planned("visit", 2)], team, animal="wolf", on=MONDAY)
    assert sorted(one.person for one in board.steps()) == ["Анна", "Анна", "Борис", "Борис"]


def test_a_client_that_is_another_has_each_step_once(register: Register) -> None:
    board = Board(register)
    one, other = register.add("Ромашка"), register.add("Romashka")
    for client in (one, other):
        board.revise(client, [planned("call")], Team(), animal="wolf", on=MONDAY)
    board.change(2, "done", lambda step: done(step, "yes", "", MONDAY))
    merged = register.merge(one, other)
    assert board.revise(merged, [planned("call")], Team(), animal="wolf", on=MONDAY).steps == ()


def test_forgetting_a_client_takes_its_steps_along(register: Register) -> None:
    board, client = Board(register), register.add("Ромашка")
    board.revise(client, [planned("call")], Team(), animal="wolf", on=MONDAY)
    gone = register.forget(client)
    assert gone["step"] == 1
    assert gone["step_line"] == 1
    assert board.steps() == ()

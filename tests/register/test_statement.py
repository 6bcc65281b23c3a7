"""What holds on a day: laws that hold of any statements, in whatever order they came to be recorded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.register.statement import Kind, State, Statement, in_force, run_of

FIRST_DAY, START = date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)
days = st.integers(0, 40).map(lambda number: FIRST_DAY + timedelta(days=number))
moments = st.integers(0, 10**6).map(lambda number: START + timedelta(minutes=number))
values = st.sampled_from(["none", "wants", "всё", True, 1, 2.5])
kinds: st.SearchStrategy[Kind] = st.sampled_from(["first", "change", "correction"])


def statement(
    question: str, value: str | float | None, holds_from: date, recorded_at: datetime, kind: Kind = "change",
    state: State = "answered", said_on: date | None = None,
) -> Statement:  # fmt: skip
    return Statement(
        question, state, value, 1.0, "", kind, holds_from, said_on or holds_from, recorded_at, "anna", "interview",
        "tiny", "1.0.0",
    )  # fmt: skip


statements = st.lists(
    st.builds(statement, st.sampled_from(["wish", "employees"]), values, days, moments, kinds), max_size=12
)


@given(st.data(), statements, days, moments)
def test_the_order_in_which_statements_are_given_does_not_matter(
    data: st.DataObject, all_of_them: list[Statement], day: date, moment: datetime
) -> None:
    shuffled = data.draw(st.permutations(all_of_them))
    assert in_force(shuffled, day, moment) == in_force(all_of_them, day, moment)


@given(st.lists(st.tuples(days, values), min_size=1, max_size=8, unique_by=lambda one: one[0]), st.data())
def test_changes_recorded_in_any_order_make_the_same_history(
    changes: list[tuple[date, str]], data: st.DataObject
) -> None:
    def recorded(order: list[tuple[date, str]]) -> list[Statement]:
        moments = (START + timedelta(days=100 + number) for number in range(len(order)))
        return [statement("wish", value, day, at) for (day, value), at in zip(order, moments, strict=True)]

    one, other = recorded(changes), recorded(data.draw(st.permutations(changes)))
    for number in range(45):
        day = FIRST_DAY + timedelta(days=number)
        held, again = in_force(one, day), in_force(other, day)
        assert {name: each.statement.value for name, each in held.items()} == {
            name: each.statement.value for name, each in again.items()
        }


@given(statements, days, moments)
def test_what_was_known_then_does_not_change_by_what_is_recorded_later(
    all_of_them: list[Statement], day: date, moment: datetime
) -> None:
    by_then = [one for one in all_of_them if one.recorded_at <= moment]
    assert in_force(all_of_them, day, moment) == in_force(by_then, day)


@given(statements, days)
def test_what_holds_from_a_later_day_says_nothing_of_an_earlier_one(all_of_them: list[Statement], day: date) -> None:
    by_then = [one for one in all_of_them if one.holds_from <= day]
    assert in_force(all_of_them, day) == in_force(by_then, day)


def at(month: int, day: int = 1) -> date:
    return date(2026, month, day)


def recorded(month: int, day: int = 1) -> datetime:
    return datetime(2026, month, day, 12, tzinfo=UTC)


MARCH = statement("wish", "none", at(3), recorded(3), "first")


@pytest.mark.parametrize(
    ("later", "april", "july"),
    [
        (statement("wish", "wants", at(6), recorded(6), "change"), "none", "wants"),
        (statement("wish", "wants", at(3), recorded(6), "correction"), "wants", "wants"),
        (statement("wish", "none", at(6), recorded(6), "confirmation"), "none", "none"),
        (statement("wish", None, at(6), recorded(6), "change", "unknown"), "none", None),
    ],
    ids=["a change leaves the past", "a correction reaches back", "a confirmation changes nothing", "no longer known"],
)
def test_a_change_a_correction_and_a_confirmation(later: Statement, april: object, july: object) -> None:
    both = [MARCH, later]
    assert in_force(both, at(4))["wish"].statement.value == april
    assert in_force(both, at(7))["wish"].statement.value == july
    assert in_force(both, at(7), recorded(5))["wish"].statement.value == "none"
    assert in_force(both, at(2)) == {}


def test_a_correction_of_a_change_leaves_what_was_before_the_change() -> None:
    wrong = statement("wish", "wants", at(6), recorded(6))
    right = statement("wish", "demands", at(6), recorded(9), "correction")
    found = [in_force([MARCH, wrong, right], at(month))["wish"].statement.value for month in (5, 6, 10)]
    assert found == ["none", "demands", "demands"]


def test_a_confirmation_makes_an_answer_fresh_until_the_answer_is_another() -> None:
    confirmed = statement("wish", "none", at(6), recorded(6), "confirmation")
    changed = statement("wish", "wants", at(8), recorded(8))
    assert in_force([MARCH, confirmed], at(7))["wish"].seen_on == at(6)
    assert in_force([MARCH, confirmed], at(5))["wish"].seen_on == at(3)
    assert in_force([MARCH, confirmed, changed], at(9))["wish"].seen_on == at(8)


def test_a_run_is_what_said_the_same_one_after_another() -> None:
    confirmed = statement("wish", "none", at(6), recorded(6), "confirmation")
    changed, back = statement("wish", "wants", at(8), recorded(8)), statement("wish", "none", at(9), recorded(9))
    all_of_them = [MARCH, confirmed, changed, back]
    assert run_of(all_of_them, "wish", at(7)) == (confirmed, MARCH)
    assert run_of(all_of_them, "wish", at(9)) == (back,)
    assert run_of(all_of_them, "wish", at(1)) == ()


def test_yes_is_not_one() -> None:
    assert not statement("wish", True, at(3), recorded(3)).says_as(statement("wish", 1, at(3), recorded(3)))
    assert statement("wish", 1, at(3), recorded(3)).says_as(replace(MARCH, value=1.0))

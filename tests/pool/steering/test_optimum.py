"""The plan is an optimum: equal to the best of all plans that there are, on small pools."""

import os
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientzoo.pool.forecast.observed import Group
from clientzoo.pool.steering.choices import Choice, stages_after
from clientzoo.pool.steering.optimum import ALL, Problem, objective, optimum

GROUP = Group("cow", "cow -> llama", "possible")
ROLES = ("analyst", "manager")


def choice(client: int, hours: tuple[int, int], number: int) -> Choice:
    said = tuple((role, float(one)) for role, one in zip(ROLES, hours, strict=True) if one)
    return Choice(f"C{client}", f"C{client}", GROUP, (f"step {number}",), said, (1.0, 0.0, 0.0))


def allowed(problem: Problem, chosen: tuple[int, ...]) -> bool:
    picked = [problem.choices[place] for place in chosen]
    if len({one.client for one in picked}) < len(picked):
        return False
    used = {role: sum(dict(one.hours).get(role, 0.0) for one in picked) for role in ROLES}
    used[ALL] = sum(used.values())
    return all(used[role] <= limit + 1e-9 for role, limit in problem.hours.items())


def brute_force(problem: Problem) -> float:
    numbers = range(len(problem.choices))
    plans = (tuple(at for at in numbers if taken[at]) for taken in product((0, 1), repeat=len(problem.choices)))
    return max(objective(problem, plan) for plan in plans if allowed(problem, plan))


GAIN = st.integers(-50, 200).map(float)
CHOICE = st.tuples(st.integers(0, 4), st.tuples(st.integers(0, 8), st.integers(0, 8)))


@settings(max_examples=60, deadline=None)
@given(st.lists(CHOICE, min_size=1, max_size=9), st.data())
def test_toward_worth_it_equals_brute_force(drawn: list[Any], data: st.DataObject) -> None:
    could = [choice(client, hours, number) for number, (client, hours) in enumerate(drawn)]
    gains = np.array([data.draw(GAIN) for _ in could])
    for hours in ({ALL: 11.0}, {"analyst": 7.0, "manager": 5.0}, {ALL: 9.0, "manager": 0.0}):
        problem = Problem(could, gains, hours)
        found = optimum(problem)
        assert found.brings == pytest.approx(brute_force(problem), abs=1e-6)
        assert allowed(problem, tuple(could.index(one) for one in found.chosen))
        assert all(value >= -1e-9 for value in found.an_hour.values())


@settings(max_examples=40, deadline=None)
@given(st.lists(CHOICE, min_size=1, max_size=8), st.data())
def test_toward_a_target_it_equals_brute_force(drawn: list[Any], data: st.DataObject) -> None:
    could = [choice(client, hours, number) for number, (client, hours) in enumerate(drawn)]
    share = st.floats(-1, 1).map(lambda one: round(one, 3))
    gains = np.array([[data.draw(share), data.draw(share)] for _ in could])
    problem = Problem(could, gains, {ALL: 14.0}, np.array([data.draw(st.floats(-3, 3)), data.draw(st.floats(-3, 3))]))
    assert optimum(problem).brings == pytest.approx(brute_force(problem), abs=1e-6)


def test_more_hours_never_bring_less_and_the_dual_value_bounds_the_gain() -> None:
    """The gain of fractions is concave in the hours, so no hour more brings more than the one before."""
    generator = np.random.default_rng(3)
    could = [
        choice(number, (int(generator.integers(1, 6)), int(generator.integers(0, 4))), number) for number in range(40)
    ]
    gains = generator.uniform(1, 100, 40)
    found = [optimum(Problem(could, gains, {ALL: float(hours)})) for hours in (0, 20, 40, 80, 1000)]
    brought = [one.brings for one in found]
    assert brought == sorted(brought)
    hourly = [one.an_hour[ALL] for one in found]
    assert hourly == sorted(hourly, reverse=True)
    assert hourly[-1] == 0
    assert not found[0].chosen


def test_nothing_to_choose_from() -> None:
    assert optimum(Problem([], np.zeros(0), {ALL: 40.0})).chosen == ()


def test_steps_work_or_fail_each_on_its_own() -> None:
    assert stages_after(0, [0.5]) == pytest.approx((0.5, 0.5, 0.0))
    assert stages_after(0, [0.5, 0.2]) == pytest.approx((0.4, 0.5, 0.1))
    assert stages_after(1, [0.5, 0.2, 0.3]) == pytest.approx((0.0, 0.28, 0.72))
    assert stages_after(0, []) == (1.0, 0.0, 0.0)


def test_what_the_solver_prints_stays_out_of_our_output(capfd: pytest.CaptureFixture[str]) -> None:
    from clientzoo.pool.steering.optimum import _silence

    print("before")
    with _silence():
        os.write(1, b"HighsMipSolverData\n")
    print("after")
    assert capfd.readouterr().out == "before\nafter\n"

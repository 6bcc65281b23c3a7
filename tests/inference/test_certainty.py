"""The algebra of certainty factors, as published and as laws."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.inference.certainty import THRESHOLD, combine
from clientzoo.knowledge.millionths import quantise

contributions = st.lists(st.floats(min_value=-0.99, max_value=0.99), max_size=6)


def test_evidence_for_adds_up_but_never_past_certain() -> None:
    assert combine([0.6, 0.5]).certainty == pytest.approx(0.8)
    assert combine([1.0, 0.5]).certainty == 1.0


def test_evidence_against_is_weighed_as_in_emycin() -> None:
    assert combine([0.8, -0.5]).certainty == pytest.approx((0.8 - 0.5) / (1 - 0.5))
    assert combine([-0.6, -0.5]).certainty == pytest.approx(-0.8)
    assert combine([0.4, -0.4]).certainty == 0.0


def test_no_evidence_is_no_belief() -> None:
    assert combine([]).certainty == 0.0
    assert not combine([]).contradictory


def test_full_certainty_both_ways_is_a_contradiction_and_not_a_division_by_zero() -> None:
    belief = combine([1.0, 0.3, -1.0])
    assert belief.contradictory
    assert belief.certainty == 0.0


def test_a_blocker_beats_any_evidence_short_of_certain() -> None:
    assert combine([0.9, 0.9, 0.9, -1.0]).certainty == -1.0


@given(st.lists(st.floats(min_value=-0.99, max_value=0.99), max_size=5))
def test_order_does_not_matter(spoken: list[float]) -> None:
    first = combine(spoken).certainty
    assert all(abs(combine(order).certainty - first) <= 2e-6 for order in permutations(spoken))


@given(contributions, st.floats(min_value=0.01, max_value=0.99))
def test_more_evidence_for_never_lowers_a_certainty(spoken: list[float], more: float) -> None:
    assert combine([*spoken, more]).certainty >= combine(spoken).certainty - 1e-6


@given(contributions)
def test_a_certainty_stays_in_range_and_turns_sign_with_its_evidence(spoken: list[float]) -> None:
    certainty = combine(spoken).certainty
    assert -1 <= certainty <= 1
    assert combine([-one for one in spoken]).certainty == pytest.approx(-certainty, abs=2e-6)


@given(st.floats(min_value=-1, max_value=1))
def test_rounding_to_a_millionth_is_stable(value: float) -> None:
    assert abs(quantise(value) - value) <= 0.5e-6 + 1e-12
    assert quantise(quantise(value)) == quantise(value)


def test_evidence_of_a_fifth_reaches_the_threshold() -> None:
    assert combine([0.2]).certainty >= THRESHOLD
    assert combine([0.199999]).certainty < THRESHOLD

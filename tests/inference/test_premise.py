"""What holds, what fails and what hangs on something nobody has said."""

import pytest

from clientzoo.inference.premise import Outcome, certainty_of, outcome
from clientzoo.knowledge.condition import AllOf, AnyOf, Condition, Interval, OneOf, Premise, Ranges

WANTS = Premise("wish", OneOf(frozenset({"wants", "demands"})), "at least wants")
NOT_NONE = Premise("wish", OneOf(frozenset({"wants", "demands"})), "not none")
LARGE = Premise("employees", Ranges((Interval(low=5, with_low=False),)), "over 5")
SMALL = Premise("employees", Ranges((Interval(high=20, with_high=False),)), "under 20")

HUNGRY = {"wish": {"wants": 1.0}}
CONTENT = {"wish": {"none": 1.0}}
UNSURE = {"wish": {"demands": 0.6}, "employees": {5: 1.0}}
DOUBTED = {"wish": {"wants": 0.1, "none": -0.4}}


@pytest.mark.parametrize(
    ("condition", "facts", "certainty", "state"),
    [
        (WANTS, HUNGRY, 1.0, Outcome.HOLDS),
        (WANTS, CONTENT, 0.0, Outcome.FAILS),
        (WANTS, {}, 0.0, Outcome.UNKNOWN),
        (NOT_NONE, {}, 0.0, Outcome.UNKNOWN),
        (WANTS, UNSURE, 0.6, Outcome.HOLDS),
        (WANTS, DOUBTED, 0.0, Outcome.UNKNOWN),
        (WANTS, {"wish": {"wants": 0.2}}, 0.2, Outcome.HOLDS),
        (WANTS, {"wish": {"wants": 0.3, "demands": 0.5, "none": 0.9}}, 0.5, Outcome.HOLDS),
        (SMALL, {"employees": {20: 1.0}}, 0.0, Outcome.FAILS),
        (SMALL, {"employees": {19.99: 1.0}}, 1.0, Outcome.HOLDS),
        (LARGE, {"employees": {5: 1.0}}, 0.0, Outcome.FAILS),
        (LARGE, {"employees": {5.01: 1.0}}, 1.0, Outcome.HOLDS),
        (SMALL, {"employees": {True: 1.0}}, 0.0, Outcome.FAILS),
        (AllOf((WANTS, SMALL)), UNSURE, 0.6, Outcome.HOLDS),
        (AllOf((WANTS, SMALL)), HUNGRY, 0.0, Outcome.UNKNOWN),
        (AllOf((WANTS, SMALL)), CONTENT, 0.0, Outcome.FAILS),
        (AnyOf((WANTS, SMALL)), UNSURE, 1.0, Outcome.HOLDS),
        (AnyOf((WANTS, SMALL)), CONTENT, 0.0, Outcome.UNKNOWN),
        (AnyOf((WANTS, AllOf((SMALL, NOT_NONE)))), {**CONTENT, "employees": {5: 1.0}}, 0.0, Outcome.FAILS),
    ],
)
def test_conditions_against_facts(
    condition: Condition, facts: dict[str, dict[object, float]], certainty: float, state: Outcome
) -> None:
    assert certainty_of(condition, facts) == certainty  # type: ignore[arg-type]
    assert outcome(condition, facts) is state  # type: ignore[arg-type]

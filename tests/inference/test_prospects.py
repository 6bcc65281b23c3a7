"""How far a transition has come: possible, under way, ready or blocked, and the share of its conditions met."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from clientzoo.explanation.transition_stage import stage_in_words
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.premise import Facts
from clientzoo.inference.prospects import Prospect, prospects
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo

FOUND = shipped()
ENGINE = Forward(plan(load_zoo(FOUND.root, FOUND.name).sound()))
WOLF: Mapping[str, Value] = {
    "growth_wish": "demands", "internet_understanding": "none", "owner_involvement": "runs_everything",
    "regular_business": True, "employees": 20, "management_mess": "slight", "website_role": "because_must",
    "growth_capacity": "ready",
}  # fmt: skip


def to_tiger(**more: Value) -> Prospect:
    consultation = ENGINE.consult({name: Answer(value) for name, value in {**WOLF, **more}.items()})
    assert consultation.verdict.animal == "wolf"
    return next(one for one in prospects(consultation) if one.target == "tiger")


@pytest.mark.parametrize(
    ("more", "readiness", "words"),
    [
        ({}, 0.0, "possible, 0 of 3 conditions met, 3 to ask"),
        ({"leadership_will": "weak"}, 0.0, "possible, 0 of 3 conditions met, 1 not met, 2 to ask"),
        ({"budgeting": "annual"}, 1 / 6, "under way, 0 of 3 conditions met, 3 to ask"),
        ({"leadership_will": "strong"}, 1 / 3, "under way, 1 of 3 conditions met, 2 to ask"),
        ({"leadership_will": "none"}, 0.0, "not as things stand, 0 of 3 conditions met, 1 not met, 2 to ask"),
        (
            {"leadership_will": "none", "budgeting": "annual", "planning_horizon": "quarter"},
            1 / 3,
            "not as things stand, 1 of 3 conditions met, 1 not met, 1 to ask",
        ),
    ],
)
def test_wolves_are_not_all_alike(more: Mapping[str, Value], readiness: float, words: str) -> None:
    prospect = to_tiger(**more)
    assert prospect.readiness == pytest.approx(readiness)
    assert stage_in_words(prospect) == words


def test_a_transition_with_every_condition_met_is_ready() -> None:
    blind = ENGINE.consult({name: Answer(value) for name, value in WOLF.items()})
    facts: Facts = {
        **blind.facts,
        "leadership_will": {"strong": 1.0}, "budgeting": {"annual": 1.0}, "planning_horizon": {"year": 1.0},
        "marketing_team": {"department_for_results": 0.6},
    }  # fmt: skip
    ready = next(one for one in prospects(replace(blind, facts=facts)) if one.target == "tiger")
    assert (ready.stage, ready.readiness) == ("ready", 1.0)
    assert stage_in_words(ready) == "ready, 3 of 3 conditions met"

"""The adaptive order: asks what matters and nothing else, settles, and says the same each time."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.relevance import is_relevant
from clientzoo.interview.adaptive import Adaptive
from clientzoo.interview.order import Suggestion
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Attribute, Zoo
from strategies import Client, clients
from zoos import write_zoo

WOLF: dict[str, Value] = {
    "demeanour": "driven", "growth_wish": "wants", "regular_business": True, "internet_understanding": "none",
    "marketing_team": "none", "decision_making": "owner_alone", "leadership_will": "strong", "employees": 25,
    "marketing_budget": 90_000, "bureaucracy": "none", "growth_capacity": "some", "management_mess": "slight",
    "owner_involvement": "runs_everything", "management_focus": "operations", "tenders": "never", "turnover": 6_000_000,
    "website_role": "because_must", "support_need": "none", "budgeting": "as_needed", "planning_horizon": "month",
    "reporting_need": "occasional_call", "contractor_criterion": "acquaintance", "cash_position": "enough",
    "foreign_parent": False, "leadership_change": "none",
    "strategy": "in_owners_head", "kickbacks": "none", "project_complexity": "simple",
}  # fmt: skip


_NEW: dict[str, Answer] = {}


def _ours(zoo: Zoo) -> dict[str, Answer]:
    """What is measured of a client that the base knows: a number that speaks for no animal."""
    assert not zoo.attributes["unsold_products"].asked
    return {"unsold_products": Answer(1)}


@pytest.fixture(scope="module")
def zoo() -> Zoo:
    found = shipped()
    return load_zoo(found.root, found.name).sound()


@pytest.fixture(scope="module")
def adaptive(zoo: Zoo) -> Adaptive:
    return Adaptive(zoo)


def asked(order: Adaptive, knows: Mapping[str, Value], measured: Mapping[str, Answer] = _NEW) -> list[Suggestion]:
    """All that is suggested to somebody who knows these answers and no others."""
    answers: dict[str, Answer] = {**measured}
    unknown: set[str] = set()
    found: list[Suggestion] = []
    while suggestion := order.next(answers, unknown, found[-1].question if found else None):
        facts = {name: {answer.value: answer.certainty} for name, answer in answers.items()}
        open_questions = order.batch.zoo.questions.keys() - answers.keys() - unknown
        assert suggestion.question in open_questions
        assert is_relevant(order.batch.zoo.questions[suggestion.question], facts)
        assert 1 <= suggestion.least <= suggestion.more <= suggestion.most <= len(open_questions)
        assert 0 <= suggestion.doubt <= 1
        found.append(suggestion)
        if suggestion.question in knows:
            answers[suggestion.question] = Answer(knows[suggestion.question])
        else:
            unknown.add(suggestion.question)
    return found


def test_a_wolf_is_placed_in_nine_questions_and_the_rest_is_for_the_playbook(adaptive: Adaptive, zoo: Zoo) -> None:
    found = asked(adaptive, WOLF, _ours(zoo))
    first = [one.question for one in found if not one.settled]
    assert len(first) <= 9
    answers = {name: Answer(WOLF[name]) for name in first if name in WOLF}
    verdict = Forward(plan(zoo)).consult(answers).verdict
    assert (verdict.animal, verdict.status) == ("wolf", "decided")
    assert [one.settled for one in found] == sorted(one.settled for one in found)


def test_what_depends_on_an_answer_waits_for_it_and_is_dropped_when_it_is_ruled_out(adaptive: Adaptive) -> None:
    names = [one.question for one in asked(adaptive, {**WOLF, "tenders": "always"})]
    assert "tender_months" not in names or names.index("tenders") < names.index("tender_months")
    assert "tender_months" not in [one.question for one in asked(adaptive, WOLF)]


def test_the_same_answers_bring_the_same_question_whatever_their_order(zoo: Zoo, adaptive: Adaptive) -> None:
    given = {name: Answer(value) for name, value in list(WOLF.items())[:4]}
    backwards = dict(reversed(given.items()))
    assert Adaptive(zoo).next(backwards, ["seo"], None) == adaptive.next(given, {"seo"}, None)


def test_a_question_that_can_change_nothing_is_not_asked(tmp_path: Path) -> None:
    write_zoo(tmp_path)  # no rule of the tiny zoo looks at tenders
    tiny = load_zoo(tmp_path, "tiny").sound()
    names = [one.question for one in asked(Adaptive(tiny), {"wish": "wants", "employees": 4, "foreign": False})]
    assert "wish" in names
    assert not {"tenders", "tender_months"} & set(names)


def test_priors_of_numbers_count_by_their_bands(tmp_path: Path) -> None:
    write_zoo(tmp_path, extra_rules="priors:\n  employees: {under 5: 1, at least 5: 3}\n  animal: {cat: 1, cow: 1}\n")
    known = load_zoo(tmp_path, "tiny", tmp_path).sound()
    row = Adaptive(known)._expected.overall[list(known.attributes).index("employees")]
    assert row.sum() == pytest.approx(1)
    assert row.max() <= 0.75
    assert 0.25 in row.round(6)


def test_priors_of_the_zoo_count(tmp_path: Path) -> None:
    write_zoo(tmp_path, extra_rules="priors:\n  wish: {none: 0, at least wants: 1}\n  animal: {cat: 1, cow: 0}\n")
    tiny = load_zoo(tmp_path, "tiny").sound()
    expected = Adaptive(tiny)._expected
    assert expected.overall[0][0] == 0
    assert expected.kinds[1] == 0


@settings(max_examples=25)
@given(client=clients())
def test_a_question_that_no_rule_looks_at_is_never_asked(client: Client) -> None:
    idle = Attribute(
        "idle", "all", "Idle", "?", "", "", "from_birth", "client", "boolean", values={True: "", False: ""}
    )
    zoo = replace(client.zoo, attributes={**client.zoo.attributes, "idle": idle})
    names = [one.question for one in asked(Adaptive(zoo), {name: one.value for name, one in client.answers.items()})]
    assert "idle" not in names


@settings(max_examples=25)
@given(client=clients())
def test_it_ends_whatever_the_zoo_and_asks_each_question_once(client: Client) -> None:
    names = [
        one.question for one in asked(Adaptive(client.zoo), {name: one.value for name, one in client.answers.items()})
    ]
    assert len(names) == len(set(names))


def test_what_gates_the_method_and_marks_a_kind_comes_early(adaptive: Adaptive, zoo: Zoo) -> None:
    names = [one.question for one in asked(adaptive, WOLF, _ours(zoo))]
    assert names.index("website_role") < 6
    assert names.index("leadership_change") < 5
    nobody = replace(zoo, attributes={name: replace(one, early=0.0) for name, one in zoo.attributes.items()})
    plainly = [one.question for one in asked(Adaptive(nobody), WOLF, _ours(zoo))]
    assert names.index("leadership_change") < plainly.index("leadership_change")


def test_a_new_client_is_not_judged_by_working_together_before_the_rest(adaptive: Adaptive, zoo: Zoo) -> None:
    names = [one.question for one in asked(adaptive, WOLF) if not one.settled]
    assert len(names) > 5
    assert "demeanour" not in names[:-1]
    assert "demeanour" in [one.question for one in asked(adaptive, WOLF, _ours(zoo))][:3]

"""A test of a range holds if it holds for all of it, fails if for none of it, and is unknown in between."""

from pathlib import Path

import pytest

from agreement import fired
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.premise import Outcome, outcome
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ImpossibleAnswerError, answer_value
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from zoos import write_zoo

TESTS = {
    "over": "{employees: over 20}",
    "under": "{employees: under 20}",
    "band": "{employees: between 10 and 30}",
    "edges": "{employees: [under 20, at least 20]}",
    "apart": "{employees: [under 5, over 30]}",
    "known": "{employees: not unknown}",
    "unless": "{unless: {employees: over 20}, wish: wants}",
}
WORDS = ["25-30", "5-15", "18-22", "about 20", "under 15", "over 50", "3-40", "40"]
HOLD = {
    "over": {"25-30", "over 50", "40"},
    "under": {"5-15", "under 15"},
    "band": {"25-30", "18-22", "about 20"},
    "edges": {*WORDS},
    "apart": {"over 50", "40"},
    "known": {*WORDS},
    "unless": {"5-15", "18-22", "about 20", "under 15", "3-40"},
}


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Zoo:
    rules = "".join(
        f"- {{id: {name}, if: {test}, then: {{advice: grow}}, certainty: 0.5, because: So., source: s}}\n"
        for name, test in TESTS.items()
    )
    relevant = {"relevant_if: {tenders: not never}": "relevant_if: {employees: over 20}"}
    months = (
        "- {id: slow, if: {tender_months: over 2}, then: {advice: grow}, certainty: 0.5, because: So., source: s}\n"
    )
    root = write_zoo(tmp_path_factory.mktemp("ranges") / "zoo", replaced=relevant, extra_rules=rules + months)
    return load_zoo(root, "tiny").sound()


def clients(zoo: Zoo) -> list[dict[str, Answer]]:
    employees = zoo.attributes["employees"]
    return [
        {
            "employees": Answer(answer_value(employees, word, zoo)),
            "wish": Answer("wants"),
            "tender_months": Answer(answer_value(zoo.attributes["tender_months"], "3-5", zoo)),
        }
        for word in WORDS
    ]


def test_every_engine_means_the_same_by_a_range(zoo: Zoo, postgres_url: str) -> None:
    for engine, found in fired(zoo, clients(zoo), postgres_url).items():
        for name, wanted in HOLD.items():
            assert {word for word, rules in zip(WORDS, found, strict=True) if name in rules} == wanted, (engine, name)
        # a question stays relevant unless all of the range rules it out
        slow = {word for word, rules in zip(WORDS, found, strict=True) if "slow" in rules}
        assert slow == {*WORDS} - {"5-15", "under 15"}, engine


def test_a_range_that_a_test_divides_is_unknown_to_it(zoo: Zoo) -> None:
    condition = zoo.rule["over"].condition
    told = {
        word: outcome(condition, Forward(plan(zoo)).consult(client).facts)
        for word, client in zip(WORDS, clients(zoo), strict=True)
    }
    assert (told["25-30"], told["5-15"], told["18-22"]) == (Outcome.HOLDS, Outcome.FAILS, Outcome.UNKNOWN)


def test_a_range_outside_the_question_is_refused(zoo: Zoo, tmp_path: Path) -> None:
    for wrong in ("50-40", "-5--3", "2.5-3.5", "under 0", "forty to fifty"):
        with pytest.raises(ImpossibleAnswerError):
            answer_value(zoo.attributes["employees"], wrong, zoo)

"""Numbers computed from answers mean the same to every engine."""

from pathlib import Path

import pytest

from agreement import fired
from clientzoo.explanation.how import explain_fact
from clientzoo.explanation.why_not import open_questions
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.premise import Facts
from clientzoo.knowledge.answer import I_THINK_SO, Answer
from clientzoo.knowledge.answers_file import ImpossibleAnswerError, answer_value
from clientzoo.knowledge.condition import Premise
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Fact, Zoo
from clientzoo.workbench.check import check
from zoos import write_zoo

SECTION = "derived: {pace: employees / tender_months, spare: 'employees - tender_months * 2 + small_team'}\n"
DERIVED = {"parameters:\n": f"{SECTION}parameters:\n"}
RULES = """\
- {id: fast, if: {pace: over 5}, then: {advice: grow}, certainty: 0.5, because: Fast., source: s}
- {id: spare, if: {spare: between 20 and 40}, then: {advice: grow}, certainty: 0.5, because: Spare., source: s}
- {id: nobody-knows, if: {pace: unknown}, then: {advice: grow}, certainty: 0.5, because: Open., source: s}
"""


@pytest.fixture
def zoo(tmp_path: Path) -> Zoo:
    return load_zoo(write_zoo(tmp_path / "zoo", replaced=DERIVED, extra_rules=RULES), "tiny").sound()


def answers(zoo: Zoo, employees: str, months: str, sure: float = 1.0) -> dict[str, Answer]:
    given = {"employees": employees, "tender_months": months}
    return {
        name: Answer(answer_value(zoo.attributes[name], said, zoo), sure if name == "employees" else 1.0)
        for name, said in given.items()
        if said
    }


CLIENTS = [
    ("30", "5", {"fast", "spare"}),
    ("20", "5", {"spare"}),
    ("30", "0", {"nobody-knows"}),  # divided by zero
    ("30", "", {"nobody-knows"}),
    ("", "", {"nobody-knows"}),
    ("30-40", "5", {"nobody-knows"}),  # as good as unknown
    ("100", "2.5", {"fast"}),
]


def test_every_engine_computes_alike(zoo: Zoo, postgres_url: str) -> None:
    clients = [answers(zoo, employees, months) for employees, months, _ in CLIENTS]
    doubted = answers(zoo, "30", "5", I_THINK_SO)
    disbelieved = answers(zoo, "30", "5", 0.1)
    wanted = [*(one for *_, one in CLIENTS), {"fast", "spare"}, {"nobody-knows"}]
    for engine, found in fired(zoo, [*clients, doubted, disbelieved], postgres_url).items():
        assert [rules & {"fast", "spare", "nobody-knows"} for rules in found] == wanted, engine


def test_a_derived_number_is_as_sure_as_the_least_sure_of_its_parts(zoo: Zoo) -> None:
    facts: Facts = Forward(plan(zoo)).consult(answers(zoo, "30", "5", I_THINK_SO)).facts
    assert facts["pace"] == {6.0: I_THINK_SO}


def test_what_it_is_made_of_is_shown_and_asked_for(zoo: Zoo) -> None:
    engine = Forward(plan(zoo))
    known = engine.consult(answers(zoo, "30", "5"))
    told = "\n".join(explain_fact(known, Fact("pace", 6.0)))
    assert told.startswith("Pace: 6")
    assert "Headcount: 30 people" in told
    assert "nothing stands behind it" not in told
    unknown = engine.consult(answers(zoo, "30", ""))
    fast = zoo.rule["fast"].condition
    assert isinstance(fast, Premise)
    assert open_questions(unknown, fast) == ("tender_months",)


def test_a_question_that_serves_a_derived_number_only_is_not_idle(zoo: Zoo) -> None:
    loaded = load_zoo(zoo.root, "tiny")
    assert not any("tender_months" in one.problem.message for one in check(loaded))


def test_nobody_answers_it(zoo: Zoo) -> None:
    with pytest.raises(ImpossibleAnswerError, match="pace"):
        Forward(plan(zoo)).consult({"pace": Answer(3)})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("employees - wish", "unknown-attribute"),
        ("employees ** 2", "wrong-type"),
        ("emploees + 1", "unknown-attribute"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, code: str) -> None:
    replaced = {"parameters:\n": f"derived: {{pace: {text}}}\nparameters:\n"}
    problems = load_zoo(write_zoo(tmp_path / "zoo", replaced=replaced), "tiny").problems
    assert [problem.code for problem in problems] == [code]

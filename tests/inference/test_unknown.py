"""`unless`, `unknown` and `otherwise`: what is not known means the same to every engine, and is explained."""

from itertools import product
from pathlib import Path

import pytest

from agreement import fired
from clientzoo.explanation.how import explain_fact
from clientzoo.explanation.told.why_not import told_why_not
from clientzoo.explanation.why_not import why_not
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import I_THINK_SO, Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Fact, Zoo
from zoos import write_zoo

ANSWERS: dict[str, tuple[Value | None, ...]] = {
    "wish": ("none", "wants", None), "employees": (4, 40, None), "foreign": (True, None),
}  # fmt: skip
CLIENTS = [
    {name: Answer(value) for name, value in zip(ANSWERS, chosen, strict=True) if value is not None}
    for chosen in product(*ANSWERS.values())
]
BARELY = Answer("none", 0.1)  # counts as unknown
DOUBTED = Answer("none", I_THINK_SO)


def tried(root: Path, condition: str, replaced: dict[str, str] | None = None) -> Zoo:
    rule = f"- {{id: tried, if: {condition}, then: {{animal: cow}}, certainty: 0.7, because: So., source: s}}\n"
    return load_zoo(write_zoo(root, replaced=replaced, extra_rules=rule), "tiny").sound()


def expected(client: dict[str, Answer], condition: str) -> bool:
    """What the table of conditions below says in words."""
    known = {name: answer.value for name, answer in client.items() if answer.certainty >= 0.2}
    wish, employees = known.get("wish"), known.get("employees")
    small = isinstance(employees, int) and employees < 20
    return {
        "{wish: unknown}": wish is None,
        "{wish: not unknown}": wish is not None,
        "{employees: unknown, wish: wants}": employees is None and wish == "wants",
        "{wish: none or unknown}": wish in ("none", None),
        "{wish: [none, unknown]}": wish in ("none", None),
        "{wish: wants, unless: {employees: under 20}}": wish == "wants" and not small,
        "{foreign: yes, unless: {wish: none, employees: under 20}}": known.get("foreign") is True
        and not (wish == "none" and small),
        "{foreign: yes, unless: [{wish: none}, {employees: under 20}]}": known.get("foreign") is True
        and not (wish == "none" or small),
        "{foreign: yes, unless: {unless: {wish: none}}}": known.get("foreign") is True and wish == "none",
        "{at least 2 of: [{wish: unknown}, {foreign: yes}, {unless: {employees: under 20}}]}": (wish is None)
        + (known.get("foreign") is True)
        + (not small)
        >= 2,
        "{none: [{wish: unknown}, {employees: at least 20}]}": wish is not None and small,
    }[condition]


CONDITIONS = [
    "{wish: unknown}", "{wish: not unknown}", "{employees: unknown, wish: wants}", "{wish: none or unknown}",
    "{wish: [none, unknown]}", "{wish: wants, unless: {employees: under 20}}",
    "{foreign: yes, unless: {wish: none, employees: under 20}}",
    "{foreign: yes, unless: [{wish: none}, {employees: under 20}]}", "{foreign: yes, unless: {unless: {wish: none}}}",
    "{at least 2 of: [{wish: unknown}, {foreign: yes}, {unless: {employees: under 20}}]}",
    "{none: [{wish: unknown}, {employees: at least 20}]}",
]  # fmt: skip


@pytest.mark.parametrize("condition", CONDITIONS)
def test_what_is_not_known_means_the_same_to_every_engine(tmp_path: Path, condition: str) -> None:
    zoo = tried(tmp_path, condition)
    clients = [*CLIENTS, {"wish": BARELY, "foreign": Answer(True)}, {"wish": DOUBTED, "foreign": Answer(True)}]
    wanted = [expected(client, condition) for client in clients]
    for engine, found in fired(zoo, clients).items():
        assert ["tried" in rules for rules in found] == wanted, engine


def test_an_exception_that_does_not_hold_takes_nothing_away(tmp_path: Path) -> None:
    zoo = tried(tmp_path, "{wish: wants, unless: {foreign: yes}}")
    found = Forward(plan(zoo)).consult({"wish": Answer("wants"), "foreign": Answer(False, I_THINK_SO)})
    assert next(one.certainty for one in found.firings if one.rule == "tried") == 0.7


LOW = {"    name: Appetite\n": "    name: Appetite\n    otherwise: low\n"}
UNSURE = {
    "    name: Appetite\n": "    name: Appetite\n    otherwise: {value: low, certainty: 0.5, because: Most are.}\n"
}


@pytest.mark.parametrize("replaced", [LOW, UNSURE])
def test_a_trait_is_otherwise_what_the_zoo_says_where_no_rule_concluded_any(
    tmp_path: Path, replaced: dict[str, str]
) -> None:
    zoo = tried(tmp_path, "{appetite: low, foreign: yes}", replaced)
    found = fired(zoo, CLIENTS)
    for engine, rules in found.items():
        for client, of_client in zip(CLIENTS, rules, strict=True):
            assert ("appetite-otherwise" in of_client) == ("wish" not in client), engine
            content = "wish" not in client or client["wish"].value == "none"
            assert ("tried" in of_client) == (content and "foreign" in client), engine


def test_what_was_said_against_counts_when_a_trait_is_settled(tmp_path: Path) -> None:
    """The evidence against `low` is weighed with the assumption, whichever layer it was heard in."""
    against = "- {id: never-low, if: {foreign: yes}, then: {appetite: low}, certainty: -0.8, because: No., source: s}\n"
    zoo = load_zoo(write_zoo(tmp_path, replaced=UNSURE, extra_rules=against), "tiny").sound()
    engine = Forward(plan(zoo))
    low = Fact("appetite", "low")
    assert engine.consult({}).beliefs[low].certainty == pytest.approx(0.5)
    settled = engine.consult({"foreign": Answer(True)})
    assert settled.beliefs[low].certainty == pytest.approx((0.5 - 0.8) / (1 - 0.5))
    assert {one.rule for one in settled.firings_for[low]} == {"never-low", "appetite-otherwise"}


def test_a_trait_may_be_tested_for_being_unknown(tmp_path: Path) -> None:
    zoo = tried(tmp_path, "{appetite: unknown}")
    for engine, found in fired(zoo, CLIENTS).items():
        assert ["tried" in rules for rules in found] == ["wish" not in client for client in CLIENTS], engine


def test_the_verdict_may_be_tested_for_being_unknown(tmp_path: Path) -> None:
    rule = "- {id: tried, if: {verdict: unknown}, then: {advice: grow}, certainty: 1, because: So., source: s}\n"
    zoo = load_zoo(write_zoo(tmp_path, extra_rules=rule), "tiny").sound()
    engine = Forward(plan(zoo))
    undecided = [engine.consult(client).verdict.animal is None for client in CLIENTS]
    assert {*undecided} == {True, False}
    for name, found in fired(zoo, CLIENTS).items():
        assert ["tried" in rules for rules in found] == undecided, name


def test_a_question_may_hang_on_another_one_being_unknown(tmp_path: Path) -> None:
    zoo = tried(
        tmp_path, "{tender_months: over 1}", {"relevant_if: {tenders: not never}": "relevant_if: {wish: unknown}"}
    )
    clients = [{**client, "tender_months": Answer(3)} for client in CLIENTS]
    for engine, found in fired(zoo, clients).items():
        assert ["tried" in rules for rules in found] == ["wish" not in client for client in clients], engine


def test_an_exception_is_explained(tmp_path: Path) -> None:
    zoo = tried(tmp_path, "{wish: wants, unless: {employees: under 20}}")
    engine = Forward(plan(zoo))
    proof = "\n".join(explain_fact(engine.consult({"wish": Answer("wants")}), Fact("animal", "cow")))
    assert "this not to be known: Headcount to be under 20 people" in proof
    small = engine.consult({"wish": Answer("wants"), "employees": Answer(4)})
    missed = "\n".join(told_why_not(small, "Romashka", why_not(small, "cow")))
    assert (
        "fails: the rule wants this not to be known: Headcount to be under 20 people; the answer is 4 people" in missed
    )


def test_what_is_assumed_is_explained(tmp_path: Path) -> None:
    zoo = tried(tmp_path, "{appetite: low, foreign: yes}", UNSURE)
    proof = "\n".join(explain_fact(Forward(plan(zoo)).consult({"foreign": Answer(True)}), Fact("animal", "cow")))
    assert "Most are. [appetite-otherwise]" in proof
    assert '"Appetite" to be unknown' in proof


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("{wish: not none or unknown}", ""),
        ("{unless: {wissh: none}}", "unknown-fact"),
        ("{unless: {}}", "empty-condition"),
        ("{wish: at least unknown}", "unknown-value"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, condition: str, code: str) -> None:
    rule = f"- {{id: tried, if: {condition}, then: {{animal: cow}}, certainty: 0.7, because: So., source: s}}\n"
    problems = load_zoo(write_zoo(tmp_path, extra_rules=rule), "tiny").problems
    assert [problem.code for problem in problems] == ([code] if code else [])


def test_an_otherwise_names_a_value_of_the_trait(tmp_path: Path) -> None:
    root = write_zoo(tmp_path, replaced={"    name: Appetite\n": "    name: Appetite\n    otherwise: lov\n"})
    (problem,) = load_zoo(root, "tiny").problems
    assert (problem.code, problem.hint) == ("unknown-value", "did you mean low?")

"""No way to another animal asks anybody to make the client worse; what the transition needs stands first."""

from itertools import product

import pytest

from clientzoo.explanation.path import improves, paths
from clientzoo.explanation.told.path import told_paths
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Attribute, Better, value_text
from clientzoo.workbench.cases import Case, read_cases
from explanation.clients import COW, of_the_ecosystem

FOUND = shipped()
ZOO = load_zoo(FOUND.root, FOUND.name).sound()
CASES, _ = read_cases(ZOO)
ORDER = "none", "some", "much"


def question(better: Better | None) -> Attribute:
    values: dict[Value, str] = {word: word for word in ORDER}
    return Attribute(
        "wish", "all", "Wish", "?", "", "", "from_birth", "client", "choice", ordered=True, values=values, better=better
    )


@pytest.mark.parametrize(
    ("better", "proposed"),
    [
        ("more", {("none", "some"), ("none", "much"), ("some", "much"), (None, "some"), (None, "much")}),
        ("less", {("some", "none"), ("much", "none"), ("much", "some"), (None, "none"), (None, "some")}),
        ("neither", set()),
    ],
)
def test_only_what_is_better_is_proposed(better: Better, proposed: set[tuple[str | None, str]]) -> None:
    changes = [(old, new) for old, new in product((None, *ORDER), ORDER) if old != new]
    assert {(old, new) for old, new in changes if improves(question(better), ORDER, old, new)} == proposed


def test_a_zoo_that_does_not_say_is_free_to_propose() -> None:
    assert improves(question(None), ORDER, "much", "none")


def test_every_question_of_the_shipped_zoo_states_its_direction() -> None:
    assert [name for name, one in ZOO.questions.items() if one.better is None] == []


@pytest.mark.parametrize("case", CASES[::6], ids=lambda case: case.id)
def test_no_way_out_of_a_shipped_case_makes_anything_worse(case: Case) -> None:
    engine = Forward(plan(ZOO))
    answers = case.answers
    now = engine.consult(answers)
    for transition in ZOO.transitions_from(now.verdict.animal or ""):
        found = paths(engine, ZOO, answers, transition.target, most_changes=2)
        for change in (change for one in found.sets for change in one.changes):
            attribute = ZOO.attributes[change.attribute]
            values = tuple(attribute.values)
            assert attribute.better in ("more", "less")
            if change.old is not None and attribute.numeric:
                assert (float(change.new) > float(change.old)) == (attribute.better == "more"), change
            elif change.old is not None:
                assert (values.index(change.new) > values.index(change.old)) == (attribute.better == "more") or (
                    attribute.type == "boolean" and value_text(change.new) == "yes"
                ), change


def test_what_the_transition_needs_comes_first() -> None:
    zoo, engine, answers = of_the_ecosystem(COW)
    told = list(told_paths(zoo, "Vesna", paths(engine, zoo, answers, "llama", most_changes=1)))
    first = told.index("What must happen first:")
    assert told[first + 1 : first + 3] == ["   - a marketer appears", "   - the promotion budget grows"]

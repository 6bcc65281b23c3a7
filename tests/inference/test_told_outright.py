"""What a client told is not contradicted by what was guessed: one value of a trait told outright silences hints."""

from pathlib import Path

import pytest

from clientzoo.explanation.contradictions import contradictions
from clientzoo.explanation.how import explain_fact
from clientzoo.explanation.told.contradictions import told_contradictions
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Fact
from zoos import write_zoo

HINTS = """\
- {id: big-is-hungry, if: {employees: over 100}, then: {appetite: high}, certainty: 0.5, because: It is big., source: s}
- {id: abroad-is-hungry, if: {foreign: yes}, then: {appetite: high}, certainty: 0.95, because: Abroad., source: s}
"""
TOLD = {"name: Appetite\n": "name: Appetite\n    told_by: wish\n"}


def consulted(root: Path, answers: dict[str, Value], told: dict[str, str] | None = TOLD) -> Consultation:
    zoo = load_zoo(write_zoo(root, replaced=told, extra_rules=HINTS), "tiny").sound()
    return Forward(plan(zoo)).consult({name: Answer(value) for name, value in answers.items()})


def test_a_hint_is_set_aside_and_stays_in_the_trace(tmp_path: Path) -> None:
    found = consulted(tmp_path, {"wish": "none", "employees": 200})
    low, high = Fact("appetite", "low"), Fact("appetite", "high")
    assert found.overruled == {high: low}
    assert found.beliefs[low].certainty == pytest.approx(0.9)
    assert found.beliefs[high].certainty == 0.0
    assert [firing.rule for firing in found.firings_for[high]] == ["big-is-hungry"]
    told = "\n".join(explain_fact(found, high))
    assert "Set aside, since an answer tells outright: it is content." in told.replace("the client", "it")
    assert "It is big. [big-is-hungry]" in told
    assert not contradictions(found)


def test_a_hint_counts_where_nothing_was_told_or_no_question_asks_for_the_trait(tmp_path: Path) -> None:
    alone = consulted(tmp_path / "alone", {"employees": 200})
    assert alone.overruled == {}
    assert alone.beliefs[Fact("appetite", "high")].certainty == pytest.approx(0.5)
    untold = consulted(tmp_path / "untold", {"wish": "none", "employees": 200}, {})
    assert untold.beliefs[Fact("appetite", "high")].certainty == pytest.approx(0.5)


def test_what_is_surer_than_what_was_told_is_a_contradiction_to_ask_about(tmp_path: Path) -> None:
    found = consulted(tmp_path, {"wish": "none", "foreign": True})
    assert found.overruled == {}
    (pair,) = contradictions(found)
    assert (pair.fact, pair.instead) == (Fact("appetite", "high"), Fact("appetite", "low"))
    assert (pair.answers_for, pair.answers_against) == (("foreign",), ("wish",))
    assert pair.tension == pytest.approx(0.9)
    told = "\n".join(told_contradictions(found, "Romashka", (pair,)))
    assert "the other, 0.90" in told
    assert "Do they want to sell more?" in told


def test_only_a_question_can_tell(tmp_path: Path) -> None:
    root = write_zoo(tmp_path, replaced={"name: Appetite\n": "name: Appetite\n    told_by: wihs\n"})
    (problem,) = load_zoo(root, "tiny").problems
    assert (problem.code, problem.hint) == ("unknown-attribute", "did you mean wish?")

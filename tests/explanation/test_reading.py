"""Facts, animals and changes are read as people type them, and what cannot be understood is told kindly."""

from pathlib import Path

import pytest

from clientzoo.explanation.reading import QuestionError, animal_named, changes_named, fact_named
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, TRANSITION, Fact
from explanation.clients import tiny


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("appetite: high", Fact("appetite", "high")),
        ("Appetite=high", Fact("appetite", "high")),
        ("appetite", Fact("appetite", "high")),
        ("is hungry", Fact("appetite", "high")),
        ("CAT", Fact(ANIMAL, "cat")),
        ("verdict: cat", Fact(ANIMAL, "cat")),
        ("cow->cat", Fact(TRANSITION, "cow -> cat")),
        ("transition: cow → cat", Fact(TRANSITION, "cow -> cat")),
        ("advice: grow", Fact(ADVICE, "grow")),
        ("grow", Fact(ADVICE, "grow")),
        ("Wish to grow", Fact("wish", "wants")),
    ],
)
def test_facts(tmp_path: Path, text: str, fact: Fact) -> None:
    known = tiny(tmp_path, wish="wants", employees=4)
    assert fact_named(known.engine.consult(known.answers), text) == fact


def test_a_misspelt_fact_is_asked_back(tmp_path: Path) -> None:
    known = tiny(tmp_path)
    with pytest.raises(QuestionError, match=r"`apetite: high` is no fact of this zoo \(did you mean appetite high"):
        fact_named(known.engine.consult({}), "apetite: high")


def test_animals(tmp_path: Path) -> None:
    zoo = tiny(tmp_path).zoo
    assert animal_named(zoo, "a Cat") == "cat"
    with pytest.raises(QuestionError, match="did you mean cow"):
        animal_named(zoo, "cov")


def test_changes(tmp_path: Path) -> None:
    zoo = tiny(tmp_path).zoo
    assert changes_named(zoo, ["wish=none", "Headcount = 1 200", "tenders=unknown"]) == {
        "wish": Answer("none"),
        "employees": Answer(1200),
        "tenders": None,
    }


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["wish"], "write it as"),
        (["wissh=none"], "did you mean wish"),
        (["wish=nune"], "did you mean none"),
        (["employees=many"], "is not a number"),
        (["wish=none", "wish=wants"], "changed twice"),
    ],
)
def test_changes_that_cannot_be(tmp_path: Path, texts: list[str], message: str) -> None:
    with pytest.raises(QuestionError, match=message):
        changes_named(tiny(tmp_path).zoo, texts)

"""Facts, animals and changes are read as people type them, and what cannot be understood is told kindly."""

from pathlib import Path

import pytest

from clientzoo.explanation.words_understood import QuestionError, animal_named, changes_apart, changes_named, fact_named
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
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


def test_changes_are_told_apart_by_the_names_of_questions() -> None:
    zoo = load_zoo(shipped().root, shipped().name, shipped().root).sound()
    name = zoo.attributes["growth_wish"].name
    assert changes_apart(zoo, f"{name} = wants employees=200") == [f"{name}=wants", "employees=200"]
    assert changes_apart(zoo, f"employees=200, {name.lower()}=wants") == ["employees=200", f"{name.lower()}=wants"]
    assert changes_named(zoo, changes_apart(zoo, f"{name} = unknown")) == {"growth_wish": None}


def test_an_animal_may_be_declined_in_russian() -> None:
    zoo = load_zoo(shipped().root, shipped().name, shipped().root).sound()
    for words, animal in {"тигром": "tiger", "тигра": "tiger", "корову": "cow", "слоном": "elephant"}.items():
        assert animal_named(zoo, words) == animal
    with pytest.raises(QuestionError, match="no animal"):
        animal_named(zoo, "тигрёнка-льва")

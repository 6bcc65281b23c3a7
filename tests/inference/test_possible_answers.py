"""What a program hands to an engine is held against the questionnaire."""

from typing import Any

import pytest

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo

FOUND = shipped()
ZOO = load_zoo(FOUND.root, FOUND.name).sound()


@pytest.mark.parametrize("choice", [EngineChoice.AUTO, EngineChoice.BUILTIN])
@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("growth_wish", Answer("wnts"), "did you mean wants?"),
        ("growth_wsh", Answer("wants"), "did you mean growth_wish?"),
        ("growth_wish", Answer("wants", 5.0), "up to 1, not at 5"),
        ("growth_wish", Answer("wants", 0.0), "above 0"),
        ("growth_wish", Answer(True), "`growth_wish`"),
        ("foreign_parent", Answer(1), "`foreign_parent`"),
        ("employees", Answer(-1), "at least 0"),
        ("employees", Answer(1.5), "whole people"),
        ("employees", Answer("25"), "write 25 instead of '25'"),
        ("employees", Answer(float("nan")), "finite number"),
        ("internet_share_now", Answer(100.5), "100"),
    ],
)
def test_an_impossible_answer_is_refused(choice: EngineChoice, name: str, answer: Any, words: str) -> None:
    with pytest.raises(ValueError, match="`") as refused:
        engine_for(ZOO, choice).consult({"regular_business": Answer(True), name: answer})
    assert words in str(refused.value)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ValueError, match=r"growth_wish.*employees"):
        engine_for(ZOO).consult({"growth_wish": Answer("wnts"), "employees": Answer(-1)})


def test_what_lies_on_a_bound_is_possible() -> None:
    answers = {"internet_share_now": Answer(100.0), "employees": Answer(0), "growth_wish": Answer("wants", 1.0)}
    assert set(engine_for(ZOO).consult(answers).answers) == set(answers)

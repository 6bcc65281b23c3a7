"""Explanations in Russian: whole, of one language, for every animal, and of clients nobody knows."""

from collections.abc import Callable

import pytest

from clientzoo.explanation.inquiry import Inquiry
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.languages import in_language
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.rule_texts import plain, rule_texts, rulebase_texts
from clientzoo.workbench.cases import read_cases
from languages.russian import latin

FOUND = shipped()
ENGLISH = load_zoo(FOUND.root, FOUND.name).sound()
RUSSIAN = in_language(ENGLISH, "ru")
ENGINE = engine_for(RUSSIAN, EngineChoice.BUILTIN)
CASES = {case.id: case for case in read_cases(ENGLISH)[0]}
QUESTIONS: dict[str, Callable[[Inquiry], object]] = {
    "why not": lambda one: one.why_not("тигр", True).lines, "to": lambda one: one.to("тигр").lines,
    "sure": lambda one: one.sure().lines, "contradictions": lambda one: one.contradictions().lines,
    "what if": lambda one: one.what_if(["growth_wish=none", "employees=3000"], True).lines,
    "how": lambda one: one.how("").lines, "how budget": lambda one: one.how("money").lines,
}  # fmt: skip
FEW = sorted(CASES)[::9]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", FEW)
def test_no_latin_word_stands_in_an_answer(name: str, question: str) -> None:
    inquiry = Inquiry(ENGINE, RUSSIAN, CASES[name].answers, "Ромашка")
    lines = list(QUESTIONS[question](inquiry))  # type: ignore[call-overload]
    # what a question is called, and advice, which is named by its id, are not sentences of the program
    assert lines and [line for line in lines if latin(line)] == []


def test_every_reason_trait_need_and_topic_is_translated_and_no_translation_is_of_nothing() -> None:
    texts = rule_texts(ENGLISH.root, ENGLISH.id, "ru")
    known = {plain(text) for text, _ in rulebase_texts(ENGLISH)}
    advice = {plain(text) for one in ENGLISH.advice.values() for text in (one.text, one.done_when)}
    assert sorted(known - advice - set(texts.texts) - {""}) == []
    assert {text: words for text, said in texts.texts.items() if (words := latin(said))} == {}

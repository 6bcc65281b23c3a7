"""Questions as typed, answered on the tiny zoo: the texts are kept whole, so that a change of wording is seen."""

from pathlib import Path

import pytest

from clientzoo.explanation.questions import answer
from clientzoo.explanation.words_understood import QuestionError
from clientzoo.knowledge.answer import Answer
from explanation.clients import Known, tiny
from golden import assert_golden

GOLDEN = Path(__file__).parent / "golden"
AGAINST = "- {id: no-tenders, if: {tenders: always}, then: {animal: cat}, certainty: -0.6, because: Cats run no tenders., source: s}\n"  # noqa: E501


def cat(root: Path) -> Known:
    return tiny(root, AGAINST, wish="wants", employees=4, tenders="always")


def said(known: Known, question: str) -> str:
    return "\n".join(answer(question, known.engine, known.zoo, known.answers, "Ромашка")) + "\n"


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("how", "how"),
        ("how-fact", "how Appetite: high?"),
        ("how-answer", "how employees"),
        ("how-nothing", "how cow"),
        ("why-not", "why not cow?"),
        ("what-if", "what if wish=none employees = 200"),
        ("what-if-same", "what if wish=demands"),
        ("to", "to cow"),
        ("sure", "how sure?"),
        ("contradictions", "contradictions"),
        ("help", "help"),
    ],
)
def test_answers_read_as_they_should(tmp_path: Path, name: str, question: str) -> None:
    assert_golden(said(cat(tmp_path), question), GOLDEN / f"{name}.txt")


def test_a_revolution_is_named(tmp_path: Path) -> None:
    known = tiny(tmp_path, wish="none", employees=4)
    text = said(known, "to cat")
    assert "Only a revolution turns a cow into a cat" in text
    assert "they become hungry" in text
    assert "Only new leaders can bring this about" in text


def test_questions_nobody_can_answer_are_refused_kindly(tmp_path: Path) -> None:
    known = cat(tmp_path)
    for question, message in {
        "wy not cow": "did you mean why not",
        "why not": "needs a word more",
        "to dragon": "no animal of this zoo",
        "": "type help",
    }.items():
        with pytest.raises(QuestionError, match=message):
            answer(question, known.engine, known.zoo, known.answers)


def test_all_shows_every_rule(tmp_path: Path) -> None:
    more = "".join(
        f"- {{id: more-{number}, if: {{wish: none}}, then: {{animal: cow}}, certainty: 0.3, because: So., source: s}}\n"
        for number in range(9)
    )
    known = Known(*tiny(tmp_path, more, wish="wants")[:2], {"wish": Answer("wants")})
    assert "the nearest 7 of 10 (--all shows them all)" in said(known, "why not cow")
    assert said(known, "why not cow --all").count("[more-") == 9

"""The interview in plain lines: over a pipe, to the verdict, with every command a letter."""

import io
from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from clientzoo.inference.consultation import Answers
from clientzoo.inference.engines import engine_for
from clientzoo.interview.client_file import client_file
from clientzoo.interview.conversation import Conversation
from clientzoo.interview.keep import Keep
from clientzoo.interview.order import Suggestion
from clientzoo.interview.outcome import Ending
from clientzoo.interview.plain import Plain
from clientzoo.interview.session import resumed
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers, read_answers_file
from clientzoo.knowledge.file_names import plain_name
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.span import Span
from clientzoo.knowledge.zoo import Zoo
from commands import Ran, clientzoo
from zoos import write_zoo


@pytest.fixture
def zoo(tmp_path: Path) -> Zoo:
    return load_zoo(write_zoo(tmp_path / "zoo"), "tiny", tmp_path).sound()


def interviewed(at: Path, *lines: str, client: str = "Ромашка") -> Ran:
    """The interview with what a manager types, line by line, until the lines end."""
    typed = "".join(f"{line}\n" for line in lines)
    file = () if client.endswith(".yaml") else ("--file", f"clients/{plain_name(client)}.yaml")
    options = ("--plain", "--mode", "full", "--zoo", "zoo", "--no-playbook", *file)
    return clientzoo("interview", client, *options, at=at, given=typed)


def known(at: Path, zoo: Zoo, name: str = "ромашка") -> ClientAnswers:
    return read_answers_file(at / "clients" / f"{name}.yaml", zoo)


def test_from_the_first_question_to_the_verdict(zoo: Zoo, tmp_path: Path) -> None:
    ran = interviewed(tmp_path, "2", "1,2 тыс", "~ 2", "14", "2", "")
    assert (ran.code, ran.err) == (0, "")
    assert "Do they want to sell more?\n  1  Wants no growth\n  2  Wants to grow" in ran.out
    assert "Headcount: 1 200 people." in ran.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Ромашка: cat, likely (0.72)" in ran.out
    assert "Answers:  clients/ромашка.yaml" in ran.out
    assert known(tmp_path, zoo).answers == {
        "wish": Answer("wants"),
        "employees": Answer(1200),
        "tenders": Answer("always", 0.6),
        "tender_months": Answer(14),
        "foreign": Answer(False),
    }


def test_the_end_of_the_input_saves_and_leaves_and_the_next_goes_on(zoo: Zoo, tmp_path: Path) -> None:
    ran = interviewed(tmp_path, "2", "u")
    assert ran.code == 0
    assert "Saved in clients/ромашка.yaml" in ran.out
    ran = interviewed(tmp_path, "b", "1", "q")
    assert "Going on with Ромашка: 2 answers were found" in ran.out
    assert "Do they run tenders?" in ran.out
    assert known(tmp_path, zoo).answers == {"wish": Answer("wants"), "employees": Answer(1)}
    assert known(tmp_path, zoo).unknown == frozenset()


def test_every_command_says_what_it_does(tmp_path: Path, zoo: Zoo) -> None:
    ran = interviewed(
        tmp_path, "?", "w", "s", ": why not cow", ":", "how cat", "n", "first # line", "second", "", "7", "q"
    )
    assert ran.code == 0
    for said in (
        "What to look for: Listen for figures.",
        "What it is for: What to offer.",
        "So far: undetermined: nothing telling is known yet",
        "A content company is a cow.",
        "It is a cat: open (0.00)",
        "The note is kept, at Wish to grow.",
        "please choose 1 to 3, or u where nobody knows: 1 Wants no growth, 2 Wants to grow, 3 Demands growth",
    ):
        assert said in ran.out
    assert known(tmp_path, zoo).open_notes == {"wish": "first # line\nsecond"}


def test_an_answer_is_changed_from_the_review(zoo: Zoo, tmp_path: Path) -> None:
    ran = interviewed(tmp_path, "2", "u", "1", "u", "1", "none", "")
    assert ran.code == 0
    assert "  1  Wish to grow: Wants to grow\n" in ran.out
    assert "Ромашка: cow" in ran.out
    assert known(tmp_path, zoo).answers["wish"] == Answer("none")


def test_control_signs_in_a_name_and_a_note_do_not_reach_the_terminal(zoo: Zoo, tmp_path: Path) -> None:
    ran = interviewed(tmp_path, "n \x1b]0;title\x07 \x1b[31m", "n", "", "r", "", client="Ro\x1b[31mma\nshka")
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "\x07" not in ran.out


def test_a_broken_file_is_told_with_its_places_and_stays(tmp_path: Path, zoo: Zoo) -> None:
    path = tmp_path / "clients" / "romashka.yaml"
    path.parent.mkdir()
    path.write_text("client: Romashka\nanswers:\n  wish: wnts\n  employes: 4\n")
    ran = interviewed(tmp_path, "2", client="Romashka")
    assert ran.code == 2
    assert "clients/romashka.yaml:3:9: unknown-value" in ran.err
    assert (
        "clients/romashka.yaml:4:3: unknown-attribute `employes` is no question of this zoo (did you mean employees?)"
        in ran.err
    )
    assert "wnts" in path.read_text()


def test_an_answers_file_may_stand_for_the_client(tmp_path: Path, zoo: Zoo) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("client: Romashka\nanswers:\n  wish: wants\n")
    ran = interviewed(tmp_path, "6", "q", client="mine.yaml")
    assert "Going on with Romashka: 1 answer was found in mine.yaml" in ran.out
    assert read_answers_file(path, zoo).answers == {"wish": Answer("wants"), "employees": Answer(6)}


class Settling:
    """An order that is sure of the animal after one answer; two more questions are for advice."""

    def next(self, answers: Answers, unknown: Collection[str], last: str | None) -> Suggestion | None:
        asked = {*answers, *unknown}
        for name in ("wish", "employees", "foreign"):
            if name not in asked:
                return Suggestion(name, "animal" if name == "wish" else "advice", 0.5, 1, 0.1)
        return None


def led(zoo: Zoo, at: Path, *lines: str) -> tuple[Ending, str]:
    """A conversation by `Settling`, with what the manager types."""
    file = client_file("Romashka", at / "romashka.yaml", zoo, at)
    conversation = Conversation(zoo, engine_for(zoo), Settling(), Keep(file, zoo), resumed(file.known))
    left: Iterator[str] = iter(lines)

    def read(prompt: str) -> str:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    out = io.StringIO()
    return Plain(conversation, read, out).run(), out.getvalue()


def test_once_the_animal_is_settled_the_manager_may_finish(zoo: Zoo, tmp_path: Path) -> None:
    ending, out = led(zoo, tmp_path, "1", "1", "")
    assert ending is Ending.FINISHED
    assert "The animal is settled. Romashka: cow, likely (0.72)" in out
    assert "How many people" not in out


def test_or_go_on_with_what_advice_needs(zoo: Zoo, tmp_path: Path) -> None:
    ending, out = led(zoo, tmp_path, "1", "2", "5", "1", "")
    assert ending is Ending.FINISHED
    assert out.count("The animal is settled") == 1
    assert "How many people work there?" in out
    assert "Do they run tenders?" not in out


def test_or_with_everything_group_by_group(zoo: Zoo, tmp_path: Path) -> None:
    ending, out = led(zoo, tmp_path, "1", "3", "5", "1", "1", "")
    assert ending is Ending.FINISHED
    assert "group 1 of 1, 4 left in it, 4 in all" in out
    assert "Do they run tenders?" in out


def test_going_on_from_the_review_asks_what_was_left_out(zoo: Zoo, tmp_path: Path) -> None:
    ending, out = led(zoo, tmp_path, "1", "1", "g", "5", "1", "1", "")
    assert ending is Ending.FINISHED
    assert "(not asked yet)" in out
    assert "Do they run tenders?" in out


def test_a_note_after_an_answer_is_about_the_question_answered(zoo: Zoo, tmp_path: Path) -> None:
    ran = interviewed(tmp_path, "2", "n said so at the fair", "u", "s", "n here", "q")
    assert "The note is kept, at Wish to grow." in ran.out
    assert "The note is kept, at Tenders." in ran.out
    assert known(tmp_path, zoo).answers["wish"] == Answer("wants", 1.0, "said so at the fair")
    assert known(tmp_path, zoo).open_notes == {"tenders": "here"}


def test_words_in_russian_command_too(zoo: Zoo, tmp_path: Path) -> None:
    ran = interviewed(tmp_path, "неизвестно", "назад", "помощь", "выход")
    assert ran.code == 0
    assert "What to look for: Listen for figures." in ran.out


def test_a_range_named_in_passing_is_kept_as_one(zoo: Zoo, tmp_path: Path) -> None:
    ran = interviewed(tmp_path, "u", "от 40 до 60 чел", "q")
    assert "40-60 people" in ran.out
    answer = known(tmp_path, zoo).answers["employees"].value
    assert isinstance(answer, Span)
    assert (answer, answer.low, answer.high) == ("40-60", 40, 60)


def test_the_review_shows_what_was_answered_first(zoo: Zoo, tmp_path: Path) -> None:
    ran = interviewed(tmp_path, "u", "u", "b", "b", "r", "q")
    review = ran.out[ran.out.index("Review:") :]
    assert review.index("Headcount: don't know") < review.index("(not asked yet)")

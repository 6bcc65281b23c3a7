"""Pages on screens of any size: no line too wide, no more lines than fit, and the pointer always in sight."""

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientzoo.inference.consultation import Answers
from clientzoo.inference.engines import engine_for
from clientzoo.interview.client_file import ClientFile
from clientzoo.interview.commands import Command
from clientzoo.interview.conversation import Conversation, Notice
from clientzoo.interview.keep import Keep
from clientzoo.interview.order import Suggestion
from clientzoo.interview.screen.look import ASCII, DRAWN
from clientzoo.interview.screen.page import Page
from clientzoo.interview.screen.pages import question_page, review_page, settled_page
from clientzoo.interview.screen.paint import PANEL_WIDTH, Line, body, foot, heading, panel, text_page
from clientzoo.interview.screen.text_width import width_of
from clientzoo.interview.session import resumed
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from zoos import write_zoo

NAME = "ООО «Ромашка» 中文公司 🎉 с очень длинным названием"


class Settled:
    """An order for which the animal is settled and one question is left for advice."""

    def next(self, answers: Answers, unknown: Collection[str], last: str | None) -> Suggestion | None:
        return Suggestion("employees", "advice", 0.0, 1, 0.0)


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Zoo:
    folder = tmp_path_factory.mktemp("paint")
    labels = {"Wants to grow": "Хочет продавать больше чем в прошлом году и называет цифры 中文", "Headcount": "人数"}
    return load_zoo(write_zoo(folder / "zoo", replaced=labels), "tiny", folder).sound()


@pytest.fixture(scope="module")
def pages(zoo: Zoo) -> tuple[Conversation, list[Page]]:
    known = ClientAnswers(NAME, "tiny", "1", {"tenders": Answer("never", 0.6, "заметка " * 90)}, frozenset({"foreign"}))
    keep = Keep(ClientFile(Path("nowhere.yaml"), known, found=False), zoo)
    talk = Conversation(zoo, engine_for(zoo), Settled(), keep, resumed(known))
    acts = {command: lambda: None for command in Command}
    settled = settled_page(talk, DRAWN)
    talk.open("wish")
    choice = question_page(talk, True, lambda value: None, acts, DRAWN)
    talk.open("employees")
    number = question_page(talk, False, lambda value: None, acts, DRAWN)
    return talk, [settled, choice, number, review_page(talk, lambda: None, DRAWN)]


def width(line: Line) -> int:
    return sum(width_of(fragment[1]) for fragment in line)


@settings(deadline=None)
@given(st.integers(30, 130), st.integers(3, 45), st.data())
def test_it_fits(pages: tuple[Conversation, list[Page]], columns: int, rows: int, data: st.DataObject) -> None:
    talk, shown = pages
    page = data.draw(st.sampled_from(shown))
    cursor = data.draw(st.integers(0, max(len(page.choices) - 1, 0)))
    painted = body(page, cursor, columns, rows, DRAWN)
    assert len(painted) <= rows
    if page.choices:
        assert any(fragment[0] == "class:chosen" for line in painted for fragment in line)
    lines = [*painted, *heading(page, columns, DRAWN), *foot(page, Notice("Saved: " * 30), columns, rows, DRAWN)]
    assert max(map(width, lines)) <= columns
    side = panel(talk, rows, DRAWN)
    assert len(side) == rows
    assert max(map(width, side)) <= PANEL_WIDTH


@given(st.lists(st.text(max_size=80), max_size=5), st.integers(10, 80))
def test_a_text_to_read_fits(lines: list[str], columns: int) -> None:
    assert all(width(line) <= columns for line in text_page(lines, columns))


def test_the_settled_animal_is_announced_with_three_ways_on(pages: tuple[Conversation, list[Page]]) -> None:
    texts = [row.text for row in pages[1][0].rows]
    assert any(text.startswith("The animal is settled. ООО «Ромашка»") for text in texts)
    assert [row.key for row in pages[1][0].choices] == ["1", "2", "3"]


def test_ascii_signs_are_ascii() -> None:
    assert "".join([ASCII.bar, ASCII.line, ASCII.side, ASCII.pointer, ASCII.up, ASCII.down, ASCII.arrows]).isascii()

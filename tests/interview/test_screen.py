"""The full-screen interview in a real terminal: what a manager sees and what the keys do."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers, read_answers_file
from clientzoo.knowledge.file_names import plain_name
from clientzoo.knowledge.load import load_zoo
from terminals import Terminal
from zoos import write_zoo

WISH, HEADS, TENDERS, FOREIGN = "sell more?", "How many people", "Do they run tenders?", "parent company abroad?"


class Manager:
    """Sits at terminals and interviews about the tiny zoo."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.zoo = load_zoo(write_zoo(folder / "zoo"), "tiny", folder).sound()
        self.terminals: list[Terminal] = []

    def sits_down(self, client: str = "Romashka", columns: int = 80, rows: int = 24, **env: str) -> Terminal:
        arguments: tuple[str, ...] = ("interview", client, "--zoo", "zoo", "--mode", "full", "--no-playbook")
        if not client.endswith(".yaml"):
            arguments = (*arguments, "--file", f"clients/{plain_name(client)}.yaml")
        terminal = Terminal(*arguments, at=self.folder, columns=columns, rows=rows, env=env)
        self.terminals.append(terminal)
        return terminal

    def known(self, name: str = "romashka") -> ClientAnswers:
        return read_answers_file(self.folder / "clients" / f"{name}.yaml", self.zoo)


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    manager = Manager(tmp_path)
    yield manager
    for terminal in manager.terminals:
        terminal._child.close(force=True)


def test_from_the_first_question_to_the_verdict(manager: Manager) -> None:
    terminal = manager.sits_down()
    screen = terminal.wait(WISH, "Enter take", "Listen for figures.", "1  Wants no growth", "So far", "Cat")
    assert "group 1 of 1, 5 left in it" in screen
    terminal.press("Down", "Enter")
    terminal.wait(HEADS, "Saved: Wish to grow: Wants to grow")
    terminal.press("1", "2")
    terminal.wait("= 12 people. Enter takes it.")
    terminal.press("Enter")
    terminal.wait(TENDERS, "Saved: Headcount: 12 people")
    terminal.wait_like(r"Cat +█+ +0\.72 ▲")
    terminal.press("1", "Enter")
    terminal.wait(FOREIGN, "Saved: Tenders: Never")
    terminal.press("u")
    screen = terminal.wait("Review: Romashka", "Finish: the verdict")
    assert "3 answered, 1 unknown, 0 not asked" in screen
    screen = terminal.wait_like(r"Foreign parent +don't know")
    assert "Length of a tender" not in screen
    terminal.press("Enter")
    assert terminal.end() == 0
    assert "Romashka: cat, likely (0.72)" in terminal.text
    assert "A small hungry company is a cat." in terminal.text
    assert "clients/romashka.yaml" in terminal.text
    assert manager.known().answers == {"wish": Answer("wants"), "employees": Answer(12), "tenders": Answer("never")}


def test_back_and_review_change_an_answer_and_lose_none(manager: Manager) -> None:
    terminal = manager.sits_down()
    terminal.wait(WISH)
    terminal.press("2", "Enter")
    terminal.wait(HEADS)
    terminal.press("7", "Enter")
    terminal.wait(TENDERS)
    terminal.press("b")
    terminal.wait(HEADS, "Answer so far: 7 people", "looking at an earlier answer")
    terminal.press("\x02")
    terminal.wait(WISH, "› 2  Wants to grow")
    terminal.press("~")
    terminal.wait("[x] I think so")
    terminal.press("3", "Enter")
    terminal.wait(TENDERS, "Saved: Wish to grow: Demands growth, I think")
    terminal.press("r")
    terminal.wait("Review: Romashka", "7 people", "Demands growth (I think so, 0.6)")
    terminal.press("Down", "Down", "Down", "Enter")
    terminal.wait(HEADS)
    terminal.press("9", "Enter")
    terminal.wait("Review: Romashka", "9 people")
    terminal.press("q")
    assert terminal.end() == 0
    assert manager.known().answers == {"wish": Answer("demands", 0.6), "employees": Answer(9)}


def test_leaving_and_coming_back_goes_on_where_it_was(manager: Manager) -> None:
    terminal = manager.sits_down("Ромашка")
    terminal.wait(WISH)
    terminal.press("2", "Enter")
    terminal.wait(HEADS)
    terminal.press("q", "Enter")
    assert terminal.end() == 0
    assert "Saved in clients/ромашка.yaml" in terminal.text
    terminal = manager.sits_down("Ромашка")
    terminal.wait(HEADS, "Going on with Ромашка: 1 answer was found in clients/ромашка.yaml")
    terminal.press("\x03")
    assert terminal.end() == 130
    assert manager.known("ромашка").client == "Ромашка"


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_whatever_ends_it_the_answers_given_are_there(manager: Manager, ending: signal.Signals) -> None:
    terminal = manager.sits_down()
    terminal.wait(WISH)
    terminal.press("1", "Enter")
    terminal.wait(HEADS)
    terminal.press("5")
    terminal.wait("= 5 people")
    terminal.kill(ending)
    assert manager.known().answers == {"wish": Answer("none")}
    assert [path.name for path in (manager.folder / "clients").iterdir()] == ["romashka.yaml"]


def test_keys_of_a_russian_layout_work_too(manager: Manager) -> None:
    terminal = manager.sits_down()
    terminal.wait(WISH)
    terminal.press("г")
    terminal.wait(HEADS, "Saved: Wish to grow: nobody knows")
    terminal.press("й", "Enter")
    assert terminal.end() == 0
    assert manager.known().unknown == {"wish"}


def test_a_number_is_shown_as_understood_and_refused_kindly(manager: Manager) -> None:
    terminal = manager.sits_down()
    terminal.wait(WISH)
    terminal.press("u")
    terminal.wait(HEADS, "e.g. 40")
    terminal.press("1,2 тыс")
    terminal.wait("200 people. Enter takes it.")
    terminal.press("Enter")
    terminal.wait(TENDERS)
    terminal.press("b")
    terminal.wait(HEADS)
    terminal.press("many")
    terminal.wait("'many' is not a number; write it as")
    terminal.press("Enter")
    terminal.wait("Answer: many")
    assert manager.known().answers == {"employees": Answer(1200)}


def test_a_word_to_leave_unknown_may_be_typed_where_a_number_is_asked(manager: Manager) -> None:
    terminal = manager.sits_down()
    terminal.wait(WISH)
    terminal.press("u")
    terminal.wait(HEADS)
    terminal.press("не знаю", "Enter")
    terminal.wait(TENDERS, "Headcount: nobody knows")


def test_questions_back_and_help(manager: Manager) -> None:
    terminal = manager.sits_down()
    terminal.wait(WISH)
    terminal.press("2", "Enter")
    terminal.wait(HEADS)
    terminal.press("?")
    terminal.wait("What to look for: Ask for a rough figure.", "What it is for: Who of us goes there.", "why not cat")
    terminal.press("Esc")
    terminal.wait("Answer:")
    terminal.press(":")
    terminal.wait("Ask:")
    terminal.press("why not cow", "Enter")
    terminal.wait("A content company is a cow.")
    terminal.press(":")
    terminal.wait("Ask:")
    terminal.press("why not cwo", "Enter")
    terminal.wait("did you mean cow?")
    terminal.press("Esc", "Esc")
    terminal.wait(HEADS)
    terminal.press("\x13")
    terminal.wait("So far", "Cat", "Esc back")


def test_a_long_note_is_pasted_whole(manager: Manager) -> None:
    note = "\n".join(f"строка {number}: «ещё» # 中文 🎉" for number in range(400)) + "!"
    assert len(note) > 9_000
    terminal = manager.sits_down()
    terminal.wait(WISH)
    terminal.press("n")
    terminal.wait("Enter keep the note")
    terminal.paste(note)
    terminal.wait("строка 399")
    terminal.press("Enter")
    terminal.wait(WISH, "Saved: the note.", "Note: строка 0")
    assert terminal.columns_of("│") == {50}
    terminal.press("2", "Enter")
    terminal.wait(HEADS)
    assert manager.known().answers["wish"] == Answer("wants", 1.0, note)


def test_pasted_junk_answers_nothing_and_breaks_nothing(manager: Manager) -> None:
    junk = "1\r2\x1b[2J\x1b]0;title\x07\x1b[31mu\x03q\x00\x9b5n\udcff"
    terminal = manager.sits_down()
    terminal.wait(WISH)
    terminal.paste(junk.encode("utf-8", "surrogateescape").decode("latin-1"))
    terminal.wait("Pasted text is not an answer here", WISH)
    assert not (manager.folder / "clients").exists()
    terminal.press("u")
    terminal.wait(HEADS)
    terminal.paste("\x1b[2J\r\n 1 200\x07\t\n")
    terminal.wait("Answer: [2J 1 200", "is not a number")
    terminal.press("Enter")
    terminal.wait("is not a number", HEADS)
    assert manager.known().answers == {}


def test_it_follows_the_size_of_the_window(manager: Manager) -> None:
    terminal = manager.sits_down(columns=120, rows=40)
    terminal.wait(WISH, "So far")
    terminal.resize(40, 12)
    screen = terminal.wait(WISH, "3  Demands growth", "Enter take", "? help")
    assert "So far" not in screen
    terminal.resize(20, 6)
    terminal.wait("is too", "small.")
    terminal.resize(80, 24)
    terminal.wait(WISH, "So far", "q save and leave")
    terminal.press("2", "Enter")
    terminal.wait(HEADS)


def test_without_unicode_it_draws_in_ascii(manager: Manager) -> None:
    terminal = manager.sits_down(LANG="C")
    terminal.wait(WISH)
    terminal.press("2", "Enter")
    screen = terminal.wait(HEADS, "Saved:")
    assert screen.isascii()


def test_no_color_means_none(manager: Manager) -> None:
    terminal = manager.sits_down(NO_COLOR="1")
    terminal.wait(WISH)
    assert not re.search(rb"\x1b\[(\d+;)*(3[0-7]|9[0-7]|4[0-7]|38|48)[;m]", terminal.raw)
    coloured = manager.sits_down("Other")
    coloured.wait(WISH)
    assert re.search(rb"\x1b\[(\d+;)*(3[0-7]|9[0-7])[;m]", coloured.raw)


def test_a_dumb_terminal_gets_plain_lines(manager: Manager) -> None:
    terminal = manager.sits_down(TERM="dumb")
    terminal.wait(WISH, "Type your answer, or: u don't know")
    terminal.press("2", "Enter")
    terminal.wait(HEADS)
    terminal.press("\x03")
    assert terminal.end() == 130
    assert manager.known().answers == {"wish": Answer("wants")}


def test_somebody_else_s_answer_meanwhile_is_kept_and_told(manager: Manager) -> None:
    ours, theirs = manager.sits_down(), manager.sits_down()
    ours.wait(WISH)
    theirs.wait(WISH)
    theirs.press("u")
    theirs.wait(HEADS)
    theirs.press("8", "Enter")
    theirs.wait(TENDERS)
    ours.press("2", "Enter")
    ours.wait("Somebody else changed answers meanwhile", "Headcount", TENDERS)
    assert manager.known().answers == {"wish": Answer("wants"), "employees": Answer(8)}


def test_a_file_broken_meanwhile_is_told_and_the_answers_come_out_at_the_end(manager: Manager) -> None:
    terminal = manager.sits_down(columns=140)
    terminal.wait(WISH)
    terminal.press("2", "Enter")
    terminal.wait(HEADS)
    path = manager.folder / "clients" / "romashka.yaml"
    path.write_text("client: [Romashka\n")
    terminal.press("8", "Enter")
    terminal.wait("NOT SAVED", "romashka.yaml:")
    terminal.press("q")
    assert terminal.end() == 2
    assert path.read_text() == "client: [Romashka\n"
    assert b"  employees: 8" in terminal.raw


def test_a_digit_moves_the_mark_and_enter_takes_it(manager: Manager) -> None:
    terminal = manager.sits_down()
    terminal.wait(WISH)
    terminal.press("3")
    terminal.wait("› 3  Demands growth")
    assert not (manager.folder / "clients").exists()
    terminal.press("2", "Enter")
    terminal.wait(HEADS, "Saved: Wish to grow: Wants to grow")
    terminal.press("u", "Enter")
    terminal.wait(TENDERS)
    terminal.press("r")
    terminal.wait("Review: Romashka")
    terminal.press("2")
    terminal.wait("› 2  Go on with")
    assert manager.known().answers == {"wish": Answer("wants")}


def test_one_key_answers_where_somebody_switched_that_on(manager: Manager) -> None:
    (manager.folder / "clientzoo.toml").write_text("[interview]\none_key = true\n")
    terminal = manager.sits_down()
    terminal.wait(WISH)
    terminal.press("2")
    terminal.wait(HEADS, "Saved: Wish to grow: Wants to grow")


def test_the_cursor_stands_on_the_chosen_line(manager: Manager) -> None:
    terminal = manager.sits_down()
    terminal.wait(WISH, "q save and leave")
    for digit in "32":
        terminal.press(digit)
        terminal.wait_for(
            lambda text, digit=digit: text.splitlines()[terminal.cursor[0]].strip().startswith(f"› {digit}"),  # type: ignore[misc]
            "the cursor on the chosen line",
        )
    assert not terminal.cursor_hidden


@pytest.mark.parametrize("ending", [signal.SIGHUP, signal.SIGTERM])
def test_a_program_told_to_end_gives_the_terminal_back(manager: Manager, ending: signal.Signals) -> None:
    terminal = manager.sits_down()
    terminal.wait(WISH, "q save and leave")
    terminal.kill(ending)
    assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")

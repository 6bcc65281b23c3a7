"""The text of an answers file: reads back as what was known, whatever was noted, and a person can edit it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientzoo.interview.answers_text import answers_text
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers, read_answers_file
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from strategies import Client, clients
from zoos import write_zoo


@pytest.fixture
def zoo(tmp_path: Path) -> Zoo:
    return load_zoo(write_zoo(tmp_path / "zoo"), "tiny", tmp_path).sound()


NASTY = st.sampled_from([
    "# no comment", "a: b", "- a", "yes", "no", "null", "~", "unknown", "12", "1e3", "0o17", "'", '"', "\\", "{}", "[",
    "|", "первое\nвторое\n", "tab\there", "\x1b[31mred\x1b[0m", "\x00\x07\x7f\x85\u2028\ufeff", "中文 🎉", "  blank  ",
    "\r\n", "%TAG", "@at", "`tick", "&anchor", "*alias", "!tag", "? key", "...", "---", "-", "x" * 10_000,
    "é # ü\n" * 1_700,
])  # fmt: skip
notes = st.just("") | NASTY | st.text(max_size=60) | st.lists(NASTY, min_size=2, max_size=3).map("\n".join)
names = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)


@settings(max_examples=150, deadline=None)
@given(clients(max_rules=0), names, st.data())
def test_what_is_known_reads_back(
    tmp_path_factory: pytest.TempPathFactory, client: Client, name: str, data: st.DataObject
) -> None:
    zoo, given_answers = client
    answers = {one: Answer(it.value, it.certainty, data.draw(notes)) for one, it in given_answers.items()}
    left = [one for one in zoo.attributes if one not in answers]
    unknown = frozenset(one for one in left if data.draw(st.booleans()))
    open_notes = {one: note for one in left if (note := data.draw(notes))}
    known = ClientAnswers(name, zoo.id, zoo.version, answers, unknown, open_notes)
    path = tmp_path_factory.mktemp("round") / "client.yaml"
    path.write_bytes(answers_text(known, zoo).encode())
    assert read_answers_file(path, zoo) == known


def test_every_question_stands_in_the_file_ready_to_be_answered(zoo: Zoo, tmp_path: Path) -> None:
    text = answers_text(ClientAnswers("Romashka", "tiny", "1", {"employees": Answer(4)}), zoo)
    assert "  # Do they want to sell more?\n  #   none: Wants no growth\n" in text
    assert "  # How many people work there?\n  #   a whole number, people, 0 or more\n  employees: 4\n" in text
    path = tmp_path / "client.yaml"
    path.write_text(text.replace("  # wish:", "  wish: wants").replace("  # foreign:", "  foreign: yes"))
    read = read_answers_file(path, zoo)
    assert {name: answer.value for name, answer in read.answers.items()} == {
        "wish": "wants",
        "employees": 4,
        "foreign": True,
    }


def test_a_line_uncommented_without_an_answer_is_not_asked_yet(zoo: Zoo, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    path.write_text(answers_text(ClientAnswers("R", "tiny", "1", {}), zoo).replace("  # wish:", "  wish:"))
    read = read_answers_file(path, zoo)
    assert (read.answers, read.unknown) == ({}, frozenset())


def test_it_reads_the_same_without_its_comments(zoo: Zoo, tmp_path: Path) -> None:
    known = ClientAnswers("R", "tiny", "1.0.0", {"wish": Answer("wants", 0.6, "# note\nmore")}, frozenset({"tenders"}))
    text = answers_text(known, zoo)
    path = tmp_path / "client.yaml"
    path.write_text("".join(line for line in text.splitlines(True) if not line.lstrip().startswith("#")))
    assert read_answers_file(path, zoo) == known

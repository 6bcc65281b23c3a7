"""Asking about a segment: the interview's own terminal, with texts for answers and no verdict."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import polars as pl
import pytest

from clientzoo.cli.schemas import json_schema
from clientzoo.knowledge.answers_file import ClientAnswers, read_answers_file
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.segment_questionnaire import load_sheets
from commands import clientzoo
from terminals import Terminal

WHAT, WHO, WHY = "What do we offer", "who of them decides?", "Why do they buy"


def kept(at: Path, name: str = "shops") -> ClientAnswers:
    return read_answers_file(at / "base/sheets" / f"{name}.yaml", load_sheets(shipped().root)["five_w"])


def said(at: Path) -> dict[str, object]:
    return {name: answer.value for name, answer in kept(at).answers.items()}


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal._child.close(force=True)


def asked(at: Path, terminals: list[Terminal], kind: str = "five_w", columns: int = 80) -> Terminal:
    terminals.append(Terminal("base", "sheet", kind, "Shops", at=at, columns=columns))
    return terminals[-1]


def test_in_plain_lines_from_the_first_question_to_the_last(tmp_path: Path) -> None:
    lines = ["?", "Sites: and ~ CRM", "b", "", "u", "n at the fair", "s", "Fear of silence~", "Spring", "Fairs", ""]
    ran = clientzoo("base", "sheet", "five_w", "Магазины", "--plain", at=tmp_path, given="\n".join(lines) + "\n")
    assert (ran.code, ran.err) == (0, "")
    assert "What to look for: Name what these clients really buy" in ran.out
    assert "Answer so far: Sites: and ~ CRM. Enter keeps it." in ran.out
    assert "Магазины is described in base/sheets/магазины.yaml" in ran.out
    for of_a_verdict in ("So far:", "verdict", "undetermined", "I think"):
        assert of_a_verdict not in ran.out
    known = kept(tmp_path, "магазины")
    assert known.client == "Магазины"
    assert {name: answer.value for name, answer in known.answers.items()} == {
        "what": "Sites: and ~ CRM", "why": "Fear of silence~", "when": "Spring", "where": "Fairs",
    }  # fmt: skip
    assert known.unknown == {"who"}
    assert known.open_notes == {"who": "at the fair"}  # a note belongs to what was asked and answered just before it


def test_the_end_of_the_input_saves_and_the_same_command_goes_on(tmp_path: Path) -> None:
    ran = clientzoo("base", "sheet", "five_w", "Shops", "--plain", at=tmp_path, given="Sites\n")
    assert "clientzoo base sheet five_w Shops --plain" in ran.out
    ran = clientzoo("base", "sheet", "khramatrix", "Shops", "--plain", at=tmp_path, given="Owners\n")
    assert "1 answer was found" in ran.out
    assert "group 1 of 2, 4 left in it, 8 in all" in ran.out
    assert said(tmp_path) == {"what": "Sites", "who": "Owners"}


def test_five_questions_keep_what_the_nine_were_answered(tmp_path: Path) -> None:
    path = tmp_path / "base/sheets/shops.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        'segment: "Shops"\nanswers:\n  what: ""\n  behaviour: {value: unknown, note: ask Anna}\n  readiness: Ready\n'
    )
    clientzoo("base", "sheet", "five_w", "Shops", "--plain", at=tmp_path, given="Sites\n")
    assert said(tmp_path) == {"what": "Sites", "readiness": "Ready"}
    assert kept(tmp_path).unknown == {"behaviour"}
    assert kept(tmp_path).open_notes == {"behaviour": "ask Anna"}


def test_on_the_screen_texts_are_typed_and_no_sign_is_a_command(tmp_path: Path, terminals: list[Terminal]) -> None:
    terminal = asked(tmp_path, terminals)
    screen = terminal.wait(WHAT, "Name what these clients", "group 1 of 1, 5 left in it", "Ctrl+U don't know")
    assert "So far" not in screen
    assert "I think so" not in screen
    terminal.press("Sites? n~b: q", "Enter")
    terminal.wait(WHO, "Saved: What: Sites? n~b: q")
    terminal.press("\x02")
    terminal.wait(WHAT, "Answer: Sites? n~b: q")  # to be changed, not typed again
    terminal.press("!", "Enter")
    terminal.wait(WHO, "Saved: What: Sites? n~b: q!")
    terminal.press("\x15")
    terminal.wait(WHY, "Saved: Who: nobody knows")
    terminal.paste("Two\nlines " + "and many words " * 20)
    terminal.wait("Two lines and many words", "Enter takes it.")
    terminal.press("Enter")
    terminal.wait("When do they buy")
    terminal.press("\x12")
    screen = terminal.wait("Review: Shops", "Finish: the sheet is kept", "2 not asked")
    assert "Khramatrix" not in screen
    terminal.press("Enter")
    assert terminal.end() == 0
    assert "Shops is described in base/sheets/shops.yaml" in terminal.text
    assert said(tmp_path) == {"what": "Sites? n~b: q!", "why": " ".join(f"Two lines {'and many words ' * 20}".split())}


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x11", 0)])
def test_leaving_in_the_middle_of_a_text_loses_nothing(
    tmp_path: Path, terminals: list[Terminal], key: str, code: int
) -> None:
    terminal = asked(tmp_path, terminals)
    terminal.wait(WHAT)
    terminal.press("Sites", "Enter")
    terminal.wait(WHO)
    terminal.press("The own", "\x02")  # back, to look something up
    terminal.wait(WHAT, "Answer: Sites")
    terminal.press(" and CRM", key)
    assert terminal.end() == code
    assert said(tmp_path) == {"what": "Sites and CRM", "who": "The own"}


def test_a_sheet_of_ones_own_with_choices(tmp_path: Path, terminals: list[Terminal]) -> None:
    clientzoo("init", ".", at=tmp_path)
    (tmp_path / "questionnaires/segment-sheets.yaml").write_text(
        "sheets:\n- id: mood\n  title: Mood\n  questions:\n"
        "  - {id: tone, name: Tone, ask: Which tone?, help: By ear., purpose: Manners., type: choice,\n"
        "     values: {calm: Calm, cross: Cross}}\n"
    )
    terminal = asked(tmp_path, terminals, "mood")
    screen = terminal.wait("Which tone?", "2  Cross", "u  Don't know")
    assert "I think so" not in screen
    terminal.press("2", "Enter")
    terminal.wait("Review: Shops")
    terminal.press("Enter")
    assert terminal.end() == 0
    ran = clientzoo("base", "sheet", "mood", at=tmp_path)
    assert ran.code == 0
    assert "Shops: 100 % answered" in ran.out
    ran = clientzoo("base", "sheet", "moo", at=tmp_path)
    assert (ran.code, "did you mean mood?" in ran.err) == (2, True)


def test_segments_of_the_base_that_have_no_sheet_are_named(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    pl.DataFrame({"client_id": ["a", "b", "c"], "segment": ["Shops", "Banks", None]}).write_parquet(
        tmp_path / "base/clients.parquet"
    )
    ran = clientzoo("base", "sheet", "five_w", at=tmp_path)
    assert (ran.code, "your clients are of: Banks, Shops" in ran.err) == (2, True)
    clientzoo("base", "sheet", "five_w", "shops", "--plain", at=tmp_path, given="Sites\n")
    assert "Not described yet: Banks\n" in clientzoo("base", "sheet", "five_w", at=tmp_path).out


def test_a_segment_cannot_become_a_formula(tmp_path: Path) -> None:
    clientzoo("base", "sheet", "five_w", "=cmd|x", "--plain", at=tmp_path, given="+7 495\n")
    assert clientzoo("base", "sheet", "five_w", at=tmp_path).code == 1
    printed = json.loads(clientzoo("base", "sheet", "five_w", "--json", at=tmp_path).out)
    jsonschema.validate(printed, json_schema("sheets"))
    assert printed["sheets"][0]["open"] == ["who", "why", "when", "where"]
    other = clientzoo("base", "sheet", "five_w", "cmd x", "--plain", at=tmp_path, given="Sites\n")
    assert (other.code, "belongs to the segment '=cmd|x'" in other.err) == (2, True)
    with (tmp_path / "base/sheets/five_w.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, first, *_ = csv.reader(file)
    assert heading == ["question", "'=cmd|x"]
    assert first == ["What", "'+7 495"]

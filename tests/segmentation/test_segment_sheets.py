"""Segment sheets: kept per segment, shown side by side and as a document."""

import re
from pathlib import Path

import pytest

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.segment_questionnaire import load_sheets
from clientzoo.knowledge.zoo import Zoo
from clientzoo.segmentation.segment_sheets import (
    Sheet,
    document,
    duplicates,
    page,
    path_of,
    read_sheet,
    read_sheets,
    table,
)


@pytest.fixture
def five() -> Zoo:
    return load_sheets(shipped().root)["five_w"]


def test_a_sheet_is_read_and_says_what_is_open(tmp_path: Path, five: Zoo) -> None:
    path = path_of(tmp_path, "../../Магазины: «розница»")
    assert path.parent == tmp_path
    path.write_text(
        'segment: "Магазины: «розница»"\nanswers:\n  what: "Сайт # и CRM"\n  who: {value: Owner, note: or son}\n'
        '  when: unknown\n  where: ""\n  behaviour: Compares\n'
    )
    sheet = read_sheet(path, five)
    assert sheet.answers == {"what": "Сайт # и CRM", "who": "Owner", "behaviour": "Compares"}
    assert sheet.notes == {"who": "or son"}
    assert sheet.completeness(five) == 40
    assert [question.id for question in sheet.open(five)] == ["why", "when", "where"]
    assert "Still open: why, when, where" in document([sheet], five)


def test_sheets_stand_side_by_side(five: Zoo) -> None:
    frame = table([Sheet("question", {"what": "Sites"}), Sheet("Banks", {})], five)
    assert frame.columns == ["question ", "question", "Banks"]
    assert frame.row(0) == ("What", "Sites", None)
    assert frame.height == 5


def test_sheets_that_say_the_same_are_told(five: Zoo) -> None:
    same = dict.fromkeys(five.questions, "x")
    sheets = [Sheet("a", {**same, "what": " X "}), Sheet("b", same), Sheet("c", {**same, "what": "y"}), Sheet("d", {})]
    assert duplicates(sheets, five) == [("a", "b")]


def test_nothing_written_steers_the_documents(five: Zoo) -> None:
    nasty = "<script>alert(1)</script> **bold** [link](javascript:x)"
    sheet = Sheet(nasty, {"what": nasty}, {"what": nasty})
    html = page([sheet], five)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    from markdown_it import MarkdownIt

    told = MarkdownIt().render(document([sheet], five))
    assert "<script" not in told
    assert not re.search("<a |<strong>bold", told)


def test_wrong_sheets_are_told_with_their_places_all_at_once(tmp_path: Path, five: Zoo) -> None:
    (tmp_path / "a.yaml").write_text("segment: x\nanswers:\n  wat: y\n")
    (tmp_path / "b.yaml").write_text("answers: {what: y}\n")
    (tmp_path / "c.yaml").write_text("segment: z\n")
    (tmp_path / "d.yaml").write_text("segment: z\n")
    with pytest.raises(ProblemsError) as told:
        read_sheets(tmp_path, five)
    said = [str(problem) for problem in told.value.problems]
    assert len(said) == 3
    assert "a.yaml:3:3: unknown-attribute" in said[0] and "did you mean what" in said[0]
    assert "missing-field" in said[1]
    assert "the segment `z` has another sheet" in said[2]

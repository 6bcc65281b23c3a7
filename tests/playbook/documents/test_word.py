"""Word: real styles, lists, boxes, footnotes; sound parts; a letterhead keeps what is its own."""

import io
from pathlib import Path
from typing import Any

import pytest

from clientzoo.knowledge.brand import PLAIN, Brand
from clientzoo.playbook.documents.markdown import tokens
from clientzoo.playbook.documents.playbook import Playbook
from clientzoo.playbook.documents.word import WordWriter
from clientzoo.playbook.form import Format
from playbook.documents import papers
from playbook.documents.package import faults
from playbook.documents.papers import W14, W

MARKDOWN = """\
# Ромашка

Text **strong *both***, `code`, <https://example.org>.[^a] [here](#x)

### A level is left out

1. one
2. two
   - inner[^b]

5. five

- [ ] *open*
- [x] done[^a]

> quoted

| a | b |
|---|---|
| **c** | d |

***

    listing
      of two lines

[^a]: Note [with link](https://example.org).
[^b]: Other
"""


@pytest.fixture(scope="module")
def wolf() -> bytes:
    return papers.wolf(Format.WORD)[Format.WORD]


def written(markdown: str = MARKDOWN, brand: Brand = PLAIN) -> bytes:
    playbook = Playbook("Ромашка", "ru", markdown, tokens(markdown), {}, "Rules", "Zoo 1")
    return WordWriter(brand).docx(playbook)


def opened(content: bytes) -> Any:
    from docx import Document

    return Document(io.BytesIO(content))


def test_the_wolf_s_document_is_sound_and_the_same_again(wolf: bytes) -> None:
    assert faults(wolf) == []
    assert papers.wolf(Format.WORD)[Format.WORD] == wolf


def test_its_headings_lists_boxes_notes_and_pictures_are_what_word_calls_so(wolf: bytes) -> None:
    document = opened(wolf)
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles[0] == "Heading 1"
    assert {"Heading 2", "Heading 3", "List Bullet", "List Number", "Normal"} <= set(styles)
    parts = papers.parts(wolf)
    body, notes = parts["word/document.xml"], parts["word/footnotes.xml"]
    steps = papers.wolf(Format.MARKDOWN)[Format.MARKDOWN].decode().count("\n- [ ]")
    assert len(list(body.iter(f"{W14}checkbox"))) == steps > 1
    marks = [str(one.get(f"{W}id")) for one in body.iter(f"{W}footnoteReference")]
    assert marks == sorted(marks, key=int) and len(marks) > 5
    assert [one.get(f"{W}id") for one in notes.iter(f"{W}footnote")][2:] == marks
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert [one.partition(".")[0] for one in described] == [
        "The ranking of the animals",
        "What the client may turn into",
    ]
    footer = parts["word/footer1.xml"]
    assert [one.get(f"{W}instr").strip() for one in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]  # type: ignore[union-attr]


def test_every_construct_of_markdown_has_its_place_in_word() -> None:
    content = written()
    assert faults(content) == []
    document = opened(content)
    said = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert ("Heading 3", "A level is left out") in said
    assert ("List Number", "five") in said
    assert ("Quote", "quoted") in said
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [["a", "b"], ["c", "d"]]
    ticked = [
        control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").get(f"{W14}val")  # type: ignore[union-attr]
        for control in papers.parts(content)["word/document.xml"].iter(f"{W}sdt")
    ]
    assert ticked == ["0", "1"]
    runs = {run.text: (run.bold, run.italic) for run in document.paragraphs[1].runs}
    assert runs["strong "] == (True, None) and runs["both"] == (True, True) and runs["Text "] == (None, None)


def test_a_list_begins_with_its_own_number_and_not_with_that_of_the_last_one() -> None:
    starts = [one.get(f"{W}val") for one in papers.parts(written())["word/numbering.xml"].iter(f"{W}startOverride")]
    assert starts == ["1"]
    two = written("1. a\n\ntext\n\n7. b\n")
    assert [one.get(f"{W}val") for one in papers.parts(two)["word/numbering.xml"].iter(f"{W}startOverride")] == [
        "1",
        "7",
    ]


@pytest.fixture
def letterhead(tmp_path: Path) -> Path:
    """A document of an agency: its header, its footer, a style of its own, margins, and a text nobody wants again."""
    from docx import Document
    from docx.shared import Mm, Pt

    document: Any = Document()
    document.add_paragraph("Уважаемый господин!")
    section = document.sections[0]
    section.left_margin = Mm(31)
    section.header.paragraphs[0].text = "Агентство «Маяк»"
    section.footer.paragraphs[0].text = "ИНН 7700000000"
    document.styles["Heading 1"].font.size = Pt(33)
    for name in ("List Bullet", "Quote"):
        document.styles.element.remove(document.styles[name]._element)
    path = tmp_path / "blank.docx"
    document.save(str(path))
    return path


def test_a_letterhead_keeps_its_header_footer_margins_and_styles_but_not_its_text(letterhead: Path) -> None:
    content = written(brand=Brand(letterhead=letterhead))
    assert faults(content) == []
    document = opened(content)
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "Агентство «Маяк»"
    assert [paragraph.text for paragraph in section.footer.paragraphs] == ["ИНН 7700000000"]
    assert round(section.left_margin.mm) == 31
    assert document.styles["Heading 1"].font.size.pt == 33
    assert all("Уважаемый" not in paragraph.text for paragraph in document.paragraphs)
    assert document.paragraphs[0].text == "Ромашка"


def test_a_document_of_ours_can_be_the_letterhead_though_it_has_notes_already(wolf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(wolf)
    content = written(brand=Brand(letterhead=path))
    assert faults(content) == []


def test_what_is_no_word_document_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(ValueError, match="is no Word document"):
        written(brand=Brand(letterhead=path))

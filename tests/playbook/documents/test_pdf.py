"""PDF: two pages that a screen reader can read, the same bytes each time, and nothing of the client in the markup."""

import re
from pathlib import Path

import pytest

from clientzoo.playbook.documents.pdf import breakable
from clientzoo.playbook.form import Format
from playbook.documents import papers


@pytest.fixture(scope="module")
def wolf() -> bytes:
    return papers.wolf(Format.PDF)[Format.PDF]


@pytest.mark.skipif(not papers.HAS_POPPLER, reason="there is no poppler here")
def test_a_wolf_has_two_pages_with_all_that_the_markdown_says(wolf: bytes, tmp_path: Path) -> None:
    assert papers.pages(wolf, tmp_path) == 2
    said = re.sub(r"\W+", "", papers.pdf_text(wolf, tmp_path))
    markdown = papers.wolf(Format.MARKDOWN)[Format.MARKDOWN].decode()
    words = re.findall(r"\w{4,}", re.sub(r"\[\^[^\]]*\]|`[^`]*`", " ", markdown))
    assert len(words) > 150
    assert [word for word in words if word not in said] == []


def test_it_is_tagged_for_screen_readers_with_bookmarks_a_language_and_a_title(wolf: bytes) -> None:
    assert b"/StructTreeRoot" in wolf
    assert b"/Outlines" in wolf
    assert b"<pdfuaid:part>1</pdfuaid:part>" in wolf
    assert b"/Lang" in wolf


def test_the_same_playbook_is_the_same_bytes(wolf: bytes) -> None:
    assert papers.wolf(Format.PDF)[Format.PDF] == wolf
    assert b"CreationDate" not in wolf


def test_its_letters_are_those_of_the_font_that_comes_along(wolf: bytes) -> None:
    fonts = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+(\w+)", wolf))
    assert fonts
    assert all(name.startswith((b"PTSans", b"DejaVuSansMono")) for name in fonts), fonts


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("short words stay", ["short words stay"]),
        ("a " + "ж" * 31, ["a " + "ж" * 12, "ж" * 12, "ж" * 7]),
        ("и\u0306" * 20, ["и\u0306" * 6, "и\u0306" * 6, "и\u0306" * 6, "и\u0306" * 2]),
    ],
)
def test_only_long_words_may_be_broken_and_never_between_a_letter_and_its_mark(text: str, pieces: list[str]) -> None:
    assert breakable(text).split("\u200b") == pieces

"""One look in every format."""

from pathlib import Path

import pytest

from clientzoo.knowledge.brand import Brand, Colours, Logo
from clientzoo.playbook.form import Format
from knowledge.pictures import png
from playbook.documents import papers
from playbook.documents.package import faults

BRAND = Brand(
    name="Агентство <Маяк>", contact="mayak.example & Co", logo=Logo(png(80, 40), "png", 'Маяк "наш"'),
    colours=Colours(primary="#7a1030"), font="DejaVu Sans",
)  # fmt: skip


@pytest.fixture(scope="module")
def made() -> dict[Format, bytes]:
    return papers.wolf(*Format, brand=BRAND)


def test_a_page_has_the_colour_the_logo_and_the_contact_line(made: dict[Format, bytes]) -> None:
    page = made[Format.HTML].decode()
    assert "--accent: #7a1030" in page
    assert 'fill="#7a1030"' in page and 'fill="#1f4e5f"' not in page, "drawings too"
    assert 'src="data:image/png;base64,' in page and 'alt="Маяк &quot;наш&quot;"' in page
    assert "Агентство &lt;Маяк&gt; · mayak.example &amp; Co" in page
    assert page.index("--accent: #7a1030") > page.index("--accent: #1f4e5f"), "the brand decides"


@pytest.mark.skipif(not papers.HAS_POPPLER, reason="there is no poppler here")
def test_a_pdf_has_the_contact_line_and_the_logo_and_still_two_pages(made: dict[Format, bytes], tmp_path: Path) -> None:
    pdf = made[Format.PDF]
    assert papers.pdf_text(pdf, tmp_path).count("mayak.example & Co") == papers.pages(pdf, tmp_path) == 2
    assert b"/Subtype/Image" in pdf.replace(b" ", b"")


def test_a_word_document_has_the_colour_the_logo_and_the_contact_line(made: dict[Format, bytes]) -> None:
    word = made[Format.WORD]
    assert faults(word) == []
    parts = papers.parts(word)
    assert "mayak.example & Co" in "".join(parts["word/footer1.xml"].itertext())
    headings = {
        style.get(f"{papers.W}styleId"): [color.get(f"{papers.W}val") for color in style.iter(f"{papers.W}color")]
        for style in parts["word/styles.xml"].iter(f"{papers.W}style")
    }
    assert headings["Heading2"] == ["7A1030"]
    assert any(one.tag.endswith("}blip") for one in parts["word/header1.xml"].iter())


def test_markdown_has_no_look(made: dict[Format, bytes]) -> None:
    assert made[Format.MARKDOWN] == papers.wolf(Format.MARKDOWN)[Format.MARKDOWN]

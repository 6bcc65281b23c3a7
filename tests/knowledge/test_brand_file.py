"""brand.yml: read as it is written, and every fault of it told at once with its place."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.knowledge.brand import PLAIN
from clientzoo.knowledge.brand_file import MAX_LOGO, brand_problems, read_brand
from clientzoo.knowledge.contrast import ENOUGH, contrast, nearest_legible
from clientzoo.knowledge.picture_file import NoPictureError, Picture, picture
from knowledge.pictures import jpeg, png

WHOLE = """\
meta:
  name: Агентство «Маяк»
  contact: mayak.example
logo: {path: img/logo.png, alt: Маяк}
color:
  palette: {sea: "#135"}
  foreground: "#000000"
  primary: sea
typography:
  base: PT Sans
  headings: {family: PT Serif}
  fonts: [own.ttf]
word: blank.docx
"""


def package(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    root = tmp_path / "ws"
    (root / "img").mkdir(parents=True)
    (root / "img" / "logo.png").write_bytes(png())
    (root / "own.ttf").write_bytes(b"\x00\x01\x00\x00 and so on")
    (root / "blank.docx").write_bytes(package("[Content_Types].xml", "word/document.xml"))
    (tmp_path / "outside.png").write_bytes(png())
    return root


def faults(root: Path, text: str) -> list[str]:
    (root / "brand.yml").write_text(text, encoding="utf-8")
    return [
        f"{one.place.line}:{one.place.column} {one.code} {one.message} ({one.hint})" for one in brand_problems(root)
    ]


def test_without_a_file_the_look_is_plain(workspace: Path) -> None:
    assert read_brand(workspace) == PLAIN
    assert faults(workspace, "# nothing yet\n") == []
    assert read_brand(workspace) == PLAIN


def test_everything_that_can_be_said(workspace: Path) -> None:
    assert faults(workspace, WHOLE) == []
    brand = read_brand(workspace)
    assert (brand.name, brand.contact, brand.font, brand.headings) == (
        "Агентство «Маяк»", "mayak.example", "PT Sans", "PT Serif",
    )  # fmt: skip
    assert brand.colours.primary == "#113355"
    assert brand.colours.foreground == "#000000"
    assert brand.logo is not None and (brand.logo.kind, brand.logo.about, brand.logo.content) == ("png", "Маяк", png())
    assert brand.font_files == (workspace / "own.ttf",)
    assert brand.letterhead == workspace / "blank.docx"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour: {}\n", "1:1 unknown-key `colour` is not a key here (did you mean color?)"),
        ('color: {primary: "#12345g"}\n', '1:9 bad-colour `#12345g` is no colour (write it as "#1f4e5f", in quotes)'),
        (
            "color:\n  palette: {sea: '#123456'}\n  primary: see\n",
            "3:3 bad-colour `see` is no colour (did you mean sea?)",
        ),
        (
            'color: {primary: "#7fb2c4"}\n',
            "1:9 low-contrast headings in `#7fb2c4` cannot be read on `#ffffff`: contrast 2.3, wanted 4.5"
            " (write #587b87)",
        ),
        (
            'color: {background: "#808080", foreground: "#000000"}\n',
            "1:9 low-contrast headings in `#1f4e5f` cannot be read on `#808080`: contrast 2.3, wanted 4.5"
            " (write #0a1a1f)",
        ),
        ("logo: ../outside.png\n", "1:1 outside-workspace `../outside.png` lies outside of the workspace"),
        ("logo: link.png\n", "1:1 outside-workspace `link.png` lies outside of the workspace"),
        ("logo: /etc/hostname\n", "1:1 outside-workspace `/etc/hostname` lies outside of the workspace"),
        ("logo: img/lgo.png\n", "1:1 missing-file there is no file `img/lgo.png` (did you mean logo.png?)"),
        ("logo: blank.docx\n", "1:1 bad-picture `blank.docx`: it is neither PNG nor JPEG"),
        ("logo: cut.png\n", "1:1 bad-picture `cut.png`: it is damaged"),
        ("logo: big.png\n", f"1:1 bad-picture `big.png`: it is larger than {MAX_LOGO // 1000} kB"),
        ("word: img/logo.png\n", "1:1 bad-letterhead `img/logo.png`: it is no Word document"),
        ("word: macros.docx\n", "1:1 bad-letterhead `macros.docx`: it has macros"),
        ("typography: {fonts: [img/logo.png]}\n", "1:22 bad-font `img/logo.png`: it is no font"),
        ("typography: {base: 'x\"; } body { display: none'}\n", "bad-name"),
        ("meta: {name: [a]}\n", "1:14 wrong-type `name` must be text"),
        ("- a\n", "wrong-type"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, told: str, workspace: Path, tmp_path: Path) -> None:
    (workspace / "link.png").symlink_to(tmp_path / "outside.png")
    (workspace / "cut.png").write_bytes(png()[:-6])
    (workspace / "big.png").write_bytes(png() + b"\x00" * MAX_LOGO)
    (workspace / "macros.docx").write_bytes(package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"))
    found = faults(workspace, text)
    assert any(told in one for one in found), found


def test_all_faults_are_told_at_once(workspace: Path) -> None:
    assert len(faults(workspace, "color: {primary: red, secondary: '#eee'}\nlogo: x.png\nword: y.docx\n")) == 4


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@given(*[st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")] * 2)
def test_the_colour_proposed_can_be_read_and_one_that_can_stays(colour: str, background: str) -> None:
    proposed = nearest_legible(colour, background)
    assert contrast(proposed, background) >= ENOUGH
    assert proposed == colour or contrast(colour, background) < ENOUGH


def test_pictures_are_told_by_their_bytes() -> None:
    assert picture(png(40, 30)) == Picture("png", 40, 30)
    assert picture(jpeg(40, 30)) == Picture("jpg", 40, 30)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        png()[:-12],
        png().replace(b"IDAT", b"JDAT"),
        png(5000, 2),
        jpeg(0, 4),
        jpeg()[:-2],
        b"\xff\xd8\xff",
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NoPictureError):
        picture(content)


@given(st.binary(max_size=80), st.integers(0, 70))
def test_no_bytes_bring_the_reader_down(noise: bytes, at: int) -> None:
    for start in (b"", png()[:at], jpeg()[:at]):
        try:
            picture(start + noise)
        except NoPictureError as error:
            assert str(error)

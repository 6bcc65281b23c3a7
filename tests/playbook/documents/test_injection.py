"""What clients are called and what is noted about them means nothing in any format."""

import shutil
import subprocess
from pathlib import Path

import pytest

from clientzoo.playbook.escaping import one_line
from clientzoo.playbook.form import Format
from playbook.documents import papers
from playbook.documents.package import faults

SIGNS = "& < > # @ $ \\ \" ' ` * _ ~ ^ [x](javascript:alert(1)) {{ 7*7 }} {% if %} =SUM(A1) // /* */"
HOSTILE = {
    "signs": SIGNS,
    "HTML": "<script>alert(1)</script><b>&amp;&#0;</b>",
    "Typst": '#read("/etc/passwd") #eval("1") $ x $ @ref <label> = heading\\ "; panic("x") //',
    "Word": '<w:p/>]]></w:t><w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText>',
    "Markdown": "![x](http://e.org/x.png) [^1] | --- | ***",
    "direction": "\u202etxt.exe\u202c \u2066a\u2069 \u200fb\u200e",
    "control": "a\x00b\x1b[31mc\x07\ufffe\uffffd",
    "other letters": "שלום עולם 中文 ไทย 👩‍👩‍👧 ё́",
    "one word": "Ъ" * 10_000,
}


@pytest.mark.skipif(not papers.HAS_POPPLER, reason="there is no poppler here")
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("form", list(Format))
def test_a_name_and_a_note_come_out_as_they_were_typed(kind: str, form: Format, tmp_path: Path) -> None:
    said = HOSTILE[kind]
    made = papers.of_client(tmp_path / "ws", said, said, form)[form]
    if form is Format.WORD:
        assert faults(made) == []
    read = papers.text(form, made, tmp_path)
    if kind == "one word":  # which goes on over pages
        assert read.count("Ъ") >= 10_000
    elif kind == "control" or (kind == "other letters" and form is Format.PDF):  # letters from the right turn round
        assert "c" in read or "ё" in read
    else:
        assert "".join(one_line(said).split()) in read


@pytest.mark.skipif(not papers.HAS_POPPLER, reason="there is no poppler here")
def test_a_word_of_ten_thousand_signs_stays_on_the_page(tmp_path: Path) -> None:
    made = papers.of_client(tmp_path / "ws", "Ъ" * 10_000, "нет", Format.PDF)[Format.PDF]
    (tmp_path / "long.pdf").write_bytes(made)
    boxes = subprocess.run(
        ["pdftotext", "-bbox", tmp_path / "long.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    right = [float(line.partition('xMax="')[2].partition('"')[0]) for line in boxes.splitlines() if "<word" in line]
    assert len(right) > 100
    assert max(right) < 595 - 30


@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here")
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    made = papers.of_client(tmp_path / "ws", SIGNS, SIGNS, Format.WORD)[Format.WORD]
    (tmp_path / "paper.docx").write_bytes(made)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", "txt:Text"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "paper.docx"], check=True, capture_output=True)
    read = (tmp_path / "paper.txt").read_text(encoding="utf-8-sig")
    assert one_line(SIGNS) in read

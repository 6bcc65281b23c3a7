"""`clientzoo rules translate`: a catalogue for translators, kept up to date, and what it does to what is said."""

from pathlib import Path

from babel.messages.pofile import read_po

from clientzoo.knowledge.languages import in_language
from clientzoo.knowledge.load import load_zoo
from commands import clientzoo
from zoos import write_russian, write_zoo


def translate(at: Path, *options: str) -> tuple[int, str]:
    ran = clientzoo("rules", "translate", "ru", "--zoo", "zoo", *options, at=at)
    assert ran.err == ""
    return ran.code, ran.out


def test_a_new_catalogue_holds_every_text_once_and_what_is_translated_is_said(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo")
    write_russian(root)
    path = root / "rulebases" / "tiny" / "ru.po"
    code, out = translate(tmp_path, "--check")
    assert code == 1 and not path.exists()
    assert "missing: A content company is a cow." in out
    assert translate(tmp_path)[0] == 0
    text = path.read_text(encoding="utf-8")
    assert text.count('msgid "A content company is a cow."') == 1
    translated = text.replace(
        'msgid "A content company is a cow."\nmsgstr ""',
        'msgid "A content company is a cow."\nmsgstr "Довольна, как корова."',
    )
    path.write_text(f'{translated}\nmsgid "Gone."\nmsgstr "Ушло."\n', encoding="utf-8")
    reasons = {rule.because for rule in in_language(load_zoo(root, "tiny").sound(), "ru").rules}
    assert "Довольна, как корова." in reasons
    code, out = translate(tmp_path, "--check")
    assert code == 1 and "left over: Gone." in out and "missing: A content company" not in out
    translate(tmp_path)
    with path.open("rb") as stream:
        kept = {str(one.id): one.string for one in read_po(stream)}
    assert kept["A content company is a cow."] == "Довольна, как корова."
    assert "Gone." not in kept


def test_a_catalogue_out_of_order_is_told_and_not_a_traceback(tmp_path: Path) -> None:
    root = write_zoo(tmp_path / "zoo")
    write_russian(root)
    (root / "rulebases" / "tiny" / "ru.po").write_bytes(b'msgid "a\nmsgstr \xff')
    (tmp_path / "client.yaml").write_text("client: R\nzoo: tiny\nanswers: {wish: wants}\n", encoding="utf-8")
    ran = clientzoo("explain", "client.yaml", "--zoo", "zoo", "--language", "ru", at=tmp_path)
    assert ran.code == 2
    assert "ru.po:1:1: po-syntax" in ran.err


def test_the_shipped_catalogue_is_whole(tmp_path: Path) -> None:
    ran = clientzoo("rules", "translate", "ru", "--check", at=tmp_path)
    assert (ran.code, ran.err) == (0, ""), ran.out


def test_a_language_without_a_questionnaire_is_refused(tmp_path: Path) -> None:
    ran = clientzoo("rules", "translate", "de", at=tmp_path)
    assert ran.code == 2
    ran = clientzoo("rules", "translate", "de", "--check", at=tmp_path)
    assert ran.code == 2 and "besides its own it has ru" in ran.err


def test_a_copy_of_the_shipped_zoo_speaks_russian_too(tmp_path: Path) -> None:
    assert clientzoo("init", "own", at=tmp_path).code == 0
    assert (tmp_path / "own" / "rulebases" / "clients-ecosystem" / "ru.po").is_file()
    assert (tmp_path / "own" / "templates" / "clients-ecosystem" / "ru" / "playbook.md.jinja").is_file()

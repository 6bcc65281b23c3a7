"""What the rules' commands are given and cannot read or write: one line that helps, and exit code 2."""

import shutil
from pathlib import Path

import pytest

from commands import clientzoo
from workbench.sound import NAME, write


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = write(tmp_path_factory.mktemp("unreadable"))
    (workspace / "folder").mkdir()
    (workspace / "empty").touch()
    (workspace / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    (workspace / "broken.yaml").write_text("a: [\n", encoding="utf-8")
    (workspace / "words.yaml").write_text("only words\n", encoding="utf-8")
    (workspace / "words.xlsx").write_text("no workbook", encoding="utf-8")
    (workspace / "other.xlsx").write_bytes(b"PK\x05\x06" + bytes(18))
    (workspace / "client.yaml").write_text("client: C\nanswers: {deciding: quickly}\n", encoding="utf-8")
    (workspace / "base.csv").write_text("client,deciding\na,never\n", encoding="utf-8")
    (workspace / "other.csv").write_text("name,colour\na,red\n", encoding="utf-8")
    return workspace


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return shutil.copytree(made, tmp_path / NAME)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("case add nowhere.yaml", "nowhere.yaml:1:1: unreadable-file there is no such file"),
        ("case add folder", "folder:1:1: unreadable-file this is a folder"),
        ("case add bytes.yaml", "bytes.yaml:1:1: not-text"),
        ("case add empty", "empty:1:1: wrong-type an answers file is a mapping"),
        ("case add broken.yaml", "broken.yaml:2:1: yaml-syntax"),
        ("case add words.yaml", "words.yaml:1:1: wrong-type"),
        ("case add client.yaml --to ../x --yes", "`../x` is no name of a file in cases/"),
        ("case add client.yaml --id two,words --yes", "`two,words` is no id of a case"),
        ("gaps --clients 9000 --save words.yaml", "words.yaml: it has no list `cases:`"),
        ("gaps --clients 9000 --save bytes.yaml", "bytes.yaml:1:1: not-text"),
        ("gaps --clients 9000 --answers empty", "empty: File exists"),
        ("import squirrel nowhere.xlsx", "nowhere.xlsx: No such file"),
        ("import squirrel folder", "folder: Is a directory"),
        ("import squirrel empty", "no XLSX workbook (save it as XLSX"),
        ("import squirrel words.xlsx", "no XLSX workbook"),
        ("import squirrel other.xlsx", "this workbook is damaged and cannot be read"),
        ("table squirel -o t.xlsx", "no rule concludes `squirel` (did you mean squirrel?)"),
        ("table squirrel -o folder", "folder: Is a directory"),
        ("table squirrel -o nowhere/t.xlsx", "nowhere/t.xlsx: No such file or directory"),
        ("diff nowhere", "`nowhere` is neither a folder nor a git revision"),
        ("diff folder", "folder:1:1: no-zoo"),
        ("diff empty", "empty:1:1: no-zoo"),
        ("diff . --clients nowhere.yaml", "nowhere.yaml:1:1: unreadable-file"),
        ("diff . --clients bytes.yaml", "bytes.yaml:1:1: not-text"),
        ("diff . --clients folder", "no answers files in folder"),
        ("diff . --base nowhere.csv", "nowhere.csv: there is no such file"),
        ("diff . --base empty", "empty: clients are read from .csv"),
        ("diff . --base words.xlsx", "words.xlsx: this workbook is damaged and cannot be read"),
        ("diff . --base other.csv", "other.csv: no column answers a question of the zoo"),
        ("diff . --base base.csv --map nowhere.yaml", "nowhere.yaml"),
        ("coverage --html folder", "folder: Is a directory"),
        ("check --sarif nowhere/f.sarif", "nowhere/f.sarif: No such file or directory"),
        ("check words.yaml", "words.yaml:1:1: no-zoo"),
        ("test folder", "folder:1:1: no-zoo"),
        ("explain squirel-quick", "there is no rule `squirel-quick` (did you mean squirrel-quick"),
        ("graph squirel", "`squirel` (did you mean squirrel or"),
        ("fmt nowhere", "nowhere:1:1: no-zoo"),
        ("watch nowhere", "nowhere:1:1: no-zoo"),
    ],
)
def test_it_is_told_in_a_line(workspace: Path, arguments: str, told: str) -> None:
    before = sorted(path.name for path in workspace.rglob("*"))
    ran = clientzoo("rules", *arguments.split(), at=workspace)
    assert ran.code == 2, ran
    assert told in ran.err
    assert "Traceback" not in ran.err
    assert "should not happen" not in ran.err
    assert sorted(path.name for path in workspace.rglob("*")) == before


def test_rows_of_a_base_that_cannot_be_read_are_told_by_line(workspace: Path) -> None:
    ran = clientzoo("rules", "diff", ".", "--base", "base.csv", at=workspace)
    assert ran.code == 1
    assert "base.csv:2: left out: deciding: `never` is not a value" in ran.err
    assert "0 of 4 clients change" in ran.out


@pytest.mark.parametrize("command", ["fmt", "import wolf t.xlsx", "case add c.yaml", "test --update --yes"])
def test_the_zoo_that_comes_with_the_program_is_not_changed(tmp_path: Path, command: str) -> None:
    ran = clientzoo("rules", *command.split(), at=tmp_path)
    assert ran.code == 2
    assert "make your own: clientzoo init DIR" in ran.err

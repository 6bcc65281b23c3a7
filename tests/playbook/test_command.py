"""`clientzoo playbook`, as it is typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from clientzoo.cli.app import app
from playbook import clients

ANSWERS = "client: {name}\nzoo: tiny\nanswers:\n  wish: wants\n  employees: 12\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    clients.zoo(tmp_path / "ws")
    for file, name in (("a.yaml", "Ромашка"), ("b.yaml", "Ромашка"), ("c.yaml", '"../../up"')):
        (tmp_path / file).write_text(ANSWERS.format(name=name), encoding="utf-8")
    return tmp_path


def run(root: Path, *words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["playbook", *words, "--zoo", str(root / "ws")])
    return result.exit_code, result.stdout, result.stderr


def test_a_playbook_for_each_client_and_none_over_another(workspace: Path) -> None:
    files = [str(workspace / name) for name in ("a.yaml", "b.yaml", "c.yaml")]
    code, out, _ = run(workspace, *files, "-o", str(workspace / "out"))
    assert code == 0
    assert [Path(line).name for line in out.splitlines()] == ["Ромашка.html", "Ромашка-2.html", "up.html"]
    assert sorted(path.name for path in (workspace / "out").iterdir()) == ["up.html", "Ромашка-2.html", "Ромашка.html"]


def test_a_file_named_for_one_client_is_that_file_and_for_several_a_mistake(workspace: Path) -> None:
    one, other, target = str(workspace / "a.yaml"), str(workspace / "c.yaml"), workspace / "mine.md"
    code, out, _ = run(workspace, one, "-o", str(target))
    assert (code, out.strip()) == (0, str(target))
    assert target.read_text(encoding="utf-8").startswith("# Ромашка")
    code, _, err = run(workspace, one, other, "-o", str(target))
    assert code == 2
    assert "is one file, and there are 2 clients" in err


def test_a_discreet_edition_never_takes_the_place_of_the_other(workspace: Path) -> None:
    (workspace / "ws/templates/tiny/discreet.md.jinja").write_text("# {{ client }}\n", encoding="utf-8")
    for words in ([], ["--discreet"]):
        code, _, _ = run(workspace, str(workspace / "a.yaml"), "-o", str(workspace / "out"), "--format", "md", *words)
        assert code == 0
    assert {path.name for path in (workspace / "out").iterdir()} == {"Ромашка.md", "Ромашка-discreet.md"}
    assert (workspace / "out/Ромашка-discreet.md").read_text(encoding="utf-8").strip() == "# Ромашка"


def test_a_zoo_without_a_discreet_layout_says_so(workspace: Path) -> None:
    code, _, err = run(workspace, str(workspace / "a.yaml"), "-o", str(workspace / "out"), "--discreet")
    assert code == 2
    assert "discreet.md.jinja" in err


def test_json_names_the_client_and_both_files(workspace: Path) -> None:
    out = str(workspace / "out")
    code, printed, _ = run(workspace, str(workspace / "a.yaml"), "-o", out, "--format", "md", "--json")
    assert code == 0
    written = str(workspace / "out" / "Ромашка.md")
    assert json.loads(printed) == {"client": "Ромашка", "answers": str(workspace / "a.yaml"), "playbook": written}


def test_an_unreadable_file_keeps_nobody_else_waiting(workspace: Path) -> None:
    (workspace / "b.yaml").write_text("client: B\nanswers: {wsh: wants}\n")
    code, out, err = run(
        workspace, *(str(workspace / name) for name in ("a.yaml", "b.yaml")), "-o", str(workspace / "o")
    )
    assert (code, len(out.splitlines())) == (2, 1)
    assert "did you mean wish?" in err


def test_a_faulty_template_is_named(workspace: Path) -> None:
    (workspace / "ws/templates/tiny/animals/cat.md.jinja").write_text("x\n{{ nonsense }}")
    code, _, err = run(workspace, str(workspace / "a.yaml"), "-o", str(workspace / "out"))
    assert code == 2
    assert "cat.md.jinja:2:1: unknown-name" in err


def test_several_formats_in_one_run_each_named_once(workspace: Path) -> None:
    out = str(workspace / "out")
    code, printed, _ = run(
        workspace, str(workspace / "a.yaml"), "-o", out, "--format", "md", "--format", "docx", "--format", "md"
    )
    assert code == 0
    assert [Path(line).name for line in printed.splitlines()] == ["Ромашка.md", "Ромашка.docx"]
    assert (workspace / "out" / "Ромашка.docx").read_bytes().startswith(b"PK")

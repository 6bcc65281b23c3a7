"""The edge of the program: no traceback, the right exit code, plain text where nobody looks at colours."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from clientzoo.cli.app import app
from clientzoo.cli.edge import DEBUG, Edge
from commands import FRESH, clientzoo, wolf


def program(fails: BaseException) -> typer.Typer:
    broken = typer.Typer(cls=Edge, pretty_exceptions_enable=False)

    @broken.callback()
    def root() -> None: ...

    @broken.command()
    def work() -> None:
        raise fails

    return broken


@pytest.mark.parametrize(
    ("fails", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (ZeroDivisionError("oops"), 3, "a mistake of the program's, not yours (ZeroDivisionError)"),
        (PermissionError(13, "Permission denied", "/x/y"), 2, "/x/y: Permission denied"),
    ],
)
def test_whatever_goes_wrong_is_a_message_and_a_code(fails: BaseException, code: int, words: str) -> None:
    found = CliRunner().invoke(program(fails), ["work"])
    assert found.exit_code == code
    assert words in found.output
    assert "Traceback" not in found.output


def test_the_developer_may_ask_for_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DEBUG, "1")
    assert isinstance(CliRunner().invoke(program(ZeroDivisionError()), ["work"]).exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["clasify"], "Did you mean 'classify'"),
        (["classify"], "Missing argument"),
        (["classify", "--engine", "fast", "x"], "fast"),
        (["classify", "--zoo", "nowhere", "x.yaml"], "no-zoo"),
    ],
)
def test_wrong_use_is_told_and_leaves_with_2(tmp_path: Path, arguments: list[str], words: str) -> None:
    ran = clientzoo(*arguments, at=tmp_path)
    assert ran.code == 2
    assert words in ran.err
    assert ran.out == ""


def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    for number in range(200):
        wolf(tmp_path, f"{number}.yaml")
    command = f"{sys.executable} -m clientzoo classify --json --engine builtin *.yaml | head -c 10"
    found = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=tmp_path, capture_output=True, env={**os.environ, **FRESH},
        check=False,
    )  # fmt: skip
    assert found.returncode == 0
    assert found.stderr == b""


def test_it_works_where_the_locale_knows_no_cyrillic(tmp_path: Path) -> None:
    env = {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}
    ran = clientzoo("classify", wolf(tmp_path), at=tmp_path, env=env)
    assert ran.code == 0
    assert "wolf" in ran.out


def test_no_colour_reaches_a_pipe(tmp_path: Path) -> None:
    for arguments in (["--help"], ["classify", "--help"], ["rules", "check"]):
        assert "\x1b" not in clientzoo(*arguments, at=tmp_path, env={"TERM": "xterm-256color"}).out


def test_the_first_page_is_a_table_of_contents() -> None:
    text = CliRunner().invoke(app, ["--help"]).output
    assert text.index("For managers") < text.index("classify") < text.index("For consultants") < text.index("rules")


def commands() -> list[list[str]]:
    """The words of every command there is."""
    found: list[list[str]] = []
    group = typer.main.get_command(app)

    def walk(command: object, words: list[str]) -> None:
        inner = getattr(command, "commands", None)
        if inner is None:
            found.append(words)
        for name, one in (inner or {}).items():
            walk(one, [*words, name])

    walk(group, [])
    return found


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example_that_names_it(words: list[str]) -> None:
    found = CliRunner().invoke(app, [*words, "--help"], terminal_width=200)
    assert found.exit_code == 0
    assert "Example" in found.output
    assert f"clientzoo {' '.join(words)}" in found.output


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_is_named_in_the_documentation(words: list[str]) -> None:
    root = Path(__file__).parents[2]
    pages = [root / "README.md", *sorted((root / "docs").glob("*.md"))]
    assert any(f"clientzoo {' '.join(words)}" in page.read_text(encoding="utf-8") for page in pages)

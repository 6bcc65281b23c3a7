"""The edge of the program: no traceback, the right exit code, plain text where nobody looks at colours."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from clientzoo.cli.app import app
from clientzoo.cli.crash import KEPT
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
    assert (
        text.index("For managers") < text.index("classify") < text.index("For consultants") < text.index("\n  rules ")
    )


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


def test_our_own_fault_leaves_a_report_and_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    found = CliRunner().invoke(program(ZeroDivisionError("oops")), ["work"])
    assert found.exit_code == 3
    (report,) = tmp_path.glob("clientzoo-report-*.txt")
    assert str(report) in found.output
    assert "kept" in found.output
    text = report.read_text()
    for said in ("clientzoo ", "Python ", "polars ", "work", "Traceback", "ZeroDivisionError: oops", "test_edge.py"):
        assert said in text
    assert report.stat().st_mode & 0o077 == 0


def test_only_the_newest_reports_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "clientzoo-notes.txt").write_text("mine")
    for number in range(KEPT + 3):
        CliRunner().invoke(program(ZeroDivisionError(f"oops {number}")), ["work"])
        for path in tmp_path.glob("clientzoo-report-*.txt"):
            os.utime(path, times=(stamp := int(re.findall(r"oops (\d+)", path.read_text())[0]) * 60, stamp))
    left = sorted(re.findall(r"oops \d+", path.read_text())[0] for path in tmp_path.glob("clientzoo-report-*.txt"))
    assert left == [f"oops {number}" for number in range(3, KEPT + 3)]
    assert (tmp_path / "clientzoo-notes.txt").exists()


def test_a_full_disk_is_no_fault_of_ours_whichever_library_wrote() -> None:
    error = RuntimeError(OSError(28, "No space left on device", "parts/0.parquet"))
    found = CliRunner().invoke(program(error), ["work"])
    assert (found.exit_code, "parts/0.parquet: No space left on device" in found.output) == (2, True)


def test_no_password_is_printed_with_a_file_that_is_refused() -> None:
    error = FileNotFoundError(2, "No such file or directory", "postgresql:/bob:S3CR3T?x@host/b?token=S3CR3T")
    found = CliRunner().invoke(program(error), ["work"])
    assert found.exit_code == 2
    assert "postgresql:/host/b: No such file" in found.output
    assert "S3CR3T" not in found.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["classify", "--help"], ["classify", "wolf.yaml"]])
def test_a_full_disk_ends_with_a_sentence(tmp_path: Path, arguments: list[str]) -> None:
    wolf(tmp_path)
    with Path("/dev/full").open("w") as full:
        found = subprocess.run(
            [sys.executable, "-m", "clientzoo", *arguments], cwd=tmp_path, stdout=full, stderr=subprocess.PIPE,
            env={**os.environ, **FRESH}, text=True, check=False,
        )  # fmt: skip
    assert found.returncode == 2
    assert "No space left on device" in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_a_code_page_that_lacks_a_sign_does_not_stop_the_verdict(tmp_path: Path) -> None:
    path = wolf(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("Ромашка", "Zoë 🎉"), encoding="utf-8")
    env = {**os.environ, **FRESH, "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1251"}
    found = subprocess.run(
        [sys.executable, "-m", "clientzoo", "classify", path], cwd=tmp_path, capture_output=True, env=env, check=False
    )
    assert found.returncode == 0, found.stderr
    assert found.stdout.decode("cp1251").startswith("Zo\\u00eb \\ud83c\\udf89: wolf")


HOSTILE = "a\x1b[31mRED\x1b]0;pwned\x07\u202egpj\x9b"


@pytest.mark.parametrize(
    "arguments",
    [
        ["classify", "c.yaml"],
        ["classify", "--json", "c.yaml"],
        ["classify", "broken.yaml"],
        ["classify", f"{HOSTILE}.yaml"],
        ["explain", "c.yaml"],
        ["explain", "c.yaml", "--sure"],
        ["explain", "c.yaml", "--contradictions"],
        ["explain", "c.yaml", "--to", HOSTILE],
        ["explain", "c.yaml", "--what-if", f"{HOSTILE}=1"],
        ["interview", "x", "--answers", "c.yaml"],
        ["interview", "c.yaml", "--plain"],
        ["interview", HOSTILE, "--plain"],
        ["playbook", "c.yaml"],
        ["rules", "check", HOSTILE],
        ["base", "import", f"{HOSTILE}.csv", "--as", "orders"],
        [HOSTILE],
    ],
)
def test_nothing_that_steers_a_terminal_gets_through(tmp_path: Path, arguments: list[str]) -> None:
    named = json.dumps(HOSTILE)
    (tmp_path / "c.yaml").write_text(f"client: {named}\nanswers:\n  growth_wish: wants\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text(f"client: x\nanswers:\n  {named}: 1\n", encoding="utf-8")
    ran = clientzoo(*arguments, at=tmp_path)
    steering = [sign for sign in ran.out + ran.err if sign in "\x1b\x07\x9b\u202e"]
    assert not steering, (ran.out + ran.err).encode("unicode_escape")
    assert "Traceback" not in ran.err

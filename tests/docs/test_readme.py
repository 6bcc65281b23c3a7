"""The README's console examples, run as they stand: what it shows is what is printed."""

import re
import shlex
from pathlib import Path

import pytest

from commands import clientzoo
from docs.transcripts import examples, like

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def console_examples(text: str) -> list[tuple[str, str]]:
    """Each command of the ```console blocks with the output shown below it."""
    return [one for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL) for one in examples(block)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the answers file which the README shows."""
    (answers,) = re.findall(r"```yaml\n(client: .*?)```", README, re.DOTALL)
    (tmp_path / "romashka.yaml").write_text(answers, encoding="utf-8")
    return tmp_path


def test_there_are_examples() -> None:
    assert len(console_examples(README)) >= 4


@pytest.mark.parametrize(
    ("command", "shown"), console_examples(README), ids=[one for one, _ in console_examples(README)]
)
def test_an_example_prints_what_the_readme_shows(folder: Path, command: str, shown: str) -> None:
    program, *arguments = shlex.split(command)
    assert program == "clientzoo"
    ran = clientzoo(*arguments, at=folder)
    assert ran.code == 0, ran.err
    assert like(shown).match(ran.out), ran.out

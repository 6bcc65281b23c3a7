"""Every console block of the documentation, run as it stands: what a page shows is what is printed.

docs/own-zoo.md is followed by tests/workbench/test_own_zoo.py, the README by test_readme.py.
"""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from clientzoo.cli.app import app
from docs.transcripts import run

DOCS = Path(__file__).resolve().parents[2] / "docs"
ELSEWHERE = ("own-zoo.md",)
PAGES = [
    page.name
    for page in sorted(DOCS.glob("*.md"))
    if page.name not in ELSEWHERE and "```console" in page.read_text(encoding="utf-8")
]
LINES = [
    (page.name, line)
    for page in [*sorted(DOCS.glob("*.md")), DOCS.parent / "README.md"]
    for line in re.findall(r"^(clientzoo .*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_is_printed(name: str, tmp_path: Path) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    differing = [one for one in run(text, tmp_path) if not one.agrees()]
    told = "\n".join(f"$ {one.command}  -> {one.code}\n{one.printed}{one.said}" for one in differing)
    assert not differing, f"python tests/docs/transcripts.py docs/{name} writes them anew\n{told}"


@pytest.mark.parametrize(("page", "line"), LINES, ids=[f"{page}: {line}" for page, line in LINES])
def test_a_command_that_a_page_names_exists_with_its_options(page: str, line: str) -> None:
    words = shlex.split(re.split(r"\s[|>]\s?", line)[0], comments=True)[1:]
    command: Any = typer.main.get_command(app)
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        name, *words = words
        assert name in command.commands, f"{page}: there is no command `{name}`"
        command = command.commands[name]
    known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)} | {"--help", "-h"}
    given = {word.partition("=")[0] for word in words if re.match(r"--?[a-z]", word)}
    assert given <= known, f"{page}: {line}"

"""Writes docs/commands.md: every command with what it does and an example, from the commands themselves.

python docs/commands.py
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from clientzoo.cli.app import app
from clientzoo.cli.panels import PANELS

PAGE = Path(__file__).resolve().parent / "commands.md"
HEAD = """# Every command

`clientzoo COMMAND --help` tells all options. This page is made of the commands by `python docs/commands.py`.
"""


def page() -> str:
    """The page as it should stand."""
    root = typer.main.get_command(app)
    commands = {name: root.get_command(None, name) for name in root.list_commands(None)}  # type: ignore[attr-defined]
    lines = [HEAD]
    for panel in PANELS:
        lines.append(f"\n## {panel}\n")
        for name, command in commands.items():
            if command.rich_help_panel == panel:
                lines += [f"- `clientzoo {' '.join(words)}`: {_said(one)}" for words, one in _leaves(command, [name])]
    return "\n".join(lines) + "\n"


def _leaves(command: Any, words: list[str]) -> Iterator[tuple[list[str], Any]]:
    inner = getattr(command, "commands", None)
    if not inner or command.invoke_without_command:
        yield words, command
    for name, one in (inner or {}).items():
        yield from _leaves(one, [*words, name])


def _said(command: Any) -> str:
    """The first sentence of the help and its first example."""
    text = re.sub(r"\s+", " ", command.help or "")
    said = re.split(r" Examples?: | With --json", text)[0].strip()
    found = re.search(r"\[bold\](.+?)\[/bold\]", text)
    first = re.split(r"(?<=[.:]) (?=[A-Z])", said)[0].rstrip(":.")
    return f"{first}." + (f" As `{found[1]}`." if found else "")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.exit(0)

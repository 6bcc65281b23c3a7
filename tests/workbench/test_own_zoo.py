"""The tutorial works as it is written: every file, change and command of docs/own-zoo.md, one after another."""

import re
import shlex
from pathlib import Path

from commands import clientzoo

PAGE = Path(__file__).resolve().parents[2] / "docs" / "own-zoo.md"
STEP = re.compile(r"(?:<!-- (file|append|replace): (\S+) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)


def test_the_tutorial_can_be_followed(tmp_path: Path) -> None:
    at, ran_something = tmp_path, 0
    for how, file, language, text in STEP.findall(PAGE.read_text(encoding="utf-8")):
        if language == "console":
            for command, said in commands(text):
                if command.startswith("cd "):
                    at = at / command.removeprefix("cd ")
                    continue
                words = shlex.split(command, comments=True)
                ran = clientzoo(*words[1:], at=at)
                assert ran.code == (1 if "leaves with 1" in command else 0), (command, ran)
                for line in said:
                    assert line in ran.out, (command, ran.out)
                ran_something += 1
        elif how:
            path = at / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(changed(how, path, text), encoding="utf-8")
    assert ran_something > 15


def commands(text: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((line.removeprefix("$ "), []))
        else:
            found[-1][1].append(line)
    return found


def changed(how: str, path: Path, text: str) -> str:
    if how == "file":
        return text
    before = path.read_text(encoding="utf-8")
    if how == "append":
        return before + text
    old, _, new = text.partition("---\n")
    assert before.count(old) == 1
    return before.replace(old, new)

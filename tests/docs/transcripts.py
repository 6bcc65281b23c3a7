"""The console blocks of a page: run one after another in a folder, compared, and on demand written anew.

`<!-- file: NAME -->` before a block means that it is that file; `<!-- not run: WHY -->` that a block is only shown, as
one whose words depend on the day. A line `...` stands for any lines left out.

    PYTHONPATH=engine:tests python tests/docs/transcripts.py docs/explain.md    # writes the page's transcripts anew
"""

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from commands import clientzoo

_STEP = re.compile(r"(?:<!-- (file|not run): ([^\n]+) -->\n)?```(\w+)\n(.*?)```", re.DOTALL)
_EXPECTED = re.compile(r"# leaves with (\d)")


class Shown(NamedTuple):
    """A command as a page shows it, what it shows below, and what the command really leaves with and prints."""

    command: str
    shown: str
    wanted: int
    code: int
    printed: str
    said: str

    def agrees(self) -> bool:
        return self.code == self.wanted and like(self.shown).match(self.printed) is not None


def examples(block: str) -> list[tuple[str, str]]:
    """Each command of a console block with the output shown below it."""
    found: list[tuple[str, str]] = []
    for shown in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = shown.partition("\n")
        found.append((command, output.strip("\n")))
    return found


def like(shown: str) -> re.Pattern[str]:
    """The output as shown, where a line `...` stands for any lines left out."""
    lines = [r"(?:.*\n)*?.*" if line.strip() == "..." else re.escape(line) for line in shown.split("\n")]
    return re.compile("\n".join(lines))


def run(text: str, at: Path) -> Iterator[Shown]:
    """The page's files written and its console blocks run, in the order of the text, in the folder `at`."""
    for how, what, language, block in _STEP.findall(text):
        if how == "file":
            path = at / what
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
        elif language == "console" and not how:
            for command, shown in examples(block):
                program, *words = shlex.split(command, comments=True)
                if program == "cd":
                    at = at / words[0]
                    continue
                wanted = _EXPECTED.search(command)
                ran = clientzoo(*words, at=at, env={"CLIENTZOO_REGISTER": str(at / "clients.db")})
                yield Shown(command, shown, int(wanted[1]) if wanted else 0, ran.code, ran.out, ran.err)


def written_anew(text: str, at: Path) -> str:
    """The page with what the commands print now, cut where the page cut it."""
    for one in run(text, at):
        if not one.agrees():
            lines = one.printed.strip("\n").split("\n")
            before = one.shown.split("\n")
            if "..." in before:
                lines = [*lines[: before.index("...")], "..."]
            text = text.replace(f"$ {one.command}\n{one.shown}\n", f"$ {one.command}\n" + "\n".join(lines) + "\n", 1)
    return text


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        with TemporaryDirectory() as folder:
            page.write_text(written_anew(page.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")

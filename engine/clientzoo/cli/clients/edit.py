"""`clientzoo clients edit`: a client's answers in your editor; what you change there is recorded."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.clients.who import ClientArgument
from clientzoo.cli.edge import UserError
from clientzoo.cli.options import LanguageOption, ZooOption, expert
from clientzoo.cli.register_door import ByOption, OnOption, day, the_register
from clientzoo.inference.choice import EngineChoice
from clientzoo.knowledge.problems import Problem, ProblemsError

if TYPE_CHECKING:
    from clientzoo.knowledge.answers_file import ClientAnswers
    from clientzoo.knowledge.zoo import Zoo

_FINDING = "# ! "


def edit(
    client: ClientArgument,
    wrong: Annotated[
        bool, typer.Option("--wrong", help="What you change was written wrong: it is corrected for the past too.")
    ] = False,
    on: OnOption = None,
    by: ByOption = "",
    zoo: ZooOption = None,
    language: LanguageOption = "",
) -> None:
    """Change a client's answers in your editor ($VISUAL or $EDITOR). Only what you change is recorded.

    Example: [bold]clientzoo clients edit Romashka[/bold]

    A mistake opens the editor again with the finding above the line; leaving it as it is gives up.
    """
    from clientzoo.cli.judging import judge
    from clientzoo.interview.answers_text import answers_text
    from clientzoo.interview.keep import state
    from clientzoo.interview.register_keep import RegisterKeep

    asked = expert(zoo, language, EngineChoice.AUTO)
    register = the_register(by, records=True)
    found = register.client(client)
    keep = RegisterKeep(register, found, found.name, asked.zoo, day(on), "edit")
    before = keep.known
    after = _edited(answers_text(before, asked.zoo), asked.zoo, found.name)
    was, now = state(before), state(after)
    changed = sorted(name for name in {**was, **now} if was.get(name) != now.get(name))
    if not changed:
        typer.echo("Nothing was changed.")
        return
    if wrong:
        for name in changed:
            keep.say(name, "correction")
    keep.save(after)
    judge(register, [found], asked)
    names = ", ".join(asked.zoo.attributes[name].name for name in changed if name in asked.zoo.attributes)
    typer.echo(f"{'Corrected' if wrong else 'Recorded'}: {names}")


def _edited(text: str, zoo: "Zoo", name: str) -> "ClientAnswers":
    """What the text says once the editor was left without a mistake in it. Raises UserError where somebody gives up:
    then the text is kept in a file that the error names."""
    from clientzoo.knowledge.answers_file import read_answers_file

    handle, path_name = tempfile.mkstemp(prefix="clientzoo-", suffix=".yaml")
    os.close(handle)
    path = Path(path_name)
    shown = text
    while True:
        path.write_text(shown, encoding="utf-8")
        _open(path)
        typed = path.read_text(encoding="utf-8", errors="replace")
        path.write_text(_without_findings(typed), encoding="utf-8")
        try:
            known = read_answers_file(path, zoo, "answers")
            if known.client != name:
                raise UserError(
                    f"{path}: the client is called {known.client!r} there; clientzoo clients rename does that"
                )
        except ProblemsError as error:
            if typed == shown:
                raise UserError(f"left with a mistake in it; your text is kept in {path}\n{error}") from None
            shown = _with_findings(_without_findings(typed), error.problems)
            continue
        path.unlink()
        return known


def _open(path: Path) -> None:
    """Raises UserError where there is no editor, or it fails."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if sys.platform == "win32" else "vi")
    try:
        done = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603 - the person's own editor
    except (OSError, ValueError) as error:
        raise UserError(f"the editor {command!r} cannot be started ({error}); set $EDITOR. Your text: {path}") from None
    if done.returncode != 0:
        raise UserError(f"the editor {command!r} left with {done.returncode}; nothing was recorded. Your text: {path}")


def _with_findings(text: str, problems: tuple[Problem, ...]) -> str:
    """The text with each finding on a line of its own above that which it is about."""
    lines = text.splitlines()
    for problem in sorted(problems, key=lambda one: -one.place.line):
        hint = f" ({problem.hint})" if problem.hint else ""
        said = " ".join(f"{problem.code} {problem.message}{hint}".split())
        lines.insert(min(problem.place.line - 1, len(lines)), f"{_FINDING}{said}")
    return "".join(f"{line}\n" for line in lines)


def _without_findings(text: str) -> str:
    return "".join(f"{line}\n" for line in text.splitlines() if not line.startswith(_FINDING))

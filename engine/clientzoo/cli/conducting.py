"""An interview conducted at the terminal, to its end or until the manager leaves; no answer is lost on the way."""

import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clientzoo.cli.exit_codes import FINE, INTERRUPTED, WRONG_USE

if TYPE_CHECKING:
    from clientzoo.interview.conversation import Conversation


def conducted(
    conversation: "Conversation", found: bool, again: Sequence[str], *, plain: bool, aside: bool = False
) -> bool:
    """Returns once the interview is finished: whether the answers could not be saved. Else leaves the program.

    `found` says that something was known of the client before.
    `again` is the command that goes on. `aside` leaves standard output free, as for JSON.
    """
    from clientzoo.interview.outcome import Ending
    from clientzoo.interview.terminal import interviewed

    screen = sys.stderr if aside or (not sys.stdout.isatty() and not plain) else sys.stdout
    if found:
        conversation.welcome_back()
    ending = interviewed(conversation, plain=plain, out=screen)
    unsaved = _unsaved_at_last(conversation)
    if ending is Ending.FINISHED:
        return unsaved
    if not unsaved:
        typer.echo(_farewell(conversation, found, again), file=screen)
    raise typer.Exit(INTERRUPTED if ending is Ending.INTERRUPTED else WRONG_USE if unsaved else FINE)


def called_as() -> list[str]:
    """The words by which this program was called, so that a command told to the user works as told."""
    script = Path(sys.argv[0])
    if script.name == "__main__.py":
        return ["python" if shutil.which("python") == sys.executable else sys.executable, "-m", "clientzoo"]
    found = shutil.which(script.name)
    here = found is not None and Path(found).resolve() == script.resolve()
    return [script.stem if here or script == Path(script.name) else str(script)]


def _farewell(conversation: "Conversation", found: bool, again: Sequence[str]) -> str:
    from clientzoo.interview.closing_words import printable

    known = conversation.session.known
    if not (known.answers or known.unknown or found):
        return conversation.say("Nothing was answered, so nothing was saved.")
    said = conversation.say("Saved in {file}. Go on where you left off with:", file=conversation.keep.place)
    return f"{said}\n  {printable(shlex.join(again))}"


def _unsaved_at_last(conversation: "Conversation") -> bool:
    """Tries again to save what could not be saved; True when the answers had to be printed instead."""
    if conversation.unsaved:
        conversation.save()
    if not conversation.unsaved:
        return False
    from clientzoo.interview.answers_text import answers_text

    typer.echo(conversation.notice.text, err=True)
    typer.echo("These are the answers, so that nothing is lost; put them into a file of your own:", err=True)
    typer.echo(answers_text(conversation.session.known, conversation.zoo), err=True)
    return True

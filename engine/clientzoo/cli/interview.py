"""`clientzoo interview`: ask about one client, then say which animal it is and write its playbook."""

import json
import shutil
import sys
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn

import typer

from clientzoo.cli.completion import complete_client
from clientzoo.cli.edge import UserError
from clientzoo.cli.exit_codes import FINE, WRONG_USE
from clientzoo.cli.options import EngineOption, JsonOption, LanguageOption, ZooOption, engine, sound_zoo, speaking
from clientzoo.cli.register_door import ByOption, OnOption, day
from clientzoo.inference.choice import EngineChoice

if TYPE_CHECKING:
    from clientzoo.cli.subject import Subject
    from clientzoo.inference.chaining import Engine
    from clientzoo.inference.consultation import Consultation
    from clientzoo.interview.order import Order
    from clientzoo.knowledge.answers_file import ClientAnswers
    from clientzoo.knowledge.zoo import Zoo

PLAYBOOKS = Path("playbooks")


class Mode(StrEnum):
    ADAPTIVE = "adaptive"
    FULL = "full"


def interview(
    client: Annotated[
        str,
        typer.Argument(
            metavar="CLIENT",
            help="The client's name, or its answers file.",
            show_default=False,
            autocompletion=complete_client,
        ),
    ],
    mode: Annotated[
        Mode,
        typer.Option(
            "--mode", help="adaptive: what tells most first, until the animal is settled; full: all, group by group."
        ),
    ] = Mode.ADAPTIVE,
    answers: Annotated[
        Path | None,
        typer.Option("--answers", metavar="FILE", help="Ask nobody: this file answers, the rest is unknown."),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="FILE", help="An answers file to keep them in, instead of the register."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help=f"Where the playbook goes. Default: {PLAYBOOKS}"),
    ] = None,
    no_playbook: Annotated[bool, typer.Option("--no-playbook", help="Write no playbook at the end.")] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Plain lines instead of a full screen, as for a screen reader or a pipe.")
    ] = False,
    on: OnOption = None,
    by: ByOption = "",
    zoo: ZooOption = None,
    language: LanguageOption = "",
    engine_choice: EngineOption = EngineChoice.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Ask about a client, say which animal it is and why, and write its playbook.

    Example: [bold]clientzoo interview Romashka[/bold]

    Every answer is saved at once. Leave when you like (q, or Ctrl+C): the same command goes on where you were.
    Of a client that the register knows, what is old or telling is gone through first: Enter where it is still so.
    Any key that you need is shown on the screen; ? explains the question. --language ru asks in Russian.

    Without a terminal, or with --answers, nobody is asked and nothing is written (but a playbook where -o says):
    [bold]clientzoo interview Romashka --answers clients/romashka.yaml --json[/bold]
    prints the verdict as JSON with `asked`, the questions in the order in which they were asked.
    """
    from clientzoo.cli.subject import subject
    from clientzoo.interview.client_file import answers_for

    known = speaking(sound_zoo(zoo), language, zoo)
    consulting = engine(known, engine_choice)
    order = _order(known, mode)
    if answers is not None:
        given = answers_for(client, answers, known)
        _unattended(given, known, consulting, order, None if no_playbook else output, as_json)
    asking = sys.stdin.isatty() or plain
    if not asking and _given_by_pipe():
        raise UserError("answers come in over a pipe: say --plain to take them, or --answers FILE to ask nobody")
    about = subject(client, file, known, asking=asking, on=day(on), by=by)
    if not asking:
        _unattended(about.known, known, consulting, order, None if no_playbook else output, as_json)
    _attended(about, known, consulting, order, plain, None if no_playbook else output or PLAYBOOKS, as_json)


def _given_by_pipe() -> bool:
    """Whether somebody sends lines on standard input: a pipe or a file with something in it, and no empty device."""
    import os
    import stat

    try:
        found = os.fstat(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):
        return False
    if stat.S_ISREG(found.st_mode):
        return found.st_size > 0
    if not stat.S_ISFIFO(found.st_mode) or sys.platform == "win32":
        return False
    import select

    ready, _, _ = select.select([sys.stdin], [], [], 0)
    peek = getattr(sys.stdin.buffer, "peek", None)
    return bool(ready) and peek is not None and bool(peek(1))


def _order(zoo: "Zoo", mode: Mode) -> "Order":
    from clientzoo.interview.order import FullOrder

    match mode:
        case Mode.FULL:
            return FullOrder(zoo)
        case Mode.ADAPTIVE:
            from clientzoo.interview.adaptive import Adaptive

            return Adaptive(zoo)


def _unattended(
    known: "ClientAnswers", zoo: "Zoo", consulting: "Engine", order: "Order", output: Path | None, as_json: bool
) -> NoReturn:
    from clientzoo.cli.measured import with_measured
    from clientzoo.interview.unattended import questioned

    found = questioned(with_measured(known, zoo), order, zoo)
    client = replace(known, answers=found.answers)
    _tell(consulting.consult(found.answers), client, _Asked(found.asked, found.settled_after), output, as_json)
    raise typer.Exit(FINE)


def _attended(
    about: "Subject",
    zoo: "Zoo",
    consulting: "Engine",
    order: "Order",
    plain: bool,
    output: Path | None,
    as_json: bool,
) -> NoReturn:
    from clientzoo.cli.conducting import called_as, conducted
    from clientzoo.cli.measured import measured
    from clientzoo.interview.conversation import Conversation
    from clientzoo.interview.session import resumed

    known_before = measured(about.known.client, zoo)
    recall = about.recall(zoo, known_before)
    session = resumed(about.known)
    conversation = Conversation(zoo, consulting, order, about.keep, session, known_before, about.memory, recall)
    again = [*called_as(), "interview", *(sys.argv[2:] or [about.known.client])]
    try:
        unsaved = conducted(conversation, about.found, again, plain=plain, aside=as_json)
    finally:
        about.judge(conversation.consultation)
    known = replace(conversation.session.known, answers=conversation.answers)
    asked = _Asked(conversation.session.asked, conversation.settled_after)
    _tell(conversation.consultation, known, asked, output, as_json)
    if not as_json:
        if told := about.decision_in_words(conversation.consultation):
            typer.echo(told)
        typer.echo(conversation.say("Answers:  {file}", file=conversation.keep.place))
    raise typer.Exit(WRONG_USE if unsaved else FINE)


class _Asked(NamedTuple):
    """The questions in the order asked, and how many had been asked when the animal was settled."""

    names: tuple[str, ...]
    settled_after: int | None


def _tell(
    consultation: "Consultation", client: "ClientAnswers", asked: "_Asked", output: Path | None, as_json: bool
) -> None:
    """The verdict, why, and where the playbook was written."""
    written = _playbook(consultation, client, output) if output is not None else None
    if as_json:
        from clientzoo.output.verdict import interview_shape

        shape = interview_shape(consultation, client, asked.settled_after, tuple(asked.names))
        typer.echo(json.dumps(shape.data(), ensure_ascii=False))
        return
    from clientzoo.interview.closing_words import closing, fold_lines
    from clientzoo.knowledge.speech import speech_of

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
    for line in fold_lines(closing(consultation, client.client), width):
        typer.echo(line)
    typer.echo()
    if written is not None:
        typer.echo(speech_of(consultation.zoo)("Playbook: {file}", file=written))


def _playbook(consultation: "Consultation", client: "ClientAnswers", output: Path) -> Path:
    from dataclasses import replace

    from clientzoo.knowledge.brand_file import read_brand
    from clientzoo.knowledge.languages import in_language
    from clientzoo.knowledge.rule_texts import writes_in
    from clientzoo.playbook.files import write_playbook
    from clientzoo.playbook.rendering import Press

    zoo = consultation.zoo
    if not writes_in(zoo, zoo.speaks):
        zoo = in_language(zoo, zoo.language)  # that of the templates and the advice
    press = Press(zoo, engine(zoo, EngineChoice.BUILTIN), read_brand(zoo.root))
    return write_playbook(replace(consultation, zoo=zoo), client, output, press=press)

"""`clientzoo explain`: why the verdict is what it is, and every other question back."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.completion import complete_client, is_path
from clientzoo.cli.edge import UserError
from clientzoo.cli.exit_codes import FINDINGS, FINE
from clientzoo.cli.options import EngineOption, JsonOption, LanguageOption, ZooOption, expert
from clientzoo.cli.register_door import AsOfOption, KnownOnOption, day
from clientzoo.inference.choice import EngineChoice

QUESTIONS = "Questions (one at a time)"


def explain(
    client: Annotated[
        str,
        typer.Argument(
            metavar="CLIENT",
            help="A name in the register, or an answers file.",
            show_default=False,
            autocompletion=complete_client,
        ),
    ],
    how: Annotated[
        str,
        typer.Option(
            "--how",
            metavar="FACT",
            help="The proof of a fact: an animal, a trait, a transition, an advice.",
            rich_help_panel=QUESTIONS,
            show_default=False,
        ),
    ] = "",
    why: Annotated[
        str,
        typer.Option(
            "--why",
            metavar="QUESTION",
            help="Why a question is asked: which animals it separates, what each answer would do.",
            rich_help_panel=QUESTIONS,
            show_default=False,
        ),
    ] = "",
    why_not: Annotated[
        str,
        typer.Option(
            "--why-not",
            metavar="ANIMAL",
            help="What each rule for that animal lacked, and what spoke against it; or for a piece of advice.",
            rich_help_panel=QUESTIONS,
            show_default=False,
        ),
    ] = "",
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            metavar="QUESTION=ANSWER",
            help="The verdict if an answer were another; repeat it for more, `unknown` takes one away.",
            rich_help_panel=QUESTIONS,
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="ANIMAL",
            help="The fewest changes that would make it that animal. Leaves with 1 when up to four do not.",
            rich_help_panel=QUESTIONS,
            show_default=False,
        ),
    ] = "",
    sure: Annotated[
        bool,
        typer.Option("--sure", help="Which answers to double-check.", rich_help_panel=QUESTIONS),
    ] = False,
    contradictions: Annotated[
        bool,
        typer.Option("--contradictions", help="Answers that pull against each other.", rich_help_panel=QUESTIONS),
    ] = False,
    depth: Annotated[
        int | None,
        typer.Option(
            "--depth",
            min=1,
            max=20,
            help="Of a proof, how many levels of rules to show. Default: all.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="With --why-not and --what-if: all rules.")] = False,
    zoo: ZooOption = None,
    language: LanguageOption = "",
    engine_choice: EngineOption = EngineChoice.AUTO,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show how a verdict came about, strongest evidence first, down to the answers; or answer a question about it.

    Examples:

    [bold]clientzoo explain Romashka[/bold]

    [bold]clientzoo explain Romashka --how "appetite: hungry"[/bold]

    [bold]clientzoo explain romashka.yaml --why-not tiger[/bold]

    [bold]clientzoo explain romashka.yaml --what-if growth_wish=none --what-if employees=200[/bold]

    [bold]clientzoo explain romashka.yaml --to tiger --json[/bold]

    With --json, one object; `clientzoo schema explanation` describes it.
    """
    from clientzoo.cli.decided import decision_in_words
    from clientzoo.cli.named_clients import NamedClients
    from clientzoo.explanation.how import DEEP
    from clientzoo.explanation.inquiry import Reply
    from clientzoo.explanation.words_understood import QuestionError
    from clientzoo.output.explanation import explanation_shape

    given = {
        "--how": how, "--why": why, "--why-not": why_not, "--what-if": what_if, "--to": to, "--sure": sure,
        "--contradictions": contradictions,
    }  # fmt: skip
    chosen = [name for name, value in given.items() if value]
    if len(chosen) > 1:
        raise UserError(f"{' and '.join(chosen)} are questions of their own; ask one at a time")
    question = chosen[0] if chosen else "--how"
    if depth is not None and question != "--how":
        raise UserError(f"--depth is for proofs; {question} has none")
    if every and question not in ("--why-not", "--what-if"):
        raise UserError("--all goes with --why-not and --what-if")
    asked = expert(zoo, language, engine_choice)
    sources = NamedClients([client], asked.zoo, day(as_of), day(known_on))
    named = sources.one(Path(client) if is_path(client) else client)
    inquiry = asked.about(named.answers)
    questions: dict[str, Callable[[], Reply]] = {
        "--how": lambda: inquiry.how(how, depth or DEEP),
        "--why": lambda: inquiry.why(why),
        "--why-not": lambda: inquiry.why_not(why_not, every),
        "--what-if": lambda: inquiry.what_if(what_if or (), every),
        "--to": lambda: inquiry.to(to, _searching),
        "--sure": inquiry.sure,
        "--contradictions": inquiry.contradictions,
    }
    try:
        reply = questions[question]()
    except QuestionError as error:
        raise UserError(str(error)) from None
    if as_json:
        shape = explanation_shape(reply.found, named.answers.client, asked.zoo)
        typer.echo(json.dumps(shape.data(), ensure_ascii=False, indent=2))
    else:
        for line in reply.lines:
            typer.echo(line)
        if told := decision_in_words(named.decision, asked.classify(named.answers)):
            typer.echo(f"\n{told}")
    raise typer.Exit(FINE if reply.positive else FINDINGS)


def _searching(size: int) -> None:
    """Small sets are through in a moment; of the others a person who waits is told."""
    if size > 2 and sys.stderr.isatty():
        sys.stderr.write(f"looking through all sets of {size} changes ...\n")

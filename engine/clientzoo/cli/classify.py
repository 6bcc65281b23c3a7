"""`clientzoo classify`: clients by name, or answers files, to verdicts."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.completion import complete_client
from clientzoo.cli.decided import decision_in_words, decision_shape
from clientzoo.cli.exit_codes import FINE, WRONG_USE
from clientzoo.cli.options import EngineOption, JsonOption, LanguageOption, ZooOption, expert
from clientzoo.cli.register_door import AsOfOption, KnownOnOption, day
from clientzoo.inference.choice import EngineChoice

if TYPE_CHECKING:
    from clientzoo.inference.consultation import Consultation

ClientsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="CLIENT...", help="Names in the register, answers files, or folders of them.", show_default=False,
        autocompletion=complete_client,
    ),
]  # fmt: skip


def classify(
    clients: ClientsArgument,
    zoo: ZooOption = None,
    language: LanguageOption = "",
    engine_choice: EngineOption = EngineChoice.AUTO,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which animal each client is.

    Examples:

    [bold]clientzoo classify Romashka[/bold]

    [bold]clientzoo classify Romashka --as-of 2026-06-30[/bold]

    [bold]clientzoo classify clients/*.yaml[/bold]

    With --json, one object per client and line; `clientzoo schema verdict` describes it.
    """
    from clientzoo.cli.named_clients import NamedClients
    from clientzoo.cli.progress import with_progress
    from clientzoo.output.verdict import consultation_shape

    asked = expert(zoo, language, engine_choice, len(clients))
    named = NamedClients(clients, asked.zoo, day(as_of), day(known_on))
    for one in with_progress(named, len(named.sources), "classifying"):
        consultation = asked.classify(one.answers)
        if as_json:
            shape = consultation_shape(consultation, one.answers, decision_shape(one.decision))
            typer.echo(json.dumps(shape.data(), ensure_ascii=False))
        else:
            typer.echo(_line(one.answers.client, consultation))
            if told := decision_in_words(one.decision, consultation):
                typer.echo(f"    {told}")
    raise typer.Exit(WRONG_USE if named.unreadable else FINE)


def _line(client: str, consultation: "Consultation") -> str:
    """`Romashka  wolf  very likely (0.91), then tiger (0.35)`"""
    from clientzoo.explanation.verdict import headline

    return f"{client}: {headline(consultation)}"

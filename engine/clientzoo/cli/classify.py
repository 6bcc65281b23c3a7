"""`clientzoo classify`: answers files to verdicts."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.edge import FINE, WRONG_USE
from clientzoo.cli.options import EngineOption, JsonOption, LanguageOption, ZooOption, expert
from clientzoo.inference.choice import EngineChoice

if TYPE_CHECKING:
    from clientzoo.inference.consultation import Consultation

FilesArgument = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Answers files, or folders of them.", show_default=False)
]


def classify(
    files: FilesArgument,
    zoo: ZooOption = None,
    language: LanguageOption = "",
    engine_choice: EngineOption = EngineChoice.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Say which animal each client is.

    Example: [bold]clientzoo classify clients/*.yaml[/bold]

    With --json, one object per file and line; `clientzoo schema verdict` describes it.
    """
    from clientzoo.cli.clients import Clients
    from clientzoo.cli.progress import counted
    from clientzoo.output.verdict import consultation_shape

    asked = expert(zoo, language, engine_choice, len(files))
    clients = Clients(files, asked.zoo)
    for _, client in counted(clients, len(clients.files), "classifying"):
        consultation = asked.classify(client)
        if as_json:
            typer.echo(json.dumps(consultation_shape(consultation, client).data(), ensure_ascii=False))
        else:
            typer.echo(_line(client.client, consultation))
    raise typer.Exit(WRONG_USE if clients.unreadable else FINE)


def _line(client: str, consultation: "Consultation") -> str:
    """`Romashka  wolf  very likely (0.91), then tiger (0.35)`"""
    from clientzoo.explanation.verdict import headline

    return f"{client}: {headline(consultation)}"

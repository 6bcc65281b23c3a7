"""`clientzoo explain`: why the verdict is what it is."""

from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.options import EngineOption, ZooOption, engine, sound_zoo
from clientzoo.inference.choice import EngineChoice


def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An answers file.", show_default=False)],
    depth: Annotated[
        int, typer.Option("--depth", min=1, max=20, help="How many levels of reasons to show; answers are the last.")
    ] = 20,
    zoo: ZooOption = None,
    engine_choice: EngineOption = EngineChoice.AUTO,
) -> None:
    """Show the proof of a verdict, strongest evidence first, down to the answers.

    Example: [bold]clientzoo explain clients/romashka.yaml[/bold]
    """
    from clientzoo.cli.measured import read_client
    from clientzoo.explanation.how import explained

    known = sound_zoo(zoo)
    client = read_client(file, known)
    consultation = engine(known, engine_choice).consult(client.answers)
    for line in explained(consultation, client.client, depth):
        typer.echo(line)

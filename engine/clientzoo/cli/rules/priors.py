"""`clientzoo rules priors`: how often each answer comes up."""

from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.exit_codes import FINE, WRONG_USE
from clientzoo.cli.options import EngineOption, ZooOption, engine, sound_zoo
from clientzoo.inference.choice import EngineChoice


def priors(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Answers files, or folders of them.", show_default=False)
    ],
    zoo: ZooOption = None,
    engine_choice: EngineOption = EngineChoice.AUTO,
) -> None:
    """Learn from answered clients how often each answer comes up, so that interviews ask better questions.

    Example: [bold]clientzoo rules priors clients > rulebases/our-zoo/priors.yaml[/bold]
    """
    from clientzoo.cli.named_clients import NamedClients
    from clientzoo.workbench.priors import as_yaml, learn_priors

    known = sound_zoo(zoo)
    clients = NamedClients(files, known)
    answered = [one.answers.answers for one in clients]
    for line in as_yaml(learn_priors(known, engine(known, engine_choice, len(answered)), answered)):
        typer.echo(line)
    raise typer.Exit(WRONG_USE if clients.unreadable else FINE)

"""`clientzoo playbook`: answers files to documents."""

import json
from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.edge import FINE, WRONG_USE
from clientzoo.cli.options import EngineOption, JsonOption, ZooOption, engine, sound_zoo
from clientzoo.inference.choice import EngineChoice
from clientzoo.playbook.form import Format


def playbook(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Answers files, or folders of them.", show_default=False)
    ],
    directory: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where to put them; made when missing.")
    ] = Path("playbooks"),
    form: Annotated[
        Format, typer.Option("--format", help="html: one page that needs nothing else, to read or print; md: Markdown.")
    ] = Format.HTML,
    zoo: ZooOption = None,
    engine_choice: EngineOption = EngineChoice.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Write a playbook for each client: two pages to open before a meeting.

    Example: [bold]clientzoo playbook clients/*.yaml -o playbooks[/bold]

    A playbook that is already there is written anew. With --json, one object per client and line:
    `clientzoo schema playbook` describes it.
    """
    from clientzoo.cli.clients import Clients
    from clientzoo.cli.progress import counted
    from clientzoo.playbook.files import FileNames, write_playbook
    from clientzoo.playbook.rendering import Press

    known = sound_zoo(zoo)
    consulting = engine(known, engine_choice, len(files))
    clients, press, names = Clients(files, known), Press(known, consulting), FileNames()
    for file, client in counted(clients, len(clients.files), "writing playbooks"):
        consultation = consulting.consult(client.answers)
        written = write_playbook(consultation, client, directory, form, press=press, names=names)
        if as_json:
            line = {"client": client.client, "answers": str(file), "playbook": str(written)}
            typer.echo(json.dumps(line, ensure_ascii=False))
        else:
            typer.echo(str(written))
    raise typer.Exit(WRONG_USE if clients.unreadable else FINE)

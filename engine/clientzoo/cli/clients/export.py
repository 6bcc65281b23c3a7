"""`clientzoo clients export`: the register as a folder of answers files, with its whole history beside them."""

import json
from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.options import ZooOption, sound_zoo
from clientzoo.cli.register_door import AsOfOption, day, the_register


def export(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to put them; made when missing.", show_default=False)
    ],
    as_of: AsOfOption = None,
    archived: Annotated[bool, typer.Option("--archived", help="Also clients that were set aside.")] = False,
    zoo: ZooOption = None,
) -> None:
    """Write an answers file for each client, and `history.jsonl`: everything, of which import makes the same register.

    Example: [bold]clientzoo clients export backup[/bold]
    """
    from clientzoo.cli.clients.import_ import HISTORY
    from clientzoo.interview.answers_text import answers_text
    from clientzoo.knowledge.file_names import plain_name
    from clientzoo.knowledge.files import atomic_write, replace_file
    from clientzoo.register.transfer import history

    known = sound_zoo(zoo)
    register = the_register()
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    clients = register.clients(archived=archived)
    for client in clients:
        name = plain_name(client.name)
        if name in taken:
            name = f"{name}-{client.number}"
        taken.add(name)
        text = answers_text(register.known(client, known, day(as_of)), known)
        replace_file(folder / f"{name}.yaml", text.encode())
    lines = 0
    with atomic_write(folder / HISTORY) as unfinished, unfinished.open("w", encoding="utf-8", newline="\n") as stream:
        for line in history(register):
            stream.write(f"{json.dumps(line, ensure_ascii=False)}\n")
            lines += 1
    typer.echo(f"{len(clients)} clients and {lines} lines of history written to {folder}")

"""`clientzoo register log`: who changed what and when."""

import json
from typing import Annotated

import typer

from clientzoo.cli.completion import complete_client
from clientzoo.cli.options import JsonOption
from clientzoo.cli.register_door import the_register


def log(
    client: Annotated[
        str, typer.Option("--client", metavar="NAME", help="Only of this client.", autocompletion=complete_client)
    ] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Only what this person recorded.")] = "",
    most: Annotated[int, typer.Option("--most", min=1, help="The last so many.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """Tell who recorded what and when, the latest last.

    Example: [bold]clientzoo register log --by Anna[/bold]

    With --json, one object per line; `clientzoo schema log` describes it.
    """
    from clientzoo.cli.register.shape import LogShape
    from clientzoo.register.log import entries

    register = the_register()
    of = register.client(client) if client else None
    for one in entries(register, of, by, most):
        if as_json:
            typer.echo(json.dumps(LogShape.of(one).data(), ensure_ascii=False))
        else:
            typer.echo(f"{one.recorded_at.astimezone():%Y-%m-%d %H:%M}  {one.by}  {one.client}: {one.what}")

"""`clientzoo tasks`: the steps there are, by client, person and state."""

import json
import sys
from enum import StrEnum
from typing import Annotated

import typer

from clientzoo.cli.options import JsonOption
from clientzoo.cli.tasks.desk import desk


class Which(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    CLOSED = "closed"
    ALL = "all"


def list_(
    context: typer.Context,
    client: Annotated[str, typer.Option("--client", metavar="NAME", help="Only steps with this client.")] = "",
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="Only steps of this person.")] = "",
    state: Annotated[Which, typer.Option("--state", help="closed: those that lost their reason.")] = Which.OPEN,
    as_json: JsonOption = False,
) -> None:
    """List the steps of playbooks that are at work, the earliest due first.

    Example: [bold]clientzoo tasks --client Romashka --state all[/bold]

    With --json, one object per step and line; `clientzoo schema step` describes it.
    """
    if context.invoked_subcommand is not None:
        return
    from clientzoo.cli.tasks.lines import called, table
    from clientzoo.cli.tasks.shape import StepShape
    from clientzoo.work.board import EVERY_STATE

    with desk() as at:
        of_client = at.register.client(client) if client else None
        states = EVERY_STATE if state is Which.ALL else tuple(one for one in EVERY_STATE if one == state.value)
        steps, clients = at.board.steps(client=of_client, states=states, person=person), at.clients()
        today = at.register.today
    if as_json:
        for step in steps:
            shape = StepShape.of(step, called(step, clients), today)
            typer.echo(json.dumps(shape.data(), ensure_ascii=False))
    elif steps:
        for line in table(steps, clients, today):
            typer.echo(line)
    elif sys.stdout.isatty():
        typer.echo("No step is like that; `clientzoo start NAME` puts a client's playbook to work.", err=True)

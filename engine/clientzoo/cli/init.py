"""`clientzoo init`: a workspace of one's own."""

from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from clientzoo.cli.edge import UserError


class Start(StrEnum):
    SHIPPED = "shipped"
    SCRATCH = "scratch"


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.", show_default=False)],
    start: Annotated[
        Start, typer.Option("--from", help="shipped: a copy of the shipped zoo; scratch: two animals, three questions.")
    ] = Start.SHIPPED,
) -> None:
    """Make a zoo of your own: a copy of the shipped one, or a tiny one to begin with.

    Example: [bold]clientzoo init --from scratch our-zoo[/bold]

    Then edit the files in it, and run `clientzoo rules check` and `clientzoo rules test` there. Nothing is overwritten.
    docs/own-zoo.md takes you from two animals to the zoo of your market.
    """
    from clientzoo.workbench.init import OccupiedError, copy_zoo, start_zoo

    try:
        copied = copy_zoo(directory) if start is Start.SHIPPED else start_zoo(directory)
    except OccupiedError as error:
        raise UserError(f"{error}; choose a new or empty folder, nothing was written") from None
    except ValueError as error:
        raise UserError(str(error)) from None
    how = "Copied the zoo" if start is Start.SHIPPED else "Made a tiny zoo,"
    typer.echo(f"{how} `{copied.name}` {'to' if start is Start.SHIPPED else 'in'} {directory}. The files to edit:")
    for line in (
        f"  questionnaires/{copied.name}.yaml   what is asked",
        *(["  questionnaires/segment-sheets.yaml      what is asked of a segment"] if start is Start.SHIPPED else []),
        f"  rulebases/{copied.name}/            animals, traits, bands, rules; cases/ are its tests",
        f"  templates/{copied.name}/            what a playbook looks like",
    ):
        typer.echo(line)
    typer.echo(f"Try it: cd {quote(str(directory))} && clientzoo rules check && clientzoo rules test")

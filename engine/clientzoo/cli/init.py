"""`clientzoo init`: a workspace of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.edge import UserError


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.", show_default=False)],
) -> None:
    """Copy the shipped zoo into a folder, to make it yours.

    Example: [bold]clientzoo init our-zoo[/bold]

    Then edit the files in it, and run `clientzoo rules check` and `clientzoo rules test` there. Nothing is overwritten.
    """
    from clientzoo.workbench.init import OccupiedError, copy_zoo

    try:
        copied = copy_zoo(directory)
    except OccupiedError as error:
        raise UserError(f"{error}; choose a new or empty folder, nothing was written") from None
    typer.echo(f"Copied the zoo `{copied.name}` to {directory}. The files to edit:")
    for line in (
        f"  questionnaires/{copied.name}.yaml   what is asked",
        f"  rulebases/{copied.name}/            animals, traits, bands, rules; cases/ are its tests",
        f"  templates/{copied.name}/            what a playbook looks like",
    ):
        typer.echo(line)
    typer.echo(f"Try it: cd {directory} && clientzoo rules check && clientzoo rules test")

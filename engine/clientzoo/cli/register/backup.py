"""`clientzoo register backup`: a copy of the register while others work in it."""

from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.register_door import the_register


def backup(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="The copy, a register of its own.", show_default=False)],
) -> None:
    """Copy the register into a file, whole as at one moment, while others go on working.

    Example: [bold]clientzoo register backup friday.db[/bold]

    CLIENTZOO_REGISTER=friday.db opens the copy. A register on PostgreSQL is backed up by pg_dump.
    """
    from clientzoo.register.backup import backup as copy

    copy(the_register(), to)
    typer.echo(f"Copied to {to}")

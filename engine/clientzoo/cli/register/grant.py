"""`clientzoo register grant`: who of a team may see and record what."""

from enum import StrEnum
from typing import Annotated

import typer

from clientzoo.cli.register_door import the_register


class RoleChoice(StrEnum):
    MANAGER = "manager"
    HEAD = "head"
    CONSULTANT = "consultant"


def grant(
    login: Annotated[
        str,
        typer.Argument(metavar="LOGIN", help="A login of PostgreSQL, made if need be.", show_default=False),
    ],
    role: Annotated[
        RoleChoice,
        typer.Option(
            "--role",
            help="manager: the own clients; head: all of them; consultant: reads, without names.",
            show_default=False,
        ),
    ],
    name: Annotated[
        str, typer.Option("--name", metavar="NAME", help="As what it records and looks after clients. Default: LOGIN.")
    ] = "",
) -> None:
    """Let somebody into a team's register on PostgreSQL. The database itself keeps the rights.

    Example: [bold]clientzoo register grant anna --role manager --name "Anna Petrova"[/bold]

    Run by the owner of the register. Nobody who is let in can change or remove what is written; a head can forget a
    client. On SQLite there are no rights: such a register is for one person.
    """
    from clientzoo.register.rights import grant as give

    made = give(the_register(), login, role.value, name.strip())
    typer.echo(f"{login} is a {role.value} now{f', recording as {name.strip()}' if name.strip() else ''}")
    if made:
        typer.echo(f"The login was made without a password; set one in psql: \\password {login}", err=True)

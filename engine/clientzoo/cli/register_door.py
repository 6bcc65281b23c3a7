"""The register as the commands reach it: where it lies, who records in it, and from which day one looks."""

import os
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from clientzoo.register.register import Register

_DAY = ["%Y-%m-%d"]
AsOfOption = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=_DAY, help="The state of this day, as 2026-06-30.", show_default=False),
]
KnownOnOption = Annotated[
    datetime | None,
    typer.Option(
        "--known-on", formats=_DAY, help="Only what the register knew at the end of this day.", show_default=False
    ),
]
OnOption = Annotated[
    datetime | None,
    typer.Option("--on", formats=_DAY, help="The day on which it was said. Default: today.", show_default=False),
]
ByOption = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Who says so, where that is not you.", show_default=False)
]


def day(given: datetime | None) -> date | None:
    """The day of an option."""
    return given.date() if given else None


def the_register(by: str = "", *, create: bool = False, records: bool = False) -> "Register":
    """The register, made where there is none and `create` says so, which is then told on standard error.

    `records` says that something will be recorded: then there is an author, asked for once. Raises RegisterError.
    """
    from clientzoo.register.opening import open_register
    from clientzoo.register.settings import register_address

    who = by.strip() or (_author() if records else "")
    register = open_register(register_address(os.environ, Path.cwd()), who, create=create)
    if register.made:
        typer.echo(f"A register of your clients was made: {register.place}", err=True)
    return register


def _author() -> str:
    """Who records, by the settings; a person at a terminal is asked once, else it is who is logged in."""
    import getpass

    from clientzoo.register.settings import author, keep_author

    known = author(os.environ, Path.cwd())
    if known:
        return known
    try:
        here = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without names of users
        here = "somebody"
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return here
    name = str(typer.prompt("Your name, under which the register keeps what you say", default=here, err=True)).strip()
    try:
        path = keep_author(os.environ, name or here)
        typer.echo(f"Kept in {path}; --by NAME says otherwise for once.", err=True)
    except OSError:
        pass  # asked again next time
    return name or here

"""The table of contents: every command, for managers first, then for consultants."""

from typing import Annotated

import typer

from clientzoo.cli.base import base
from clientzoo.cli.classify import classify
from clientzoo.cli.clients import clients
from clientzoo.cli.decide import decide
from clientzoo.cli.edge import Edge
from clientzoo.cli.explain import explain
from clientzoo.cli.history import history
from clientzoo.cli.init import init
from clientzoo.cli.interview import interview
from clientzoo.cli.panels import CONSULTANTS, DAY, MANAGERS, SALES, SETTING_UP
from clientzoo.cli.playbook import playbook
from clientzoo.cli.pool import pool
from clientzoo.cli.register import register
from clientzoo.cli.rules import rules
from clientzoo.cli.schema import schema
from clientzoo.cli.start import start
from clientzoo.cli.tasks import tasks
from clientzoo.cli.today import today

app = typer.Typer(
    cls=Edge,
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Sorts your clients into a zoo, says why, and writes a playbook for each of them.",
    epilog="""Begin with:  clientzoo interview "Client name"
Help with one: clientzoo interview --help""",
)


def _version(asked: bool) -> None:
    if asked:
        from clientzoo import __version__

        typer.echo(f"clientzoo {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Options of the program itself."""


app.command(rich_help_panel=MANAGERS)(interview)
app.command(rich_help_panel=MANAGERS)(classify)
app.command(rich_help_panel=MANAGERS)(explain)
app.command(rich_help_panel=MANAGERS)(playbook)
app.command(rich_help_panel=MANAGERS)(history)
app.command(rich_help_panel=MANAGERS)(decide)
app.add_typer(clients, name="clients", rich_help_panel=MANAGERS)
app.command(rich_help_panel=DAY)(today)
app.command(rich_help_panel=DAY)(start)
app.add_typer(tasks, name="tasks", rich_help_panel=DAY)
app.add_typer(base, name="base", rich_help_panel=SALES)
app.add_typer(pool, name="pool", rich_help_panel=SALES)
app.command(rich_help_panel=CONSULTANTS)(init)
app.add_typer(rules, name="rules", rich_help_panel=CONSULTANTS)
app.command(rich_help_panel=CONSULTANTS)(schema)
app.add_typer(register, name="register", rich_help_panel=SETTING_UP)

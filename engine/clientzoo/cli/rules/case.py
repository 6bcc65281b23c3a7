"""`clientzoo rules case`: cases made of clients."""

import re
from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.completion import complete_client, is_path
from clientzoo.cli.edge import UserError
from clientzoo.cli.options import EngineOption, ZooOption, engine, refuse_shipped, sound_zoo
from clientzoo.cli.rules.test import YesOption, confirmed, show_difference
from clientzoo.inference.choice import EngineChoice

case = typer.Typer(no_args_is_help=True, help="Make cases out of clients.")


@case.callback()
def group() -> None:
    """Make cases out of clients."""


@case.command()
def add(
    client: Annotated[
        str,
        typer.Argument(
            metavar="CLIENT",
            help="An answers file, or a name in the register.",
            show_default=False,
            autocompletion=complete_client,
        ),
    ],
    to: Annotated[
        str, typer.Option("--to", metavar="NAME", help="The file in cases/ that takes it, without .yaml.")
    ] = "clients",
    about: Annotated[str, typer.Option("--about", metavar="TEXT", help="What the case shows.")] = "",
    name: Annotated[str, typer.Option("--id", metavar="ID", help="Its id; default: made of the client's name.")] = "",
    yes: YesOption = False,
    zoo: ZooOption = None,
    engine_choice: EngineOption = EngineChoice.AUTO,
) -> None:
    """Turn a client into a case that expects today's verdict.

    Example: [bold]clientzoo rules case add clients/romashka.yaml --to wolf[/bold]

    Read the verdict first: a case holds on to it for good. Comments in the file of cases stay.
    """
    from clientzoo.cli.named_clients import NamedClients
    from clientzoo.knowledge.files import shown_path, update_text
    from clientzoo.knowledge.schema import RULE_ID
    from clientzoo.knowledge.yaml import text
    from clientzoo.workbench.case_file import case_id, entry, with_case
    from clientzoo.workbench.cases import read_cases

    refuse_shipped(zoo)
    known = sound_zoo(zoo)
    answered = NamedClients([], known).one(Path(client) if is_path(client) else client).answers
    consultation = engine(known, engine_choice).consult(answered.answers)
    taken = {one.id for one in read_cases(known)[0]}
    if name in taken:
        raise UserError(f"there already is a case `{name}`; choose another --id")
    if name and not re.fullmatch(RULE_ID, name):
        raise UserError(f"`{name}` is no id of a case; use letters, digits and hyphens")
    if not to or Path(to).name != to or to.startswith("."):
        raise UserError(f"`{to}` is no name of a file in cases/")
    path = known.cases_dir / f"{to}.yaml"
    before = text(path) if path.exists() else None
    made = entry(
        name or case_id(answered.client, taken),
        about or f"As {answered.client} was answered.",
        consultation,
        answered.answers,
    )
    try:
        after = with_case(before, made)
    except ValueError as error:
        raise UserError(f"{shown_path(path)}: {error}") from None
    show_difference(shown_path(path), before or "", after)
    if confirmed("Write this case?", yes):
        path.parent.mkdir(parents=True, exist_ok=True)
        update_text(path, before, after)
        typer.echo(f"{shown_path(path)}: case `{made['id']}` added")
    else:
        raise typer.Exit(1)

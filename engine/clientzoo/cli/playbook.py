"""`clientzoo playbook`: answers files to documents."""

import json
from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.edge import FINE, WRONG_USE
from clientzoo.cli.options import EngineOption, JsonOption, ZooOption, engine, sound_zoo
from clientzoo.inference.choice import EngineChoice
from clientzoo.playbook.form import Format


def playbook(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Answers files, or folders of them.", show_default=False)
    ],
    directory: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Where to put them; made when missing.")
    ] = Path("playbooks"),
    forms: Annotated[
        list[Format],
        typer.Option(
            "--format",
            help="html: a page for itself; pdf: two pages to print; docx: Word; md: Markdown; may be repeated.",
        ),
    ] = [Format.HTML],  # noqa: B006 - Typer copies it
    discreet: Annotated[
        bool,
        typer.Option("--discreet", help="An edition that may lie on a table: no animals, nothing delicate."),
    ] = False,
    zoo: ZooOption = None,
    engine_choice: EngineOption = EngineChoice.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Write a playbook for each client: two pages to open before a meeting.

    Example: [bold]clientzoo playbook clients/*.yaml --format pdf --format docx -o playbooks[/bold]

    A playbook that is already there is written anew; a discreet one has a name of its own. With --json, one object
    per file written: `clientzoo schema playbook` describes it.
    """
    from clientzoo.cli.clients import Clients
    from clientzoo.cli.progress import counted
    from clientzoo.knowledge.brand_file import read_brand
    from clientzoo.knowledge.find import find_zoo
    from clientzoo.knowledge.problems import ProblemsError
    from clientzoo.playbook.files import DISCREETLY, FileNames
    from clientzoo.playbook.orders import Order, Shop, playbooks

    known = sound_zoo(zoo)
    _have_libraries(forms)
    engine(known, engine_choice, len(files))  # or says that there is none such
    clients, names = Clients(files, known), FileNames()
    readable = list(clients)
    orders = [
        Order(client, directory / names.name(client.client + (DISCREETLY if discreet else "")))
        for _, client in readable
    ]
    wanted = tuple(dict.fromkeys(forms))
    brand = read_brand(known.root)
    shop = Shop(find_zoo(zoo, Path.cwd()), "", engine_choice, len(orders), brand, wanted, discreet)
    done = counted(playbooks(shop, orders), len(orders), "writing playbooks")
    for (file, client), one in zip(readable, done, strict=True):
        if one.problems:
            raise ProblemsError(one.problems)
        for written in one.paths:
            if as_json:
                line = {"client": client.client, "answers": str(file), "playbook": str(written)}
                typer.echo(json.dumps(line, ensure_ascii=False))
            else:
                typer.echo(str(written))
    raise typer.Exit(WRONG_USE if clients.unreadable else FINE)


def _have_libraries(forms: list[Format]) -> None:
    """Raises UserError where a format needs a library that is not there, before anything is written."""
    from importlib.util import find_spec

    from clientzoo.cli.edge import UserError

    needs = {Format.PDF: ("pdf", ("typst",)), Format.WORD: ("docx", ("docx", "typst"))}
    for form in forms:
        extra, modules = needs.get(form, ("", ()))
        if not all(map(find_spec, modules)):
            raise UserError(f"to write {form}, pip install 'clientzoo[{extra}]'")

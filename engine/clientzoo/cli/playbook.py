"""`clientzoo playbook`: clients by name, or answers files, to documents."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.classify import ClientsArgument
from clientzoo.cli.edge import UserError
from clientzoo.cli.exit_codes import FINE, WRONG_USE
from clientzoo.cli.options import EngineOption, JsonOption, LanguageOption, ZooOption, engine, sound_zoo, speaking
from clientzoo.cli.register_door import AsOfOption, KnownOnOption, day
from clientzoo.inference.choice import EngineChoice
from clientzoo.playbook.form import Format

if TYPE_CHECKING:
    from clientzoo.cli.named_clients import Named
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.playbook.progress import Progress


def playbook(
    clients: ClientsArgument,
    directory: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="DIR", help="Where to put them; for one client also a file."),
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
    language: LanguageOption = "",
    engine_choice: EngineOption = EngineChoice.AUTO,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a playbook for each client: two pages to open before a meeting.

    Examples:

    [bold]clientzoo playbook Romashka[/bold]

    [bold]clientzoo playbook clients/*.yaml --format pdf --format docx -o playbooks[/bold]

    A playbook that is already there is written anew; a discreet one has a name of its own. With --json, one object
    per file written: `clientzoo schema playbook` describes it.
    """
    from clientzoo.cli.named_clients import NamedClients
    from clientzoo.cli.progress import with_progress
    from clientzoo.knowledge.brand_file import read_brand
    from clientzoo.knowledge.find import find_zoo
    from clientzoo.knowledge.problems import ProblemsError
    from clientzoo.playbook.files import DISCREETLY, FileNames
    from clientzoo.playbook.orders import Order, Shop, playbooks

    known = sound_zoo(zoo)
    spoken = _spoken(known, language, zoo)
    named_form = next((one for one in Format if directory.suffix == f".{one}" and not directory.is_dir()), None)
    wanted = tuple(dict.fromkeys(forms)) if named_form is None else (named_form,)
    _have_libraries(wanted)
    engine(known, engine_choice, len(clients))  # or says that there is none such
    named, names = NamedClients(clients, known, day(as_of), day(known_on)), FileNames()
    readable = list(named)
    edition = DISCREETLY if discreet else ""
    if named_form is not None and len(readable) > 1:
        raise UserError(f"{directory} is one file, and there are {len(readable)} clients: name a folder")
    orders = [
        Order(
            one.answers,
            directory.with_suffix("") if named_form else directory / names.name(one.answers.client + edition),
            how_far,
        )
        for one, how_far in zip(readable, _progress(readable), strict=True)
    ]
    brand = read_brand(known.root)
    shop = Shop(find_zoo(zoo, Path.cwd()), spoken, engine_choice, len(orders), brand, wanted, discreet)
    done = with_progress(playbooks(shop, orders), len(orders), "writing playbooks")
    for client, one in zip(readable, done, strict=True):
        if one.problems:
            raise ProblemsError(one.problems)
        for written in one.paths:
            if as_json:
                line = {"client": client.answers.client, "answers": client.source, "playbook": str(written)}
                typer.echo(json.dumps(line, ensure_ascii=False))
            else:
                typer.echo(str(written))
    raise typer.Exit(WRONG_USE if named.unreadable else FINE)


def _spoken(known: "Zoo", language: str, zoo: Path | None) -> str:
    """The language of the playbooks: the one asked for, else the workspace's where it has templates in it.

    Raises UserError where there are no templates in the language that is asked for.
    """
    from clientzoo.knowledge.rule_texts import writes_in

    spoken = speaking(known, language, zoo).speaks
    if writes_in(known, spoken):
        return spoken
    if language:
        raise UserError(f"--language: there are no templates in `{spoken}`; write {known.templates_dir.name}/{spoken}/")
    return ""


def _progress(named: "Sequence[Named]") -> "list[Progress]":
    """How far the playbooks of these clients are done, in their order; not begun of those that are files."""
    from clientzoo.playbook.progress import NOT_BEGUN

    if all(one.client is None for one in named):
        return [NOT_BEGUN] * len(named)
    from clientzoo.cli.tasks.desk import desk
    from clientzoo.work.board import EVERY_STATE
    from clientzoo.work.step import progress

    with desk() as at:
        return [
            progress(at.board.steps(client=one.client, states=EVERY_STATE)) if one.client is not None else NOT_BEGUN
            for one in named
        ]


def _have_libraries(forms: Sequence[Format]) -> None:
    """Raises UserError where a format needs a library that is not there, before anything is written."""
    from importlib.util import find_spec

    needs = {Format.PDF: ("pdf", ("typst",)), Format.WORD: ("docx", ("docx", "typst"))}
    for form in forms:
        extra, modules = needs.get(form, ("", ()))
        if not all(map(find_spec, modules)):
            raise UserError(f"to write {form}, pip install 'clientzoo[{extra}]'")

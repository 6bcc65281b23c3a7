"""`clientzoo clients`: who there is, which animal, how sure, how ready, and how old the knowledge."""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.options import JsonOption, ZooOption
from clientzoo.cli.register_door import AsOfOption, KnownOnOption, day, the_register
from clientzoo.inference.choice import EngineChoice

if TYPE_CHECKING:
    from pathlib import Path

    from clientzoo.cli.clients.shape import ClientShape
    from clientzoo.register.listing import Listed
    from clientzoo.register.register import Register


class Sorting(StrEnum):
    NAME = "name"
    ANIMAL = "animal"
    CERTAINTY = "certainty"
    READINESS = "readiness"
    AGE = "age"


def list_(
    context: typer.Context,
    animal: Annotated[
        str, typer.Option("--animal", metavar="ANIMAL", help="Only clients that are this animal, or are decided to be.")
    ] = "",
    manager: Annotated[str, typer.Option("--manager", metavar="NAME", help="Only clients of this manager.")] = "",
    stale: Annotated[bool, typer.Option("--stale", help="Only clients of whom an answer is too old.")] = False,
    archived: Annotated[bool, typer.Option("--archived", help="Also clients that were set aside.")] = False,
    sort: Annotated[Sorting, typer.Option("--sort", help="What goes first; age: the oldest knowledge.")] = Sorting.NAME,
    most: Annotated[int, typer.Option("--most", min=1, help="Show so many.", show_default=False)] = 10**9,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for a spreadsheet.")] = False,
) -> None:
    """List your clients: animal, certainty, readiness for the next animal, age of the knowledge.

    Example: [bold]clientzoo clients --animal wolf --stale --sort age[/bold]

    With --as-of and --known-on the verdicts are those that today's rules give to what held then. With --json, one
    object per client and line; `clientzoo schema client` describes it.
    """
    if context.invoked_subcommand is not None:
        return
    if as_json and as_csv:
        raise UserError("--json and --csv are two ways to print; choose one")
    from clientzoo.knowledge.languages import fold_text
    from clientzoo.register.listing import list_clients

    register = the_register()
    past = day(as_of) or day(known_on)
    found: Iterable[Listed] = list_clients(register, archived=archived)
    if past is not None or any(one.behind for one in found):
        found = _judged(register, found, day(as_of), day(known_on), zoo)
    today = day(as_of) or register.today
    wanted = [
        one
        for one in found
        if (not animal or animal in (one.animal, one.decided))
        and (not manager or fold_text(one.manager) == fold_text(manager))
        and (not stale or (one.fresh_until is not None and one.fresh_until < today))
    ]
    shown = sorted(wanted, key=_ORDERS[sort])[:most]
    if as_json:
        for one in shown:
            typer.echo(json.dumps(_shape(one, today).data(), ensure_ascii=False))
    elif as_csv:
        typer.echo(_csv(shown, today), nl=False)
    else:
        for line in _table(shown, today):
            typer.echo(line)
        _remarks(shown, len(wanted))


def _judged(
    register: "Register", found: Iterable["Listed"], as_of: date | None, known_on: date | None, zoo: "Path | None"
) -> Sequence["Listed"]:
    """The list with the verdicts of a day by today's rules; without a day, those that fell behind what was said."""
    from clientzoo.cli.judging import judge
    from clientzoo.cli.options import expert
    from clientzoo.register.listing import list_clients

    asked = expert(zoo, "", EngineChoice.AUTO)
    if as_of is not None or known_on is not None:
        from clientzoo.cli.clients.past import listed_on

        return listed_on(register, asked.zoo, tuple(found), as_of, known_on)
    behind = {one.number for one in found if one.behind}
    judge(register, [one for one in register.clients(archived=True) if one.number in behind], asked)
    numbers = {one.number for one in found}
    return [one for one in list_clients(register, archived=True) if one.number in numbers]


_ORDERS: dict[Sorting, Callable[["Listed"], Any]] = {
    Sorting.NAME: lambda one: (one.name.casefold(), one.number),
    Sorting.ANIMAL: lambda one: (one.animal is None, one.animal or "", -(one.certainty or 0), one.name.casefold()),
    Sorting.CERTAINTY: lambda one: (-(one.certainty or 0), one.name.casefold()),
    Sorting.READINESS: lambda one: (-(one.readiness or 0), one.name.casefold()),
    Sorting.AGE: lambda one: (one.said_on or date.min, one.name.casefold()),
}


def _table(shown: Sequence["Listed"], today: date) -> Iterable[str]:
    """Aligned columns, names cut to what fits."""
    from clientzoo.cli.base.folder import printable

    heading = ("", "client", "animal", "", "next", "last said", "manager")
    rows = [heading] + [
        (
            f"#{one.number}",
            printable(one.name)[:40],
            _animal(one),
            "" if one.certainty is None or one.animal is None else f"{one.certainty:.2f}",
            "" if one.next_animal is None else f"{one.next_animal}{_share(one.readiness)}",
            _age(one, today),
            printable(one.manager),
        )
        for one in shown
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(heading))]
    for row in rows:
        cells = zip(row, widths, strict=True)
        aligned = (text.rjust(width) if n in (0, 3) else text.ljust(width) for n, (text, width) in enumerate(cells))
        yield "  ".join(aligned).rstrip()


def _share(readiness: float | None) -> str:
    return "" if readiness is None else f" {readiness:.0%}"


def _animal(one: "Listed") -> str:
    told = {None: "-", "undetermined": "undetermined"}.get(one.status) or f"{one.animal}"
    told += " (close)" if one.status == "close" else ""
    return f"{told}, decided: {one.decided}" if one.decided else told


def _age(one: "Listed", today: date) -> str:
    if one.said_on is None:
        return "never"
    days = (today - one.said_on).days
    told = "today" if days == 0 else f"{days} days ago" if days != 1 else "yesterday"
    return f"{told}, stale" if one.fresh_until is not None and one.fresh_until < today else told


def _remarks(shown: Sequence["Listed"], wanted: int) -> None:
    versions = sorted({one.zoo_version for one in shown if one.zoo_version})
    if len(shown) < wanted:
        typer.echo(f"{len(shown)} of {wanted} shown.", err=True)
    if len(versions) > 1:
        told = " and ".join((", ".join(versions[:-1]), versions[-1]))
        typer.echo(f"These verdicts are of versions {told} of the zoo; --as-of gives all of them by today's.", err=True)
    if not shown and sys.stdout.isatty():
        typer.echo("No client is like that.", err=True)


def _shape(one: "Listed", today: date) -> "ClientShape":
    from clientzoo.cli.clients.shape import ClientShape

    return ClientShape.of(one, today)


def _csv(shown: Sequence["Listed"], today: date) -> str:
    from clientzoo.cli.clients.shape import ClientShape
    from clientzoo.tables.writing import harmless_text

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(ClientShape.model_fields)
    for one in shown:
        cells = _shape(one, today).data().values()
        writer.writerow(["" if cell is None else harmless_text(str(cell)) for cell in cells])
    return text.getvalue()

"""`clientzoo pool show`: what the pool is made of on a day, beside what it should be."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import FolderOption, printable
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo
from clientzoo.cli.pool.money import in_decimals
from clientzoo.cli.pool.steered import TargetOption, steered

if TYPE_CHECKING:
    from clientzoo.pool.composition import Composition, Part


def show(
    day: Annotated[
        str | None,
        typer.Argument(
            metavar="[DAY]", help="A table, or a day of the history. Default: the last one.", show_default=False
        ),
    ] = None,
    target: TargetOption = None,
    folder: FolderOption = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """What the pool is made of: animals and blocks with count, share, money, certainty and age of what is known.

    Example: [bold]clientzoo pool show --target pool.yaml[/bold]
    """
    from clientzoo.cli.rules.zoo import in_number
    from clientzoo.pool.composition import composition

    known = sound_zoo(zoo)
    now = steered(known, [day] if day else _last(folder), folder, target)
    found = composition(known, now.clients, now.day, now.target)
    if as_json:
        from clientzoo.cli.pool.show_shape import ShowShape

        shape = ShowShape.of(known, now.days[-1], found, now.target)
        typer.echo(json.dumps(shape.data(), ensure_ascii=False, indent=2))
    else:
        when = str(now.day) if now.day else printable(now.days[-1].name)
        by = f", beside the target for {now.target.by}" if now.target.by else ", beside the target"
        number = in_number(found.clients, "client")
        typer.echo(f"The pool on {when}{by if now.target.wanted else ''}: {number}.")
        typer.echo("\n".join(lines(found, wanted=bool(now.target.wanted))))


def _last(folder: "FolderOption") -> list[str] | None:
    from clientzoo.cli.base.folder import base_folder
    from clientzoo.cli.pool.days import history_days

    days = history_days(base_folder(folder))
    return [str(days[-1])] if days else None


def lines(found: "Composition", *, wanted: bool) -> Iterator[str]:
    """The table of animals, then that of blocks."""
    heading = f"{'':14}{'clients':>9}{'share':>8}{'money a year':>18}{'certainty':>11}{'days since':>12}"
    yield heading + (f"{'wanted':>10}{'lacking':>10}" if wanted else "")
    for part in found.parts:
        yield _line(part, wanted=wanted)
    if found.blocks:
        yield ""
        yield f"{'block':14}{'clients':>9}{'':8}{'money a year':>18}"
        for block in found.blocks:
            amount = in_decimals(block.amount)
            yield f"{block.name:14}{block.clients:9,}{'':8}{f'{amount:,.2f}' if amount is not None else '-':>18}"


def _line(part: "Part", *, wanted: bool) -> str:
    amount = in_decimals(part.amount)
    text = (
        f"{part.state:14}{part.clients:9,}{part.share:8.1%}{f'{amount:,.2f}' if amount is not None else '-':>18}"
        f"{f'{part.certainty:.2f}' if part.certainty is not None else '-':>11}"
        f"{f'{part.age:,.0f}' if part.age is not None else '-':>12}"
    )
    if wanted and part.wanted is not None and part.gap is not None:
        text += f"{part.wanted:10,.1f}{part.gap:+10,.1f}"
    return text

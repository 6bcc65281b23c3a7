"""`clientzoo pool value`: what the pool is worth."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import FolderOption, printable
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo
from clientzoo.cli.pool.model import YEARS, DrawsOption, Model, SeedOption, basis_lines, model
from clientzoo.cli.pool.money import in_decimals
from clientzoo.cli.pool.steered import DaysArgument, Steered, TargetOption, steered

if TYPE_CHECKING:
    from clientzoo.pool.forecast.valued import Valued


def value(
    days: DaysArgument = None,
    most: Annotated[int, typer.Option("--most", min=0, help="How many clients to name; 0: all.")] = 20,
    target: TargetOption = None,
    draws: DrawsOption = 4000,
    seed: SeedOption = 2013,
    folder: FolderOption = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """What the pool is worth over five years, by animal and client: what it brings, money of later years counting less.

    Example: [bold]clientzoo pool value --target pool.yaml[/bold]
    """
    from clientzoo.pool.forecast.valued import valued

    now = steered(sound_zoo(zoo), days, folder, target)
    found = model(now, draws, seed)
    told = valued(now.clients, found.values)
    if as_json:
        from clientzoo.cli.pool.value_shape import ValueShape

        shape = ValueShape.of(now.zoo, now.day, found.rates, told, now.target.discount, YEARS, most or None)
        typer.echo(json.dumps(shape.data(), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_text(now, found, told, most or None)))


def _text(now: Steered, found: Model, told: "Valued", most: int | None) -> Iterator[str]:
    yield from basis_lines(found.rates)
    less = f"money of each next year counting {now.target.discount:.0%} less"
    yield f"Worth over {YEARS} years, {less}; 90 of 100 draws lie between:"
    yield ""
    yield from lines(told)
    yield ""
    yield from (f"{printable(one.name):40}{one.state:14}{_money(one.worth):>20}" for one in told.clients[:most])
    if most and len(told.clients) > most:
        yield f"... and {len(told.clients) - most:,} more; --most 0 names all"


def lines(told: "Valued") -> Iterator[str]:
    """A row an animal, then the sum."""
    yield f"{'':14}{'clients':>9}{'brings a year':>20}{'worth each':>20}{'worth of all':>22}{'between':>24}{'and':>22}"
    for one in (*told.animals, told.all):
        brings = _money(one.brings) if one.brings is not None else ""
        each = _money(one.each) if one.each is not None else ""
        yield (
            f"{one.state:14}{one.clients:9,}{brings:>20}{each:>20}{_money(one.worth):>22}{_money(one.low):>24}"
            f"{_money(one.high):>22}"
        )


def _money(units: float) -> str:
    return f"{in_decimals(round(units)):,.2f}"

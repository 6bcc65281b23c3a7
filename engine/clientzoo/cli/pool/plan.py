"""`clientzoo pool plan`: whom to work on with the hours there are."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import FolderOption, printable
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo
from clientzoo.cli.pool.model import (
    DrawsOption,
    HoursOption,
    SeedOption,
    basis_lines,
    best_plan,
    hours_of,
    model,
)
from clientzoo.cli.pool.money import in_decimals
from clientzoo.cli.pool.steered import DaysArgument, TargetOption, steered
from clientzoo.cli.register_door import ByOption
from clientzoo.cli.tasks.desk import TeamOption

if TYPE_CHECKING:
    from clientzoo.pool.steering.planned import Plan, Planned


class Toward(StrEnum):
    WORTH = "worth"
    TARGET = "target"


def plan(
    days: DaysArgument = None,
    hours: HoursOption = None,
    toward: Annotated[
        Toward, typer.Option("--toward", help="Most worth of the pool, or the least distance from the target.")
    ] = Toward.WORTH,
    years: Annotated[float, typer.Option("--years", min=0.25, max=10, help="How far ahead the target lies.")] = 1.0,
    target: TargetOption = None,
    draws: DrawsOption = 4000,
    seed: SeedOption = 2013,
    start: Annotated[
        bool, typer.Option("--start", help="Make work of the chosen steps, with the clients of the register.")
    ] = False,
    team: TeamOption = None,
    folder: FolderOption = None,
    zoo: ZooOption = None,
    by: ByOption = "",
    as_json: JsonOption = False,
) -> None:
    """Whom to work on, with which steps of the zoo's advice, so that the hours bring most: an optimum.

    Example: [bold]clientzoo pool plan --hours 40[/bold]

    Each choice comes with its reason and what would be done in its stead. Effects of steps are guesses of pool.yaml,
    not measured: nobody has drawn lots whom to help. With --start the chosen steps become work (`clientzoo today`).
    """
    now = steered(sound_zoo(zoo), days, folder, target)
    found = model(now, draws, seed)
    made = best_plan(now, found, hours_of(now.target, hours), toward.value, years)
    if as_json:
        from clientzoo.cli.pool.plan_shape import PlanShape

        typer.echo(json.dumps(PlanShape.of(now.zoo, now.day, found.rates, made).data(), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join([*lines(made), "", *basis_lines(found.rates)]))
    if start:
        from clientzoo.cli.pool.plan_start import start_steps

        start_steps(made, zoo, team, by)


def lines(made: "Plan") -> Iterator[str]:
    """The plan as text."""
    from clientzoo.pool.steering.optimum import ALL

    yield f"{len(made.chosen)} of {made.considered} clients that can be helped along, {_gain(made, made.brings)}:"
    for one in made.chosen:
        yield ""
        yield from planned_lines(made, one)
    yield ""
    for role, number in made.hours.items():
        worth = _gain(made, made.an_hour[role])
        named = "all roles" if role == ALL else role
        yield f"{named}: {made.hours_of(role):g} of {number:g} hours; one more hour: {worth}"


def planned_lines(made: "Plan", one: "Planned") -> Iterator[str]:
    choice = one.choice
    hours = ", ".join(f"{number:g} h {role}" for role, number in choice.hours)
    yield f"{printable(choice.name)}: {choice.group.state} -> {one.target}, {choice.group.stage}"
    yield f"    do: {', '.join(choice.steps)} ({hours})"
    yield f"    it needs: {'; '.join(one.missing) or 'nothing more'}"
    yield (
        f"    the chance within {counted_years(made.years)} rises from {one.before:.1%} to "
        f"{one.before + one.chance:.1%}, "
        f"worth {in_decimals(round(one.brings)):,.2f}"
    )
    if one.loss is not None:
        instead = ", ".join(map(printable, one.instead[:3])) or "nobody"
        yield f"    without it: {instead} instead, and {_gain(made, one.loss)} less"


def counted_years(years: float) -> str:
    """`1 year`, `0.5 years`."""
    return f"{years:g} year" + ("" if years == 1 else "s")


def _gain(made: "Plan", gain: float) -> str:
    if made.toward == "worth":
        return f"{in_decimals(round(gain)):,.2f} of worth"
    return f"{gain:.2f} clients nearer to the target"

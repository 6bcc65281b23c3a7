"""`clientzoo pool forecast`: the pool in the coming quarters, with and without a plan, and what if."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import FolderOption
from clientzoo.cli.edge import UserError
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo
from clientzoo.cli.pool.model import (
    DrawsOption,
    HoursOption,
    Model,
    SeedOption,
    basis_lines,
    best_plan,
    hours_of,
    model,
)
from clientzoo.cli.pool.steered import DaysArgument, Steered, TargetOption, steered, target_of

if TYPE_CHECKING:
    from clientzoo.pool.forecast.chain import Counts
    from clientzoo.pool.forecast.simulated import Forecast, Future


def forecast(
    days: DaysArgument = None,
    quarters: Annotated[int, typer.Option("--quarters", min=1, max=40, help="How many quarters ahead.")] = 4,
    hours: HoursOption = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="WHAT", help="What if, as 'wolves ready -> 2x calls'; may be repeated."),
    ] = None,
    other: Annotated[
        Path | None, typer.Option("--other-target", metavar="FILE", help="Another pool.yaml to put beside the target.")
    ] = None,
    target: TargetOption = None,
    draws: DrawsOption = 4000,
    seed: SeedOption = 2013,
    folder: FolderOption = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """The pool in the coming quarters: medians with bands that hold 50 and 90 % of 4,000 drawn futures.

    Example: [bold]clientzoo pool forecast --hours 40 --with "wolves ready -> 2x calls"[/bold]

    With --hours, or hours in the target file, the future with the best plan stands beside.
    """
    now = steered(sound_zoo(zoo), days, folder, target)
    found = model(now, draws, seed)
    futures = futures_of(now, found, quarters, seed, hours, what_if, other, folder)
    if as_json:
        from clientzoo.cli.pool.forecast_shape import ForecastShape

        typer.echo(
            json.dumps(ForecastShape.of(now.zoo, now.day, found.rates, futures).data(), ensure_ascii=False, indent=2)
        )
    else:
        typer.echo("\n".join(_text(now, found, futures)))


def futures_of(
    now: Steered,
    found: Model,
    quarters: int,
    seed: int,
    hours: Sequence[str] | None,
    what_if: Sequence[str] | None,
    other: Path | None,
    folder: Path | None,
) -> "list[Future]":
    """As things go, then with the plan where there are hours, then what if, then by the other target. Raises UserError.
    As things go, then with the plan where there are hours, then what if, then by the other target. Raises UserError.
    """
    from clientzoo.pool.forecast.chain import chain
    from clientzoo.pool.forecast.simulated import simulated
    from clientzoo.pool.forecast.supposed import SuppositionError, supposed, supposition
    from clientzoo.pool.steering.planned import start_with

    draws = found.chain.rates.shape[0]
    futures = [_future("as things go", now, simulated(found.chain, quarters, seed=seed))]
    if hours or now.target.hours:
        made = best_plan(now, found, hours_of(now.target, hours), "worth", 1.0)
        start = start_with(found.chain, made, seed)
        futures.append(_future("with the plan", now, simulated(found.chain, quarters, start=start, seed=seed)))
    if what_if:
        try:
            wanted = [supposition(one, now.zoo) for one in what_if]
        except SuppositionError as error:
            raise UserError(f"--with {error}") from None
        changed = chain(now.zoo, supposed(found.rates, wanted), now.clients, draws, seed)
        futures.append(_future("; ".join(what_if), now, simulated(changed, quarters, seed=seed)))
    if other is not None:
        beside = replace(now, target=target_of(now.zoo, other, folder))
        theirs = model(beside, draws, seed)
        begun: Counts | None = None
        if beside.target.hours:
            begun = start_with(theirs.chain, best_plan(beside, theirs, dict(beside.target.hours), "worth", 1.0), seed)
        futures.append(_future(other.name, beside, simulated(theirs.chain, quarters, start=begun, seed=seed)))
    return futures


def _future(name: str, now: Steered, forecast: "Forecast") -> "Future":
    wanted = now.target.wanted
    from clientzoo.pool.forecast.simulated import Future

    if not wanted:
        return Future(name, forecast, None)
    counts = {one: said.number for one, said in wanted.items() if not said.is_share}
    shares = {one: said.number for one, said in wanted.items() if said.is_share}
    return Future(name, forecast, tuple(float(one) for one in forecast.chance(counts, [*now.zoo.animals], shares)))


def _text(now: Steered, found: Model, futures: "Sequence[Future]") -> Iterator[str]:
    yield from basis_lines(found.rates)
    for one in futures:
        yield ""
        yield from lines(one)
    yield ""
    yield "Each cell: the median, and in brackets what 90 of 100 futures lie between."


def lines(one: "Future") -> Iterator[str]:
    """One future as a table: a row an animal, a column a quarter."""
    told = one.forecast
    yield f"{one.name}:"
    yield f"{'':14}" + "".join(f"{('now' if step == 0 else f'quarter {step}'):>16}" for step in range(told.steps + 1))
    for state in told.states:
        low, high = told.band(state, 90)
        median = told.median(state)
        if not high.any():
            continue
        cells = [
            f"{median[step]:.0f}" if step == 0 else f"{median[step]:.0f} ({low[step]:.0f}..{high[step]:.0f})"
            for step in range(told.steps + 1)
        ]
        yield f"{state:14}" + "".join(f"{cell:>16}" for cell in cells)
    if one.reached is not None:
        yield f"{'target reached':14}" + "".join(f"{chance:>16.0%}" for chance in one.reached)

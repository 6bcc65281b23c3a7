"""`clientzoo pool report`: the whole of the pool on one page."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.base.folder import FolderOption, base_folder
from clientzoo.cli.edge import UserError
from clientzoo.cli.options import ZooOption, sound_zoo
from clientzoo.cli.pool.forecast import futures_of
from clientzoo.cli.pool.model import YEARS, DrawsOption, HoursOption, SeedOption, best_plan, hours_of, model
from clientzoo.cli.pool.plan import Toward
from clientzoo.cli.pool.readiness import kept_between
from clientzoo.cli.pool.steered import DaysArgument, TargetOption, steered


def report(
    days: DaysArgument = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to. Default: base/report/pool.html.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DAY", help="Moves since this day. Default: a year before the last."),
    ] = None,
    hours: HoursOption = None,
    toward: Annotated[Toward, typer.Option("--toward", help="What the plan goes for.")] = Toward.WORTH,
    quarters: Annotated[int, typer.Option("--quarters", min=1, max=40, help="How many quarters ahead.")] = 4,
    what_if: Annotated[
        list[str] | None, typer.Option("--with", metavar="WHAT", help="What if, as 'wolves ready -> 2x calls'.")
    ] = None,
    target: TargetOption = None,
    draws: DrawsOption = 4000,
    seed: SeedOption = 2013,
    folder: FolderOption = None,
    zoo: ZooOption = None,
) -> None:
    """Show the pool on one page: who moved and why, readiness against what happened, plan, coming quarters, worth.

    Example: [bold]clientzoo base demo --history && clientzoo pool report --hours 40[/bold]

    One HTML file that needs nothing else; it prints, and can be read on a phone.
    """
    from clientzoo.knowledge.files import replace_file, shown_path
    from clientzoo.pool.composition import composition
    from clientzoo.pool.forecast.valued import valued
    from clientzoo.pool.moves.account import account
    from clientzoo.pool.report.page import Told, page

    known = sound_zoo(zoo)
    now = steered(known, days, folder, target)
    found = model(now, draws, seed)
    made = best_plan(now, found, hours_of(now.target, hours), toward.value, 1.0) if hours or now.target.hours else None
    futures = futures_of(now, found, quarters, seed, hours, what_if, None, folder)
    composed = composition(known, now.clients, now.day, now.target)
    earlier = _earlier([one.date for one in now.days], since)
    told = Told(
        now.day, composed,
        account(known, now.days[earlier], now.days[-1]) if earlier is not None else None,
        kept_between(known, now.days[earlier], now.days[-1]) if earlier is not None else (),
        made, futures, found.rates, {one: said.of(composed.with_animal) for one, said in now.target.wanted.items()},
        now.target.by, valued(now.clients, found.values), YEARS,
    )  # fmt: skip
    place = output or base_folder(folder) / "report" / "pool.html"
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, page(known, told).encode())
    typer.echo(f"Wrote {shown_path(place)}.")


def _earlier(days: "list[date | None]", since: str | None) -> int | None:
    """Which of the days the moves are counted from: the one named, else the last that is a year or more before the last
    one, else the first; None where there is only one. Raises UserError."""
    if len(days) < 2:
        return None
    named = [str(day) for day in days[:-1]]
    if since is not None:
        if since not in named:
            raise UserError(f"--since {since}: there is no such day before the last; there are {', '.join(named)}")
        return named.index(since)
    last = days[-1]
    old = [
        place
        for place, day in enumerate(days[:-1])
        if day is not None and last is not None and (last - day).days >= 360
    ]
    return old[-1] if old else 0

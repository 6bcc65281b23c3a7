"""`clientzoo base demo`: a base made up for trying things."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import AsOfOption, FolderOption, base_folder
from clientzoo.cli.edge import UserError

if TYPE_CHECKING:
    import polars as pl


def demo(
    seed: Annotated[int, typer.Option("--seed", help="Another number gives another base.")] = 2013,
    history: Annotated[
        bool, typer.Option("--history", help="Let clients move over the two years, and keep each quarter's answers.")
    ] = False,
    as_of: AsOfOption = None,
    folder: FolderOption = None,
) -> None:
    """Make up 300 clients with two years of orders, refusals, survey answers and interviews.

    Example: [bold]clientzoo base demo && clientzoo base report[/bold]

    Nothing is overwritten: it wants an empty folder. The last day is 2026-06-30 unless --as-of names another.
    """
    from clientzoo.segmentation.demo import demo as made_up
    from clientzoo.segmentation.tables import write

    where = base_folder(folder)
    if where.is_dir() and any(where.iterdir()):
        raise UserError(f"{where} is not empty; name another folder with --base, nothing was written")
    when = as_of.date() if as_of else date(2026, 6, 30)
    days: dict[str, pl.DataFrame] = {}
    if history:
        tables, days = _with_history(seed, when)
    else:
        tables = made_up(seed, when)
    for name, frame in tables.items():
        write(frame, where / f"{name}.parquet")
    for name, frame in days.items():
        write(frame, where / "history" / f"{name}.parquet")
    counts = ", ".join(f"{frame.height} {name}" for name, frame in tables.items())
    typer.echo(f"Made up in {where}: {counts}. No client in it exists.")
    typer.echo("Look at it: clientzoo base report")
    if days:
        first, last = min(days), max(days)
        typer.echo(f"Its history has {len(days)} days: clientzoo pool moves {first} {last}")


def _with_history(seed: int, when: date) -> "tuple[dict[str, pl.DataFrame], dict[str, pl.DataFrame]]":
    """The tables of the base and, by day, those of its history with the verdicts of the time.

    In its first year the zoo was stricter, so that a change of the rules can be seen too.
    """
    from dataclasses import replace
    from datetime import timedelta

    from clientzoo.knowledge.find import shipped
    from clientzoo.knowledge.load import load_zoo
    from clientzoo.pool.classify import judged_table
    from clientzoo.segmentation.demo import demo as made_up
    from clientzoo.segmentation.demo_history import answers_now, history, lives

    found = shipped()
    zoo = load_zoo(found.root, found.name, Path.cwd()).sound()
    stricter = replace(zoo, version="0.9.0", policy=replace(zoo.policy, decide_at=0.85))
    clients = lives(seed, when)
    tables = made_up(seed, when, [one.animal_on for one in clients])
    days = history(clients, tables, when)
    tables["answers"] = answers_now(days[max(days)])
    changed = when - timedelta(days=360)
    return tables, {str(day): judged_table(stricter if day < changed else zoo, frame) for day, frame in days.items()}

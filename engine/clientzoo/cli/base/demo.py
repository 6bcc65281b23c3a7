"""`clientzoo base demo`: a base made up for trying things."""

from typing import Annotated

import typer

from clientzoo.cli.base.folder import AsOfOption, FolderOption, base_folder
from clientzoo.cli.edge import UserError


def demo(
    seed: Annotated[int, typer.Option("--seed", help="Another number gives another base.")] = 2013,
    as_of: AsOfOption = None,
    folder: FolderOption = None,
) -> None:
    """Make up 300 clients with two years of orders, refusals, survey answers and interviews.

    Example: [bold]clientzoo base demo && clientzoo base report[/bold]

    Nothing is overwritten: it wants an empty folder. The last day is 2026-06-30 unless --as-of names another.
    """
    from datetime import date

    from clientzoo.segmentation.demo import demo as made_up
    from clientzoo.segmentation.tables import write

    where = base_folder(folder)
    if where.is_dir() and any(where.iterdir()):
        raise UserError(f"{where} is not empty; name another folder with --base, nothing was written")
    tables = made_up(seed, as_of.date() if as_of else date(2026, 6, 30))
    for name, frame in tables.items():
        write(frame, where / f"{name}.parquet")
    counts = ", ".join(f"{frame.height} {name}" for name, frame in tables.items())
    typer.echo(f"Made up in {where}: {counts}. No client in it exists.")
    typer.echo("Look at it: clientzoo base report")

"""`clientzoo pool readiness`: whether those who were ready went."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import FolderOption
from clientzoo.cli.edge import UserError
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo
from clientzoo.cli.pool.days import day_of

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.day import Day
    from clientzoo.pool.readiness import Kept


def readiness(
    before: Annotated[str, typer.Argument(metavar="FROM", help="A table with answers, or a day of the history.")],
    after: Annotated[str, typer.Argument(metavar="TO", help="The same of the later day.")],
    folder: FolderOption = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Of those that were ready, under way, possible or blocked, how many moved: the method tested by your own base.

    Example: [bold]clientzoo pool readiness 2025-06-30 2026-06-30[/bold]
    """
    from clientzoo.pool.intervals import SciPyMissingError

    known = sound_zoo(zoo)
    days = day_of(before, known, folder), day_of(after, known, folder)
    try:
        found = kept_between(known, *days)
    except SciPyMissingError as error:
        raise UserError(str(error)) from None
    if as_json:
        from clientzoo.cli.pool.readiness_shape import ReadinessShape

        typer.echo(json.dumps(ReadinessShape.of(known, *days, found).data(), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(lines(found)))


def kept_between(zoo: "Zoo", before: "Day", after: "Day") -> "tuple[Kept, ...]":
    """Where clients stood on the earlier day as known today, and where they went. Raises SciPyMissingError."""
    import polars as pl

    from clientzoo.inference.choice import EngineChoice
    from clientzoo.inference.engines import engine_for
    from clientzoo.pool.day import CLIENT
    from clientzoo.pool.moves.passages import TARGET, passages
    from clientzoo.pool.readiness import kept
    from clientzoo.pool.standing import standings

    step = passages(zoo, before, after)
    start = standings(zoo, engine_for(zoo, EngineChoice.BUILTIN), before, step.known)
    return kept(zoo, start, dict(step.clients.select(CLIENT, pl.col(TARGET).cast(pl.String)).iter_rows()))


def lines(found: "Sequence[Kept]") -> Iterator[str]:
    """A row a stage, all transitions together first."""
    if not found:
        yield "Nobody had an animal on the earlier day."
        return
    numbers = f"{'clients':>9}{'went':>6}{'share':>8}{'between':>9}{'and':>7}{'elsewhere':>11}{'left':>6}"
    yield f"{'':26}{'stage':>11}{numbers}"
    for one in found:
        star = "" if one.reliable else " *"
        yield (
            f"{one.transition or 'all transitions':26}{one.stage:>11}{one.clients:9,}{one.went:6,}{one.share:8.1%}"
            f"{one.low:9.1%}{one.high:7.1%}{one.elsewhere:11,}{one.left:6,}{star}"
        )
    if any(not one.reliable for one in found):
        yield "* too few for the share to be known within 20 points"
    yield "These are observations: whoever was helped was not drawn by lot."

"""What most commands of the pool begin with: the history, where everybody stands on its last day, and the target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import base_folder
from clientzoo.cli.edge import UserError
from clientzoo.cli.pool.days import day_of, history_days, registered, with_orders

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.day import Day
    from clientzoo.pool.forecast.observed import Observed
    from clientzoo.pool.standing import Standing
    from clientzoo.pool.steering.target import Target

DaysArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DAY]...", show_default=False,
        help="Tables of verdicts or answers, or days of the base's history. Default: the whole history.",
    ),
]  # fmt: skip
TargetOption = Annotated[
    Path | None,
    typer.Option(
        "--target", metavar="FILE", help="The target. Default: pool.yaml in the workspace, where there is one."
    ),
]


@dataclass(frozen=True)
class Steered:
    """`clients` are those of the last of the `days`, `observed` what happened between them."""

    zoo: "Zoo"
    days: "tuple[Day, ...]"
    clients: "tuple[Standing, ...]"
    observed: "Observed"
    target: "Target"

    @property
    def day(self) -> "date | None":
        return self.days[-1].date


def steered(zoo: "Zoo", told: Sequence[str] | None, folder: Path | None, target: Path | None) -> Steered:
    """The days that are named, in the order of their dates; else the history, the answers of the base, or the register.

    Raises UserError, ProblemsError.
    """
    from clientzoo.cli.progress import with_progress
    from clientzoo.inference.choice import EngineChoice
    from clientzoo.inference.engines import engine_for
    from clientzoo.pool.forecast.history import observed
    from clientzoo.pool.standing import standings

    wanted = target_of(zoo, target, folder)
    names = [*told] if told else _default(base_folder(folder))
    days = (
        tuple(day_of(one, zoo, folder) for one in with_progress(names, len(names), "reading"))
        if names
        else tuple(with_orders(one, base_folder(folder)) for one in registered(zoo, base_folder(folder)))
    )
    undated = [one.name for one in days if one.date is None]
    if len(days) > 1 and undated:
        raise UserError(f"{undated[0]}: name the file by its day, as pool-2026-06-30.csv; the length of a step counts")
    if len({one.date for one in days}) < len(days):
        raise UserError("two of the tables are of the same day")
    days = tuple(sorted(days, key=lambda one: str(one.date)))
    engine = engine_for(zoo, EngineChoice.BUILTIN)
    return Steered(zoo, days, standings(zoo, engine, days[-1]), observed(zoo, days), wanted)


def target_of(zoo: "Zoo", given: Path | None, folder: Path | None) -> "Target":
    """The target that is named, or that of the workspace; an empty one where there is none. Raises ProblemsError."""
    from clientzoo.pool.steering.target import FILE, Target, read_target

    path = given or base_folder(folder).parent / FILE
    return read_target(path, zoo) if given is not None or path.is_file() else Target()


def _default(folder: Path) -> list[str]:
    """The history, else the answers of today; nothing where only the register can know."""
    days = history_days(folder)
    if days:
        return [str(one) for one in days]
    answers = folder / "answers.parquet"
    return [str(answers)] if answers.is_file() else []

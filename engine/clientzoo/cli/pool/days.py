"""The days that commands of the pool compare: tables, or dates of the base's history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import base_folder
from clientzoo.cli.edge import UserError

if TYPE_CHECKING:
    import polars as pl

    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.day import Day

HISTORY = "history"
_YEAR = timedelta(days=365)

MoneyOption = Annotated[
    str,
    typer.Option(
        "--money", metavar="COLUMN",
        help="The column of what each client brings. Default: `amount`, else the orders of the year before.",
    ),
]  # fmt: skip


def history_days(folder: Path) -> list[date]:
    """The days of which the base holds a table, `history/2026-06-30.parquet`, earliest first."""
    from clientzoo.pool.day_table import day_in

    return sorted(day for path in (folder / HISTORY).glob("*.parquet") if (day := day_in(path.stem)) is not None)


def day_of(
    told: str,
    zoo: "Zoo",
    folder: Path | None,
    *,
    answers: Path | None = None,
    when: date | None = None,
    money: str = "amount",
    same: Mapping[str, str] | None = None,
) -> "Day":
    """The day that `told` names: a table, or a date of the history. Raises UserError."""
    from clientzoo.pool.day_table import read_day
    from clientzoo.tables.table import TableError

    where = base_folder(folder)
    day = _date(told)
    days = history_days(where)
    if day is not None and not days:
        return with_orders(registered(zoo, where, [day])[0], where)
    if day is not None and day not in days:
        raise UserError(f"{where / HISTORY} holds no table of {day}; it has {', '.join(map(str, days))}")
    path = Path(told) if day is None else _kept(where, day)
    try:
        read = read_day(path, zoo, answers=answers, day=when, money=money, same=same)
    except TableError as error:
        raise UserError(str(error)) from None
    return read if read.has_money else with_orders(read, where)


def pairs(given: Iterable[str]) -> dict[str, str]:
    """`NEW=OLD` as a mapping. Raises UserError."""
    found = {}
    for one in given:
        new, sign, old = (part.strip() for part in one.partition("="))
        if not (new and sign and old):
            raise UserError(f"--same {one}: write it as NEW=OLD, the name in TO and the name in FROM")
        found[new] = old
    return found


def registered(zoo: "Zoo", folder: Path, days: Sequence[date] | None = None) -> "tuple[Day, ...]":
    """The days out of the register; those of its quarters unless they are named. Raises UserError where there is none.
    The days out of the register; those of its quarters unless they are named. Raises UserError where there is none.
    """
    from clientzoo.cli.register_door import the_register
    from clientzoo.pool.register_days import quarters, register_days
    from clientzoo.register.client import RegisterError

    try:
        register = the_register()
        return register_days(register, zoo, days if days is not None else quarters(register))
    except RegisterError as error:
        hint = "name two tables of verdicts, or try `clientzoo base demo --history`"
        raise UserError(f"{folder} holds no history ({hint}), and {error}") from None


def _date(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def _kept(folder: Path, day: date) -> Path:
    return folder / HISTORY / f"{day}.parquet"


def with_orders(day: "Day", folder: Path) -> "Day":
    """The day with what the orders of the year before brought, where the base has any; clients without are at zero."""
    import polars as pl

    from clientzoo.pool.day import AMOUNT, CLIENT

    amounts = year_of_orders(folder, day.date)
    if amounts is None:
        return day
    people = day.people.join(amounts, on=CLIENT, how="left", maintain_order="left")
    if people[AMOUNT].null_count() == people.height:
        return day  # the clients of the orders are others
    return replace(day, people=people.with_columns(pl.col(AMOUNT).fill_null(0)))


def year_of_orders(folder: Path, day: date | None) -> "pl.DataFrame | None":
    """`client` and `amount` (minor units): won orders of the year up to the day; None without orders or a day."""
    from clientzoo.pool.day import AMOUNT, CLIENT
    from clientzoo.segmentation.orders import collect_streaming, total, won
    from clientzoo.segmentation.tables import tables

    found = tables(folder)
    if day is None or "orders" not in found or "amount" not in found["orders"].collect_schema().names():
        return None
    lines = won(found["orders"], day, day - _YEAR + timedelta(days=1))
    sums = lines.group_by("client_id").agg(total(lines, "amount").alias(AMOUNT))
    return collect_streaming(sums).rename({"client_id": CLIENT})

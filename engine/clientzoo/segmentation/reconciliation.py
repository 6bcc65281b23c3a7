"""The law of figures: whatever is shown of each client sums to what the table it came from holds, to the kopeck.

Every run of a method is held to it. What does not agree is our own fault and is raised, never shown.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import polars as pl

from clientzoo.segmentation.money import in_major, minor
from clientzoo.segmentation.orders import Measure, total, won


class UnreconciledError(RuntimeError):
    """Figures that do not sum to what they were made of: a fault of this program."""


class Account(NamedTuple):
    """What a table shows in all: money in minor units, or units and services as they are.

    It must equal what the orders won from `since` to `until` hold of the measure `by`; or, of lost requests, their
    amounts (`by` is then `requests`). Where a table shows some clients of some months only, `among` has the `client_id`
    and the `month` (2026-06) of each, and what they hold is meant.
    """

    table: str
    shown: int
    by: Measure | str
    until: date
    since: date | None = None
    among: pl.DataFrame | None = None


class Books:
    """The tables as they were read, summed once for each span of time."""

    def __init__(self, frames: Mapping[str, pl.LazyFrame]) -> None:
        self._frames = frames
        self._sums: dict[tuple[str, date, date | None], int] = {}

    def held(self, account: Account) -> int:
        """The sum that the account must have."""
        if account.among is not None:
            return self._of_some(account, account.among)
        key = account.by, account.until, account.since
        if key not in self._sums:
            self._sums[key] = self._of_requests if account.by == "requests" else self._of_orders(account)
        return self._sums[key]

    def check(self, accounts: Iterable[Account]) -> None:
        """Raises UnreconciledError where an account differs from the books."""
        for account in accounts:
            if account.shown != (held := self.held(account)):
                raise UnreconciledError(f"{account.table} shows {account.shown} in all, the base holds {held}")

    def _of_orders(self, account: Account) -> int:
        lines = won(self._frames["orders"], account.until, account.since)
        by: Measure = account.by  # type: ignore[assignment]
        return int(lines.select(total(lines, by)).collect(engine="streaming").item() or 0)

    def _of_some(self, account: Account, among: pl.DataFrame) -> int:
        lines = won(self._frames["orders"], account.until, account.since)
        monthly = lines.with_columns(pl.col("order_date").cast(pl.Date).dt.strftime("%Y-%m").alias("month"))
        some = monthly.join(among.select("client_id", "month").lazy(), on=["client_id", "month"], how="semi")
        by: Measure = account.by  # type: ignore[assignment]
        return int(some.select(total(lines, by)).collect(engine="streaming").item() or 0)

    @cached_property
    def _of_requests(self) -> int:
        requests = self._frames["requests"]
        lost = requests.filter((pl.col("status") == "lost") & pl.col("client_id").is_not_null())
        return int(lost.select(minor(requests, "amount").sum()).collect(engine="streaming").item() or 0)


def check_clients(table: str, shown: int, held: int) -> None:
    """Raises UnreconciledError where the groups of a table have more or fewer clients than there are."""
    if shown != held:
        raise UnreconciledError(f"{table} shows {shown} clients in all, there are {held}")


def check_written(units: pl.DataFrame, money: pl.DataFrame, columns: Iterable[str]) -> None:
    """Raises UnreconciledError where columns of `money` differ in all from the whole minor units they show."""
    for name in columns:
        written, meant = money[name].sum() or Decimal(0), in_major(int(units[name].sum() or 0))
        if written != meant:
            raise UnreconciledError(f"{name} is written as {written} in all and is {meant}")

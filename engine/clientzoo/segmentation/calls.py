"""Who to call this week: not everybody for whom there is a reason, but as many as the people at hand can call.

Each client stands once, with its first reason, in its own figures; those with most at stake come first. At stake is
what the client brought in the year up to its last order, or the refused request.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

NOBODY = "no manager named"
_QUIET = 30  # days: a shorter silence worries nobody
_LARGE = ("A", "B")


@dataclass(frozen=True, slots=True)
class PlannedCall:
    """A client to call: why, in its own words and figures; `at_stake` is money, `rhythm` and `silent` are days."""

    client_id: str
    client: str
    manager: str
    why: str
    at_stake: Decimal | None
    last_order: date | None
    rhythm: float | None
    silent: int | None


@dataclass(frozen=True, slots=True)
class CallPlan:
    """The calls of the week by manager, each with most at stake first; and those that wait, and their money."""

    calls: Mapping[str, tuple[PlannedCall, ...]]
    waiting: int
    waiting_stake: Decimal

    @property
    def count(self) -> int:
        """How many calls the week has."""
        return sum(len(one) for one in self.calls.values())


def call_plan(people: pl.DataFrame, per_manager: int) -> CallPlan:
    """The plan from what is known of the clients (`people.people`); at most so many calls a manager, 0: all."""
    wanted = sorted(_wanted(people), key=lambda one: (-(one.at_stake or 0), -(one.silent or 0), one.client_id))
    calls: dict[str, list[PlannedCall]] = {}
    waiting = []
    for one in wanted:
        own = calls.setdefault(one.manager, [])
        if per_manager and len(own) >= per_manager:
            waiting.append(one)
        else:
            own.append(one)
    planned = {name: tuple(own) for name, own in sorted(calls.items(), key=lambda pair: (pair[0] == NOBODY, pair[0]))}
    return CallPlan(planned, len(waiting), sum((one.at_stake or Decimal(0) for one in waiting), Decimal(0)))


def _wanted(people: pl.DataFrame) -> Iterator[PlannedCall]:
    for row in people.iter_rows(named=True):
        found = _reason(row)
        if found is None:
            continue
        why, at_stake = found
        yield PlannedCall(
            row["client_id"], row.get("client_name") or row["client_id"], row.get("manager") or NOBODY, why, at_stake,
            row.get("last_order"), row.get("usual_interval"), row.get("silent_days"),
        )  # fmt: skip


def _reason(row: Mapping[str, Any]) -> tuple[str, Decimal | None] | None:
    """Why this client should be called, and what is at stake; None where nothing asks for it."""
    known = row.get
    year, silent, usual = known("a_year"), known("silent_days"), known("usual_interval")
    large = known("abc") in _LARGE
    if known("satisfaction") == "detractor" and large:
        rating = known("last_rating")
        answered = f"answered {rating:g} of 10" if rating is not None else "would not recommend us"
        return f"{answered}: listen before selling", year
    if known("renewal_call") == "now":
        refused, until = known("refusal_date"), known("call_until")
        when = f" on {refused}" if refused else ""
        last = f", until {until}" if until else ""
        return f"refused us{when}; its project is due: try again{last}", known("refused") or year
    if silent is None:
        return None
    if usual and large and silent > 2 * usual and silent > _QUIET:
        return f"orders every {usual:g} days and has been silent for {silent}: ask what has changed", year
    if known("rfm_segment") == "renew_at_once" and (usual is None or silent > usual):
        return f"was among the most frequent and largest (RFM {known('rfm')}), silent for {silent} days: renew", year
    if known("heading_for_vip"):
        return f"last ordered {silent} days ago for as much as a VIP does: give it a push", year
    return None

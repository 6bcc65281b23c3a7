"""A way to divide a base, described in one place: what it needs, how it runs, and what the report shows of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from clientzoo.segmentation.result import Result
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables

if TYPE_CHECKING:
    import polars as pl

    from clientzoo.segmentation.report.lists import Lists
    from clientzoo.segmentation.report.section import Section

Run: TypeAlias = Callable[[Tables, Settings, date], Result]
MakeSection: TypeAlias = "Callable[[Mapping[str, Result], pl.DataFrame, Lists], Section | None]"


@dataclass(frozen=True, slots=True)
class Method:
    """`place` orders the methods. `needs` are tables without which it cannot run; it raises UnfitTableError for what
    else it lacks. A method `by_line` looks at what stands on each line of an order, others at the ledger of the orders.

    `total` names the table from which its money comes. `section` makes its part of the report of all results, the facts
    of all clients and the report's lists, None where there is nothing to show; `shown` orders the parts.
    """

    name: str
    place: int
    needs: tuple[str, ...]
    run: Run
    by_line: bool = False
    total: str = "orders"
    section: "MakeSection | None" = None
    shown: int = 0


def measure(own: Settings) -> Any:
    """What is summed: one of the measures, as the settings say."""
    return own.by


def is_money(own: Settings) -> bool:
    """Whether what is summed is money."""
    return own.by in ("amount", "profit", "paid")


def aliases(own: Settings) -> dict[str, str]:
    """Earlier names of products by today's, as the settings have them."""
    return {old.strip(): new.strip() for old, _, new in (one.partition("=") for one in own.products_aliases)}


def rival(own: Settings) -> Any:
    """The measure with which that of the VIPs is compared."""
    return own.pareto_against if own.pareto_against != own.by else "amount" if own.by != "amount" else "units"

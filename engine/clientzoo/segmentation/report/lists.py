"""The lists of clients to which the pictures lead, and who should be called this week."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

_MARKS = re.compile(r"[^\w-]+")


@dataclass
class Lists:
    """Lists by their anchor; asking for the anchor of a group makes it one of the report's lists."""

    titles: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[Mapping[str, Any]]] = field(default_factory=dict)

    def add(self, group: str, title: str, members: Iterable[Mapping[str, Any]]) -> str:
        """The link to the list, which is kept once however often it is added."""
        anchor = "list-" + _MARKS.sub("-", group.lower()).strip("-")
        self.titles[anchor] = title
        self.members[anchor] = list(members)
        return f"#{anchor}"


def to_call(facts: pl.DataFrame) -> list[dict[str, Any]]:
    """Who to call this week, most pressing first, each once with its first reason.

    Unhappy clients who matter; refusals whose moment has come; large clients silent for twice their rhythm; VIPs to be.
    """
    has = facts.columns
    reasons: list[tuple[str, pl.Expr]] = []
    if {"satisfaction", "abc"} <= set(has):
        reasons.append(
            (
                "would not recommend us: listen before selling",
                (pl.col("satisfaction") == "detractor") & pl.col("abc").is_in(["A", "B"]),
            )
        )
    if "renewal_call" in has:
        reasons.append(("refused us, its project is due: try again", pl.col("renewal_call") == "now"))
    if {"silent_days", "usual_interval", "abc"} <= set(has):
        quiet = (pl.col("silent_days") > 2 * pl.col("usual_interval")) & pl.col("abc").is_in(["A", "B"])
        reasons.append(("large, and silent for twice its usual pause", quiet & (pl.col("silent_days") > 30)))
    if "rfm_segment" in has:
        overdue = pl.col("silent_days") > pl.col("usual_interval") if "usual_interval" in has else pl.lit(True)
        renew = (pl.col("rfm_segment") == "renew_at_once") & overdue.fill_null(True)
        reasons.append(("was frequent and large, long silent: renew at once", renew))
    if "heading_for_vip" in has:
        reasons.append(("orders like a VIP lately: give it a push", pl.col("heading_for_vip")))
    if not reasons:
        return []
    reason = pl.coalesce(pl.when(holds.fill_null(False)).then(pl.lit(why)) for why, holds in reasons)
    order = {why: number for number, (why, _) in enumerate(reasons)}
    share = pl.col("turnover_share").fill_null(0) if "turnover_share" in has else pl.lit(0.0)
    chosen = facts.with_columns(reason.alias("why"), share.alias("share")).filter(pl.col("why").is_not_null())
    rows = chosen.sort("share", "client_id", descending=[True, False]).to_dicts()
    return sorted(rows, key=lambda row: order[row["why"]])


def by(frame: pl.DataFrame, *columns: str) -> dict[Sequence[Any], list[dict[str, Any]]]:
    """The rows by the values of the columns."""
    found: dict[Sequence[Any], list[dict[str, Any]]] = {}
    for row in frame.to_dicts():
        found.setdefault(tuple(row[name] for name in columns), []).append(row)
    return found

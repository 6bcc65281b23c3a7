"""RFM: how recently, how often, for how much."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from clientzoo.segmentation.method import Method
from clientzoo.segmentation.periods import since
from clientzoo.segmentation.reconciliation import Account
from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.lists import Lists, by
from clientzoo.segmentation.report.section import Section, Table, brief, sentences, two_clocks
from clientzoo.segmentation.result import Result, whole
from clientzoo.segmentation.rfm import rfm, same_for_all
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables


def _run(base: Tables, own: Settings, as_of: date) -> Result:
    frequency: Any = own.rfm_frequency
    bounds = {
        "recency": own.rfm_recency_bounds, "frequency": own.rfm_frequency_bounds, "monetary": own.rfm_monetary_bounds,
    }  # fmt: skip
    found = rfm(
        base["orders"], as_of=as_of, since=since(as_of, own.rfm_months), levels=own.rfm_levels or None,
        bounds=bounds if any(bounds.values()) else None, frequency=frequency,
    )  # fmt: skip
    notes = [f"{name} is the same for all and tells nothing" for name in same_for_all(found)]
    notes.append(f"frequency counts {own.rfm_frequency}")
    facts = found.select("client_id", "rfm", "rfm_segment")
    account = Account("rfm", whole(found["monetary"]), "amount", as_of, since(as_of, own.rfm_months))
    tables = {"rfm": found}
    return Result("rfm", as_of, own.of("rfm"), tables, "rfm_segment", facts, tuple(notes), accounts=(account,))


def _section(found: Mapping[str, Result], facts: pl.DataFrame, lists: Lists) -> Section | None:
    if "rfm" not in found:
        return None
    result = found["rfm"]
    people = result.answer.join(facts.drop("rfm", "rfm_segment", strict=False), on="client_id", how="left")
    groups = by(people, "r", "f")
    levels = max([2, *result.answer["r"], *result.answer["f"]])
    cells = [
        {
            "r": r, "f": f, "clients": len(groups.get((r, f), [])), "text": str(len(groups.get((r, f), []))),
            "href": lists.add(f"rf {r}{f}", f"Recency {r}, frequency {f}",
                              brief(groups.get((r, f), []))),
        }
        for r in range(1, levels + 1) for f in range(1, levels + 1)
    ]  # fmt: skip
    named = people.with_columns(pl.col("rfm_segment").str.replace_all("_", " ").fill_null("not classified"))
    links = {
        name: lists.add(f"rfm {name}", f"RFM: {name}", brief(members))
        for (name,), members in by(named, "rfm_segment").items()
    }
    counts = named.group_by("rfm_segment").len("clients").sort("clients", "rfm_segment", descending=[True, False])
    titles = (f"how often ({levels}: the most)", f"how recently ({levels}: the latest)")
    differing = sum(1 for row in people.to_dicts() if "block" in row and two_clocks(row))
    clocks = (
        f"{differing} clients seem to contradict their block: the blocks go by each client's own rhythm, RFM by its "
        "place among all; their lists say which clock says what"
        if differing
        else ""
    )
    return Section("rfm", "RFM", sentences([*result.notes, clocks]),
                   charts.grid(cells, "f", "r", "clients", "text", titles=titles, size=70),
                   [Table(("segment", "clients"), counts.rows(), links)],
    )  # fmt: skip


METHOD = Method("rfm", 4, ("orders",), _run, section=_section, shown=3)

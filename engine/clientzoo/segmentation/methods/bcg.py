"""BCG: activity against capacity."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from clientzoo.segmentation.bcg import WHAT_TO_DO, bcg, proxies
from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.segmentation.method import Method, aliases
from clientzoo.segmentation.products import products
from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.lists import Lists, by
from clientzoo.segmentation.report.section import Section, Table, brief, sentences
from clientzoo.segmentation.result import Result
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables


def _run(base: Tables, own: Settings, as_of: date) -> Result:
    clients = base.frames.get("clients")
    scored = clients is not None and {"activity", "capacity"} <= set(clients.collect_schema().names())
    if scored and clients is not None:
        scores, source = (
            clients.select("client_id", "activity", "capacity").collect(),
            "as scored in the table of clients",
        )
    else:
        for name in ("clients", "products"):
            if name not in base:
                raise UnfitTableError(f"bcg needs activity and capacity in the table of clients, or else {name}")
        developed = products(
            base["orders"], as_of=as_of, clients=base["clients"], matrix=base["products"], aliases=aliases(own)
        )
        scores = proxies(base["orders"], developed, as_of)
        source = "activity: orders of twelve months; capacity: target products not yet sold"
    cuts: list[Any] = [one or own.bcg_cut or "median" for one in (own.bcg_activity_cut, own.bcg_capacity_cut)]
    found = bcg(scores, activity_cut=cuts[0], capacity_cut=cuts[1])
    return Result("bcg", as_of, own.of("bcg"), {"bcg": found}, "bcg", found.select("client_id", "bcg"), (source,))


def _section(found: Mapping[str, Result], facts: pl.DataFrame, lists: Lists) -> Section | None:
    if "bcg" not in found:
        return None
    result = found["bcg"]
    known = result.answer.drop_nulls("bcg")
    links = {
        row[0]: lists.add(f"bcg {row[0]}", f"{row[0].replace('_', ' ')}: {WHAT_TO_DO[row[0]]}", brief(members))
        for row, members in by(facts.drop_nulls("bcg"), "bcg").items()
    }
    spots = known.group_by("activity", "capacity", "bcg").len("clients").sort("activity", "capacity")
    points = [
        {**row, "bcg": row["bcg"].replace("_", " "), "href": links.get(row["bcg"], "#")} for row in spots.to_dicts()
    ]
    given = result.settings
    cuts = [
        float(given[f"bcg_{axis}_cut"] or given["bcg_cut"] or known[axis].median() or 0)  # type: ignore[arg-type]
        for axis in ("activity", "capacity")
    ]
    rows = [
        (name.replace("_", " "), what, known.filter(pl.col("bcg") == name).height) for name, what in WHAT_TO_DO.items()
    ]
    return Section("bcg", "Activity and capacity", sentences(result.notes),
                   charts.scatter(points, "activity", "capacity", "bcg", (cuts[0], cuts[1]), ("activity", "capacity")),
                   [Table(("quadrant", "what to do", "clients"), rows,
                          {name.replace("_", " "): link for name, link in links.items()})])  # fmt: skip


METHOD = Method("bcg", 3, ("orders",), _run, by_line=True, section=_section, shown=4)

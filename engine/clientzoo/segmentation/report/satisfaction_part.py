"""Satisfaction in the report: the trend of the company and its managers, each point leading to who answered what."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.lists import Lists, by
from clientzoo.segmentation.report.section import Section, Table, brief
from clientzoo.segmentation.result import Result

_ABOUT = (
    "Promoters (8-10) over detractors (3 and below); 1 is the line to stay well above. The band shows how sure the "
    "company's figure is. Periods without detractors have no figure."
)


def csi_section(csi: Result, facts: pl.DataFrame, lists: Lists) -> Section:
    company = csi.answer.to_dicts()
    managers = csi.tables["csi by manager"].to_dicts() if "csi by manager" in csi.tables else []
    names = dict(facts.select("client_id", "client_name").iter_rows())
    answered = by(csi.tables["csi answers"], "period", "of")
    drawn = []
    for one in [*company, *managers]:
        if one["csi"] is not None:
            said = answered.get((one["period"], one["of"]), [])
            people = [{"client": names.get(row["client_id"]), "answer": row["rating"]} for row in said]
            title = f"CSI: {one['of']}, {one['period']}"
            drawn.append({**one, "href": lists.add(title, title, people)})
    latest = by(facts.drop_nulls("satisfaction"), "satisfaction")
    links = {
        answer: lists.add(f"csi {answer}", f"Last answer: {answer}", brief(latest[(answer,)]))
        for answer in ("promoter", "neutral", "detractor") if (answer,) in latest
    }  # fmt: skip
    last = Table(("last answer", "clients"), [(answer, len(latest[(answer,)])) for answer in links], links)
    lines = sorted([*company, *managers], key=lambda one: (one["period"], one["of"] == "company"), reverse=True)
    figures = Table(
        ("period", "of", "answers", "promoters : detractors", "CSI", "95 % bounds", "NPS"),
        [
            (one["period"], one["of"], one["answers"], one["shown"], one["csi"], _bounds(one), one["nps"])
            for one in lines
        ],
        at_once=2 * (1 + len({one["of"] for one in managers})),
    )
    picture = charts.trend(drawn, "period", "csi", "of", "CSI") if drawn else ""
    return Section("csi", "CSI by manager", _ABOUT, picture, [last, figures])


def _bounds(one: Mapping[str, Any]) -> str:
    if one["low"] is None:
        return ""
    return f"{one['low']:.1f} and up" if one["high"] is None else f"{one['low']:.1f} to {one['high']:.1f}"

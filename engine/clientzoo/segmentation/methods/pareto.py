"""Pareto: who brings how much, and who is heading for the top."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from clientzoo.segmentation.method import Method, is_money, measure, rival
from clientzoo.segmentation.pareto import GROUPS, concentration, overlap, pareto, vips_by_month
from clientzoo.segmentation.periods import first_day, number_of
from clientzoo.segmentation.reconciliation import Account
from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.lists import Lists, by
from clientzoo.segmentation.report.section import Section, Table, brief, sentences
from clientzoo.segmentation.result import Result, whole
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables


def _run(base: Tables, own: Settings, as_of: date) -> Result:
    over: Any = own.pareto_over
    split: Any = own.pareto_split
    found = pareto(
        base["orders"],
        as_of=as_of,
        by=measure(own),
        over=over,
        months=own.pareto_months,
        split=split,
        top=own.pareto_top,
    )
    real = concentration(found, top=own.pareto_top)
    notes = [
        f"the top {own.pareto_top:g} % ({real.top_clients} of {real.clients}) bring {real.top_share:.1f} %; "
        f"{real.for_80:.1f} % of the clients bring 80 %"
    ]
    vips = found.filter(pl.col("pareto") == "vip")
    other = rival(own)
    rivals = pareto(base["orders"], as_of=as_of, by=other, over=over, months=own.pareto_months, top=own.pareto_top)
    common = overlap(set(vips["client_id"]), set(rivals.filter(pl.col("pareto") == "vip")["client_id"]))
    notes.append(f"{common.of_first:.0f} % of these VIPs are VIP by {other} too: choose the measure that fits your aim")
    if over == "period" and vips.height > real.top_clients:
        notes.append(f"{vips.height} VIPs instead of {real.top_clients}: equals at the limit are not divided")
    if over == "months" and vips.height * 2 > real.clients:
        notes.append("more than half are VIP in some month: look at vip_months, or use --set pareto_over=period")
    facts = found.select("client_id", "pareto", pl.col("heading").alias("heading_for_vip"))
    begin = first_day(number_of(as_of, "month") - own.pareto_months + 1, "month")
    tables, accounts = {"pareto": found}, [Account("pareto", whole(found["total"]), own.by, as_of, begin)]
    if over == "months":
        tables["vip by month"] = monthly = vips_by_month(
            base["orders"], as_of=as_of, by=measure(own), months=own.pareto_months, top=own.pareto_top
        )
        accounts.append(Account("vip by month", whole(monthly["amount"]), own.by, as_of, begin, monthly))
    money = is_money(own)
    return Result("pareto", as_of, own.of("pareto"), tables, "pareto", facts, tuple(notes), money, tuple(accounts))


def _section(found: Mapping[str, Result], facts: pl.DataFrame, lists: Lists) -> Section | None:
    if "pareto" not in found:
        return None
    result = found["pareto"]
    top = float(result.settings["pareto_top"])
    real = concentration(result.answer, top=top)
    links = {
        group: lists.add(f"pareto {group}", f"Pareto: {group}", brief(members))
        for (group,), members in by(facts.drop_nulls("pareto"), "pareto").items()
    }
    heading = brief(facts.filter(pl.col("heading_for_vip").fill_null(False)).to_dicts())
    links["heading for vip"] = lists.add("pareto heading", "Heading for VIP", heading)
    counts = dict(result.answer.drop_nulls("pareto").group_by("pareto").len().iter_rows())
    rows = [(group, counts[group]) for group in reversed(GROUPS) if group in counts]
    what = "money" if result.money else str(result.settings["by"])
    return Section("pareto", "Pareto: the real 20/80", sentences(result.notes),
                   charts.curve(charts.pareto_points(result.answer["total"]), top, real.top_share,
                                links.get("vip", "#lists"), what),
                   [Table(("group", "clients"), [*rows, ("heading for vip", len(heading))], links)])  # fmt: skip


METHOD = Method("pareto", 9, ("orders",), _run, section=_section, shown=5)

"""Turnover over time in the report: a bar a month with the number of its clients, leading to who they are."""

import polars as pl

from clientzoo.segmentation.money import in_major
from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.lists import Lists, by
from clientzoo.segmentation.report.section import Section, figure

MONTHS = 24  # that fit into one picture


def turnover_section(months: pl.DataFrame, buyers: pl.DataFrame | None, facts: pl.DataFrame, lists: Lists) -> Section:
    """The last two years; `months` and `buyers` are what `turnover` and `by_client` of the base give."""
    names = dict(facts.select("client_id", "client_name").iter_rows())
    drawn = months.tail(MONTHS).to_dicts()
    members = by(buyers, "month") if buyers is not None else {}
    rows = [
        {
            "month": row["month"], "money": row["amount"] / 100, "clients": row["clients"],
            "href": lists.add(
                f"month {row['month']}", f"Turnover of {row['month']}",
                [
                    {"client": names.get(one["client_id"], one["client_id"]), "id": one["client_id"],
                     "amount": in_major(one["amount"])}
                    for one in members.get((row["month"],), [])
                ],
            ),
        }
        for row in drawn
    ]  # fmt: skip
    whole, shown = (in_major(int(one["amount"].sum())) for one in (months, months.tail(MONTHS)))
    said = f"Net of refunds, by month, with the number of clients that ordered: {figure(whole)} in all"
    if months.height > MONTHS:
        said += f", of which {figure(whole - shown)} before {drawn[0]['month']}"
    return Section(
        "turnover", "Turnover and its clients", f"{said}.", charts.columns(rows, "month", "money", "clients")
    )

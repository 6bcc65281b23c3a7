"""ABC: who brings the first half, who the next part, who the rest; in the report against XYZ."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from clientzoo.segmentation.abc import abc
from clientzoo.segmentation.method import Method, is_money, measure
from clientzoo.segmentation.periods import since
from clientzoo.segmentation.reconciliation import Account
from clientzoo.segmentation.report import charts
from clientzoo.segmentation.report.lists import Lists, by
from clientzoo.segmentation.report.section import Section, brief, sentences
from clientzoo.segmentation.result import Result, whole
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables


def amounts(base: Tables, own: Settings, as_of: date) -> pl.DataFrame:
    """What each client brings, with its class."""
    found: pl.DataFrame = abc(
        base["orders"], as_of=as_of, since=since(as_of, own.abc_months), by=measure(own), bounds=(own.abc_a, own.abc_b)
    )
    return found


def _run(base: Tables, own: Settings, as_of: date) -> Result:
    found = amounts(base, own, as_of)
    facts = found.select("client_id", "abc", pl.col("share").alias("turnover_share"))
    notes = () if found["abc"].null_count() == 0 else ("the total is zero or less: there are no classes",)
    account = Account("abc", whole(found["amount"]), own.by, as_of, since(as_of, own.abc_months))
    return Result("abc", as_of, own.of("abc"), {"abc": found}, "abc", facts, notes, is_money(own), (account,))


def _section(found: Mapping[str, Result], facts: pl.DataFrame, lists: Lists) -> Section | None:
    if "abc" not in found or "xyz" not in found:
        return None
    abc_, xyz = found["abc"], found["xyz"]
    members = by(facts.filter(pl.col("xyz").is_not_null()), "abc", "xyz")
    all_of_it = max(int(abc_.answer["amount"].clip(lower_bound=0).sum()), 1)
    cells = [
        {
            "abc": row["abc"], "xyz": row["xyz"], "clients": row["clients"],
            "text": f"{row['clients']} ({row['amount'] * 100 / all_of_it:.0f} %)",
            "href": lists.add(f"{row['abc']}{row['xyz']}", f"ABC x XYZ: {row['abc']}{row['xyz']}",
                              brief(members.get((row["abc"], row["xyz"]), []))),
        }
        for row in xyz.tables["abc x xyz"].to_dicts()
    ]  # fmt: skip
    said = sentences(["Clients, and their percent of the whole", "AX are those to guard", *xyz.notes])
    return Section(
        "abc-xyz",
        "ABC x XYZ",
        said,
        charts.grid(cells, "xyz", "abc", "clients", "text", titles=("how evenly", "how much"), size=110),
    )


METHOD = Method("abc", 7, ("orders",), _run, section=_section, shown=2)

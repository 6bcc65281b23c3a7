"""Renewal: refused requests to try again, with a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.segmentation.method import Method
from clientzoo.segmentation.reconciliation import Account
from clientzoo.segmentation.renewal import best_of_each, renewal
from clientzoo.segmentation.report.lists import Lists
from clientzoo.segmentation.report.section import Section, Table, sentences
from clientzoo.segmentation.result import Result, in_decimals, whole
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables


def _run(base: Tables, own: Settings, as_of: date) -> Result:
    low, _, high = own.renewal_scale.partition("..")
    scale: Any = (int(low), int(high)) if high else own.renewal_scale
    window = (own.renewal_from_days, own.renewal_until_days)
    try:
        found = renewal(
            base["requests"], as_of=as_of, criteria=own.renewal_criteria, scale=scale, window=window,
            months_after_launch=own.renewal_months,
        )  # fmt: skip
    except ValueError as error:
        raise UnfitTableError(str(error)) from None
    unscored = found["renewal_sum"].null_count()
    notes = (f"without all scores: {unscored}",) if unscored else ()
    facts = best_of_each(found).select("client_id", "renewal_index", "renewal_call")
    has_amounts = "amount" in base["requests"].collect_schema().names()
    accounts = (Account("renewal", whole(found["amount"]), "requests", as_of),) if has_amounts else ()
    tables = {"renewal": found}
    return Result("renewal", as_of, own.of("renewal"), tables, "renewal_call", facts, notes, accounts=accounts)


def _section(found: Mapping[str, Result], facts: pl.DataFrame, lists: Lists) -> Section | None:
    if "renewal" not in found:
        return None
    result = found["renewal"]
    names = dict(facts.select("client_id", "client_name").iter_rows())
    rows = [
        (names.get(row["client_id"], row["client_id"]),
         "needs scoring" if row["renewal_sum"] is None else row["renewal_sum"],
         row["renewal_call"], row["call_from"], row["call_until"], row["amount"])
        for row in in_decimals(result.answer).to_dicts()
    ]  # fmt: skip
    said = sentences([f"{len(rows)} refusals, best first", *result.notes, "The file renewal.ics holds the dates"])
    return Section("renewal", "Refusals to try again", said,
                   "", [Table(("client", "index", "call", "from", "until", "amount"), rows)])  # fmt: skip


METHOD = Method("renewal", 2, ("requests",), _run, total="requests", section=_section, shown=8)

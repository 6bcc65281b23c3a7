"""The first sheets of the report's workbook: what there is in all, and whom to call."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from clientzoo.segmentation.calls import CallPlan
from clientzoo.segmentation.money import in_major
from clientzoo.segmentation.result import Result

_SUMMARY: Mapping[str, Any] = {
    "what": pl.String,
    "of": pl.String,
    "clients": pl.Int64,
    "money": pl.Decimal(38, 2),
    "said": pl.String,
}
_Line = tuple[str, str, int | None, Decimal | None, str]
_CALLS: Mapping[str, Any] = {
    "manager": pl.String, "client": pl.String, "client_id": pl.String, "why": pl.String,
    "at_stake": pl.Decimal(38, 2), "last_order": pl.Date, "usual_days_between": pl.Float64, "days_silent": pl.Int64,
}  # fmt: skip


def summary_sheet(
    results: Sequence[Result], left_out: Mapping[str, str], clients: int, as_of: date, plan: CallPlan
) -> pl.DataFrame:
    """A line for the base, for the calls, for each class of each method with its clients, and for what is left out."""
    rows: list[_Line] = [("base", f"as of {as_of}", clients, None, _currency(results))]
    rows.append(("calls", "this week", plan.count, None, f"{plan.waiting} more can wait"))
    for result in results:
        rows += _of_method(result)
    rows += [(method, "left out", None, None, why) for method, why in left_out.items()]
    return pl.DataFrame(rows, schema=_SUMMARY, orient="row")


def method_summary(result: Result) -> pl.DataFrame:
    """The same for the workbook of one method, with its settings."""
    rows: list[_Line] = [(result.method, f"as of {result.as_of}", None, None, _currency([result]))]
    rows += _of_method(result)
    rows += [("setting", name, None, None, str(value)) for name, value in result.settings.items()]
    return pl.DataFrame(rows, schema=_SUMMARY, orient="row")


def calls_sheet(plan: CallPlan) -> pl.DataFrame:
    """The calls of the week, a row each."""
    rows = [
        (one.manager, one.client, one.client_id, one.why, one.at_stake, one.last_order, one.rhythm, one.silent)
        for calls in plan.calls.values()
        for one in calls
    ]
    return pl.DataFrame(rows, schema=_CALLS, orient="row")


def _of_method(result: Result) -> Iterator[_Line]:
    said = "; ".join(result.notes)
    for account in result.accounts[:1]:
        total = in_major(account.shown) if result.money else None
        yield result.method, "total", result.answer.height, total, said
        said = ""
    if result.method == "csi" or result.class_column not in result.answer.columns:
        return
    counts = result.answer.group_by(result.class_column).len("clients").sort(result.class_column, nulls_last=True)
    for name, count in counts.iter_rows():
        yield result.method, str(name or "not classified").replace("_", " "), count, None, said
        said = ""


def _currency(results: Sequence[Result]) -> str:
    codes = sorted({code for result in results for code in result.currencies})
    return f"money in {', '.join(codes)}" if codes else ""

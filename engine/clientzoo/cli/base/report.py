"""`clientzoo base report`: the whole base on one page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import (
    AsOfOption,
    FolderOption,
    SetOption,
    base_folder,
    chosen_settings,
    dates_left_out,
    day,
    open_base,
)
from clientzoo.cli.edge import UserError
from clientzoo.cli.options import ZooOption, sound_zoo

if TYPE_CHECKING:
    from collections.abc import Collection

    import polars as pl

    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.segmentation.report.sections import Placed
    from clientzoo.segmentation.tables import Tables


def report(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where to. Default: base/report.", show_default=False)
    ] = None,
    as_of: AsOfOption = None,
    settings: SetOption = None,
    folder: FolderOption = None,
    zoo: ZooOption = None,
) -> None:
    """Show the whole base on one page: who to call, the pool by animal, ABC x XYZ, RFM, BCG, Pareto, CSI, refusals.

    Example: [bold]clientzoo base report -o june --as-of 2026-06-30[/bold]

    Writes report.html, which needs nothing else, the same tables as report.xlsx, and the calls as renewal.ics.
    """
    import polars as pl

    from clientzoo.cli.base.segment import renewal_calendar, run_everything, with_names, write_facts
    from clientzoo.knowledge.brand_file import read_brand
    from clientzoo.knowledge.files import replace_file
    from clientzoo.segmentation.calls import call_plan
    from clientzoo.segmentation.money import major
    from clientzoo.segmentation.people import people
    from clientzoo.segmentation.reconciliation import Account, Books
    from clientzoo.segmentation.report.charts import ChartsUnavailableError
    from clientzoo.segmentation.report.lists import Lists
    from clientzoo.segmentation.report.page import page
    from clientzoo.segmentation.report.sections import sections
    from clientzoo.segmentation.result import in_decimals
    from clientzoo.segmentation.spreadsheet import write_workbook
    from clientzoo.segmentation.summary_sheet import calls_sheet, summary_sheet
    from clientzoo.segmentation.turnover import by_client, turnover

    where = base_folder(folder)
    base, known = open_base(where), sound_zoo(zoo)
    own, when = chosen_settings(known, settings), day(as_of, base)
    results, left_out = run_everything(base, own, when)
    facts = pl.read_parquet(write_facts(results, base, where, when))
    pool = _pool(where, known, facts)
    found = {result.method: result for result in results}
    known_of_all = {name: frame for result in results for name, frame in result.tables.items()}
    clients = people(facts, base, known_of_all, when)
    months = turnover(base["orders"], when) if has_money(base) else None
    buyers = None
    if months is not None:
        buyers = by_client(base["orders"], when)
        sums = [int(frame["amount"].sum()) for frame in (months, buyers)]
        Books(base.frames).check(Account("turnover", whole, "amount", when) for whole in sums)
    lists = Lists()
    try:
        parts = list(
            sections(found, clients, pool, lists, months=months, buyers=buyers, calls_per_manager=own.calls_per_manager)
        )
    except ChartsUnavailableError as error:
        raise UserError(str(error)) from None
    target = output or where / "report"
    target.mkdir(parents=True, exist_ok=True)
    money = money_said({code for result in results for code in result.currencies})
    said = [f"{facts.height} clients.", *money] + [f"Left out: {name} ({why})." for name, why in left_out.items()]
    said += [f"{one[:1].upper()}{one[1:]}" for one in dates_left_out(base, when)]
    title = f"{known.title}: the base"
    replace_file(target / "report.html", page(title, when, said, parts, lists, read_brand(known.root)).encode())
    tables = {
        name: with_names(in_decimals(frame, result.money), base)
        for result in results
        for name, frame in result.tables.items()
    }
    plan = call_plan(clients, own.calls_per_manager)
    sheets = {"summary": summary_sheet(results, left_out, facts.height, when, plan), "calls": calls_sheet(plan)}
    if months is not None:
        sheets["turnover"] = months.with_columns(major("amount"))
    write_workbook({**sheets, "facts": facts, **tables}, target / "report.xlsx", f"As of {when}")
    written = "report.html, report.xlsx"
    if "renewal" in tables:
        replace_file(target / "renewal.ics", renewal_calendar(tables["renewal"], when))
        written += ", renewal.ics"
    typer.echo(f"As of {when}: wrote {written} to {target}.")


def has_money(base: "Tables") -> bool:
    """Whether there are orders with amounts."""
    return "orders" in base and {"order_date", "amount"} <= set(base["orders"].collect_schema().names())


def money_said(currencies: "Collection[str]") -> list[str]:
    """In which currency the amounts are, as the tables record it: the zoo's own says nothing of a table."""
    if len(currencies) > 1:
        return [f"Amounts are in several currencies and summed as they are: {', '.join(sorted(currencies))}."]
    return [f"Money in {code}." for code in currencies]


def _pool(where: Path, zoo: "Zoo", facts: "pl.DataFrame") -> "list[Placed]":
    """Every client with answers, in base/answers.parquet or in clients/*.yaml beside the base, and its animal."""

    from clientzoo.cli.measured import read_client
    from clientzoo.cli.progress import with_progress
    from clientzoo.inference.choice import EngineChoice
    from clientzoo.inference.engines import engine_for
    from clientzoo.inference.prospects import prospects
    from clientzoo.segmentation.facts import answers
    from clientzoo.segmentation.report.sections import Placed, Pull
    from clientzoo.tables.stored import stored

    measured = {row["client_id"]: row for row in facts.iter_rows(named=True)}
    path = where / "answers.parquet"
    said = [
        (
            row["client_id"],
            row.get("client_name") or row["client_id"],
            answers({**measured.get(row["client_id"], {}), **row}, zoo),
        )
        for row in (stored(path).collect().iter_rows(named=True) if path.is_file() else ())
    ]
    for file in sorted((where.parent / "clients").glob("*.yaml")):
        client = read_client(file, zoo)
        said.append((client.client, client.client, dict(client.answers)))
    engine = engine_for(zoo, EngineChoice.BUILTIN)
    placed = []
    for client_id, name, known in with_progress(said, len(said), "classifying"):
        consultation = engine.consult(known)
        verdict = consultation.verdict
        open_to = [one for one in prospects(consultation) if one.open]
        pulls = tuple(Pull(one.target, one.certainty, one.readiness, one.stage) for one in open_to)
        placed.append(Placed(client_id, name, verdict.animal or "", verdict.certainty, pulls))
    return placed

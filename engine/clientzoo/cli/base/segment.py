"""`clientzoo base segment`: the methods, run on the tables of the base."""

import json
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.base.folder import (
    AsOfOption,
    FolderOption,
    SetOption,
    base_folder,
    cell,
    chosen_settings,
    dates_left_out,
    day,
    lines_of,
    open_base,
)
from clientzoo.cli.base.sheets import criteria, sheet
from clientzoo.cli.edge import UserError
from clientzoo.cli.exit_codes import FINDINGS, FINE
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo

if TYPE_CHECKING:
    from clientzoo.segmentation.reconciliation import Account
    from clientzoo.segmentation.result import Result
    from clientzoo.segmentation.tables import Tables

_ROWS_SHOWN = 10


class Method(StrEnum):
    ALL = "all"
    BLOCKS = "blocks"
    RENEWAL = "renewal"
    BCG = "bcg"
    RFM = "rfm"
    CSI = "csi"
    PRODUCTS = "products"
    ABC = "abc"
    XYZ = "xyz"
    PARETO = "pareto"
    LTV = "ltv"
    FIVE_W = "five_w"
    KHRAMATRIX = "khramatrix"
    CRITERIA = "criteria"


class Format(StrEnum):
    PARQUET = "parquet"
    CSV = "csv"
    XLSX = "xlsx"


def segment(
    method: Annotated[Method, typer.Argument(help="Which method, or all that the data allow.", show_default=False)],
    as_of: AsOfOption = None,
    settings: SetOption = None,
    output: Annotated[Format, typer.Option("--format", help="How to write the results.")] = Format.PARQUET,
    folder: FolderOption = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Divide the base by a method, or by all of them.

    Example: [bold]clientzoo base segment abc --as-of 2026-06-30[/bold]

    Results go to base/segments/; with `all`, what is found of each client also goes to base/facts.parquet, where rules,
    playbooks and explanations find it. --json prints one object per method and
    line, as `clientzoo schema segments` describes. Sheets (five_w, khramatrix) and
    criteria are commands of their own too.
    """
    from clientzoo.segmentation.frames import UnfitTableError
    from clientzoo.segmentation.run import run

    if method in (Method.FIVE_W, Method.KHRAMATRIX):
        sheet(method.value, folder=folder, zoo=zoo, as_json=as_json)
    if method is Method.CRITERIA:
        criteria(zoo, folder, as_json)
    where = base_folder(folder)
    base, known = open_base(where), sound_zoo(zoo)
    own, when = chosen_settings(known, settings), day(as_of, base)
    if method is Method.ALL:
        results, left_out = run_everything(base, own, when)
    else:
        try:
            results, left_out = [run(method.value, base, own, when)], {}
        except (UnfitTableError, ValueError) as error:
            raise UserError(str(error)) from None
    written = [path for result in results for path in _write(result, base, where / "segments", output)]
    if method is Method.ALL:
        written.append(write_facts(results, base, where, when))
    for result in results:
        if as_json:
            typer.echo(json.dumps(_as_json(result), ensure_ascii=False, default=str))
        else:
            _show(result, base)
    for said in dates_left_out(base, when):
        typer.echo(said, err=True)
    for name, why in left_out.items():
        typer.echo(f"{name}: left out: {why}", err=True)
    if not as_json:
        typer.echo(f"Wrote {len(written)} files to {where}.")
    raise typer.Exit(FINE if results else FINDINGS)


def run_everything(base: "Tables", own: Any, when: date) -> "tuple[list[Result], dict[str, str]]":
    """The results of all methods that the base allows, and why the others are left out."""
    from clientzoo.segmentation.result import Result
    from clientzoo.segmentation.run import run_all

    results, left_out = [], {}
    for one in run_all(base, own, when):
        if isinstance(one, Result):
            results.append(one)
        else:
            left_out[one[0]] = one[1]
    return results, left_out


def write_facts(results: "list[Result]", base: "Tables", where: Path, when: date) -> Path:
    """base/facts.parquet, from all results."""
    from clientzoo.segmentation.facts import FILE, facts_table
    from clientzoo.segmentation.tables import write

    path = where / FILE
    write(facts_table(base.names, (result.facts for result in results), when), path)
    return path


def _write(result: "Result", base: "Tables", folder: Path, output: Format) -> list[Path]:
    from clientzoo.knowledge.files import replace_file
    from clientzoo.segmentation.result import in_decimals
    from clientzoo.segmentation.spreadsheet import write_csv, write_workbook
    from clientzoo.segmentation.summary_sheet import method_summary
    from clientzoo.segmentation.tables import write

    folder.mkdir(parents=True, exist_ok=True)
    tables = {name: with_names(in_decimals(frame, result.money), base) for name, frame in result.tables.items()}
    if len(result.currencies) == 1 and output is not Format.XLSX:  # whose first sheet tells it
        tables = {name: _with_currency(frame, result.currencies[0]) for name, frame in tables.items()}
    if output is Format.XLSX:
        path = folder / f"{result.method}.xlsx"
        write_workbook({"summary": method_summary(result), **tables}, path, f"{result.method}, as of {result.as_of}")
        written = [path]
    else:
        written = [folder / f"{name.replace(' ', '_')}.{output.value}" for name in tables]
        for path, frame in zip(written, tables.values(), strict=True):
            (write_csv if output is Format.CSV else write)(frame, path)
    if result.method == "renewal":
        path = folder / "renewal.ics"
        replace_file(path, renewal_calendar(tables["renewal"], result.as_of))
        written.append(path)
    return written


def _with_currency(frame: Any, code: str) -> Any:
    """With a column that names the currency, where there is money."""
    import polars as pl

    in_money = any(kind.is_decimal() for kind in frame.dtypes)
    return frame.with_columns(pl.lit(code).alias("currency")) if in_money else frame


def renewal_calendar(ranked: Any, as_of: date) -> bytes:
    """The calls of the renewal list that have a date, as a calendar; those overdue in the week from `as_of` on."""
    from clientzoo.segmentation.calendar import Call, calendar

    calls = []
    for row in ranked.iter_rows(named=True):
        if row["call_from"] is None:
            continue
        name = row.get("client") or row["client_id"]
        index = "without an index yet" if row["renewal_sum"] is None else f"index {row['renewal_sum']}"
        about = f"Refused us on {row['refusal_date'] or 'an unknown day'}; {index}; by the winner's {row['after']}."
        key = f"{row['client_id']}/{row['request_id'] or row['refusal_date']}"
        if row["renewal_call"] == "overdue":  # a date in the past reminds nobody
            title, begin, until = f"Call {name} again (overdue)", as_of, as_of + timedelta(days=6)
        else:
            title, begin, until = f"Call {name} again", row["call_from"], row["call_until"]
        calls.append(Call(key, begin, until, title, about))
    return calendar(calls, as_of)


def with_names(frame: Any, base: "Tables") -> Any:
    """With the client's name before its id, where rows are clients."""
    if "client_id" not in frame.columns:
        return frame
    names = base.names.rename({"client_name": "client"})
    return frame.join(names, on="client_id", how="left", maintain_order="left").select("client", *frame.columns)


def _show(result: "Result", base: "Tables") -> None:
    from clientzoo.segmentation.result import in_decimals

    said = ", ".join(f"{name} {cell(value)}" for name, value in result.settings.items())
    typer.echo(f"{result.method}, as of {result.as_of}" + (f" ({said})" if said else ""))
    for note in result.notes:
        typer.echo(f"  {note}")
    if result.class_column in result.answer.columns and result.method != "csi":
        counts = result.answer.group_by(result.class_column).len("clients").sort(result.class_column, nulls_last=True)
        typer.echo("  " + ", ".join(f"{name or 'not classified'}: {count}" for name, count in counts.rows()))
    for account in result.accounts:
        typer.echo(f"  total of {account.table}: {account_text(account, result)}, as in the base")
    if len(result.currencies) > 1:
        typer.echo(f"  amounts are in several currencies and summed as they are: {', '.join(result.currencies)}")
    for name, frame in result.tables.items():
        if name in ("last answers", "csi answers"):
            continue
        typer.echo(f"  {name}:" if len(result.tables) > 1 else "")
        for line in lines_of(with_names(in_decimals(frame, result.money), base), _ROWS_SHOWN):
            typer.echo(f"    {line}")
        if frame.height > _ROWS_SHOWN:
            typer.echo(f"    ... {frame.height} in all")
    typer.echo("")


def account_text(account: "Account", result: "Result") -> str:
    """A total as `1234.50 RUB`, with the currency if the base records one, or as `17 units`."""
    figure = account_figure(account, result)
    if not result.money:
        return f"{figure} {account.by}"
    return f"{figure} {result.currencies[0]}" if len(result.currencies) == 1 else figure


def account_figure(account: "Account", result: "Result") -> str:
    """The total alone: money with two places, units and services as they are."""
    from clientzoo.segmentation.money import in_major

    return f"{in_major(account.shown):.2f}" if result.money else str(account.shown)


def _as_json(result: "Result") -> dict[str, Any]:
    from clientzoo.segmentation.result import in_decimals

    return {
        "method": result.method,
        "as_of": result.as_of.isoformat(),
        "settings": dict(result.settings),
        "notes": list(result.notes),
        "currencies": list(result.currencies),
        "totals": {one.table: account_figure(one, result) for one in result.accounts},
        "tables": {name: in_decimals(frame, result.money).to_dicts() for name, frame in result.tables.items()},
    }

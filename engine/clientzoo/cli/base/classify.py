"""`clientzoo base classify`: tables of clients to a table of verdicts."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.exit_codes import FINDINGS, FINE
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo
from clientzoo.cli.register_door import AsOfOption, KnownOnOption, day, the_register

if TYPE_CHECKING:
    from clientzoo.tables.writing import Output


class UnreadableCells(StrEnum):
    REJECT = "reject"
    UNKNOWN = "unknown"


def classify(
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT",
            help="Where to write: .parquet, .csv, .xlsx, or a database's URL.",
            show_default=False,
        ),
    ],
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="IN...",
            help="CSV, XLSX or Parquet files, folders of answers files, or a database as a SQLAlchemy URL.",
            show_default=False,
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="A mapping file: how your table calls the questions and values."),
    ] = None,
    table: Annotated[str | None, typer.Option("--table", metavar="NAME", help="The database's table or view.")] = None,
    out_table: Annotated[
        str | None, typer.Option("--out-table", metavar="NAME", help="The table to write to, where OUT is a database.")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help="The workbook's sheet. Default: the first.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", metavar="NAME", help="Of CSV files. Default: as the file looks.")
    ] = None,
    unreadable: Annotated[
        UnreadableCells,
        typer.Option("--unreadable", help="A row with a cell that cannot be read: rejected, or the cell is unknown."),
    ] = UnreadableCells.REJECT,
    on: Annotated[
        str | None,
        typer.Option(
            "--on", metavar="SPARK", help="A Spark cluster: spark://host:port, local[2], or spark as configured."
        ),
    ] = None,
    register: Annotated[
        bool, typer.Option("--register", help="The clients of the register instead of tables.")
    ] = False,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Add the ids of the rules that fired.")] = False,
    ranking: Annotated[bool, typer.Option("--ranking", help="Add the certainty of every animal.")] = False,
    rejects: Annotated[
        Path | None,
        typer.Option(
            "--rejects", metavar="FILE", help="Where rows that cannot be read go. Default: beside the output."
        ),
    ] = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which animal each client of a base is.

    Examples:

    [bold]clientzoo base classify clients.csv -o verdicts.parquet[/bold]

    [bold]clientzoo base classify --register --as-of 2026-06-30 -o june.parquet[/bold]

    A column answers the question whose id or name it bears, with values by id or by label; `<id>__certainty` says how
    surely, from 0 to 1. Rows that cannot be read go to a rejects file; then the command leaves with 1.
    """
    from clientzoo.cli.progress import rows
    from clientzoo.cli.rules.zoo import in_number
    from clientzoo.cli.termination import as_interrupt
    from clientzoo.pool.classify import Base
    from clientzoo.pool.classify import classify as classify_base
    from clientzoo.tables.mapping import TableMap, read_table_map
    from clientzoo.tables.opening import open_table
    from clientzoo.tables.table import TableError
    from clientzoo.tables.writing import check_place, check_writable

    known = sound_zoo(zoo)
    sources = sources or []
    _one_source(sources, register, bool(as_of or known_on), bool(on))
    try:
        to = _output(out, out_table)
        check_writable(to)
        rejects = rejects or _beside(to)
        check_place(rejects)
        _nothing_overwritten(sources, to, rejects)
        mapped = read_table_map(mapping, known) if mapping else TableMap()
        tables = [open_table(one, known, table=table, sheet=sheet, encoding=encoding) for one in sources]
        if register:
            from clientzoo.register.table import RegisterTable

            tables.append(RegisterTable(the_register(), known, day(as_of), day(known_on)))
        base = Base(known, tables, mapped, unreadable=unreadable.value)
        for one, heading in zip(base.tables, base.headings, strict=True):
            if heading.idle:
                idle = ", ".join(f"{column} ({hint})" if hint else column for column, hint in heading.idle.items())
                typer.echo(f"{one.name}: no question of the zoo, left aside: {idle}", err=True)
        if on:
            from clientzoo.pool import spark

            with as_interrupt(), spark.session(on) as session:
                done = spark.classify(base, mapped, to, rejects, session, ranking=ranking, fired=explain)
        else:
            with as_interrupt(), rows(base.rows, "classifying") as advance:
                done = classify_base(base, base.columns(ranking=ranking, fired=explain), to, rejects, advance)
    except TableError as error:
        raise UserError(str(error)) from None
    if as_json:
        told: dict[str, object] = {"zoo": known.id, "out": str(to), "clients": done.clients, "rejected": done.rejected}
        told["cells"] = dict(sorted(done.columns.items()))
        typer.echo(json.dumps({**told, "rejects": str(rejects) if done.rejected else None}, ensure_ascii=False))
    else:
        typer.echo(f"{in_number(done.clients, 'client')} classified: {to}")
        if done.rejected:
            cells = ", ".join(f"{column}: {count}" for column, count in sorted(done.columns.items()))
            if unreadable == UnreadableCells.UNKNOWN:
                rows_of = in_number(done.rejected, "row")
                typer.echo(f"{rows_of} had cells that cannot be read, taken as unknown ({cells}); see {rejects}")
            else:
                typer.echo(f"{in_number(done.rejected, 'row')} not read; which and why: {rejects}")
                if cells:
                    typer.echo(f"Cells at fault: {cells}; --unreadable unknown keeps these clients.")
    raise typer.Exit(FINDINGS if done.rejected else FINE)


def _one_source(sources: list[str], register: bool, dated: bool, on_spark: bool) -> None:
    """Raises UserError unless clients come from tables, or from the register."""
    if register and (sources or on_spark):
        raise UserError("--register takes the clients from the register, without tables and without Spark")
    if not register and not sources:
        raise UserError("name the tables of clients, or say --register")
    if dated and not register:
        raise UserError("tables have no days; --as-of and --known-on go with --register")


def _output(out: str, table: str | None) -> "Output":
    from clientzoo.tables.database_output import DatabaseOutput

    if "://" not in out:
        return Path(out)
    if not table:
        raise UserError("say which table to write to with --out-table")
    return DatabaseOutput(out, table)


def _beside(out: "Output") -> Path:
    """`verdicts.rejects.csv`; for a table in the folder where the user is."""
    return out.with_suffix(".rejects.csv") if isinstance(out, Path) else Path(f"{out.bare}.rejects.csv")


def _nothing_overwritten(sources: list[str], out: "Output", rejects: Path) -> None:
    """Raises UserError where a file would be written over what is read, or over another."""
    read = {Path(one).resolve() for one in sources if "://" not in one}
    written = [one.resolve() for one in (out, rejects) if isinstance(one, Path)]
    for path in written:
        if path in read:
            raise UserError(f"{path.name}: clients are read from this file; write to another one")
    if len(written) > len({*written}):
        raise UserError(f"{out}: verdicts and rejects need a file each")

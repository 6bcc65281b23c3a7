"""`clientzoo base import`: exports of a CRM or a spreadsheet to the tables of the base."""

import json
import re
import shlex
import tempfile
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import FolderOption, base_folder
from clientzoo.cli.base.import_choices import choices, save
from clientzoo.cli.edge import UserError
from clientzoo.cli.exit_codes import FINDINGS, FINE
from clientzoo.cli.options import JsonOption

if TYPE_CHECKING:
    from clientzoo.tables.detect.field_headings import Table
    from clientzoo.tables.formats.sheet import Sheet
    from clientzoo.tables.importing.import_plan import ImportChoices, ImportPlan
    from clientzoo.tables.importing.imported_table import Read

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]+:/")  # as a path swallows one of its two strokes


class Kind(StrEnum):
    CLIENTS = "clients"
    ORDERS = "orders"
    REQUESTS = "requests"
    SURVEY = "survey"
    PRODUCTS = "products"


class DateOrder(StrEnum):
    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


class DecimalSign(StrEnum):
    POINT = "."
    COMMA = ","


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Exports, as they are.", show_default=False)],
    kind: Annotated[Kind, typer.Option("--as", help="What the rows are.", show_default=False)],
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=HEADING", help="Say which column a field is; may be repeated."),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            "--mapping", help="A file of lines `field: heading`, as --save-mapping writes.", show_default=False
        ),
    ] = None,
    save_mapping: Annotated[
        Path | None, typer.Option("--save-mapping", help="Write what was understood, for the next time.")
    ] = None,
    statuses: Annotated[
        list[str] | None,
        typer.Option("--status", metavar="WORD=won|lost|open", help="What a word of your pipeline means."),
    ] = None,
    dates: Annotated[DateOrder | None, typer.Option("--dates", help="The order in dates.", show_default=False)] = None,
    decimal: Annotated[
        DecimalSign | None, typer.Option("--decimal", help="The decimal sign.", show_default=False)
    ] = None,
    currency: Annotated[
        str | None,
        typer.Option("--currency", metavar="CODE", help="The table's currency, as RUB.", show_default=False),
    ] = None,
    rates: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="CODE=NUMBER", help="What one unit of another currency is worth in it."),
    ] = None,
    names: Annotated[
        Path | None,
        typer.Option("--names", help="A file that says which names are one client.", show_default=False),
    ] = None,
    sheet: Annotated[str | None, typer.Option("--sheet", help="The sheet of a workbook.", show_default=False)] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help="As cp1251.", show_default=False)] = None,
    separator: Annotated[str | None, typer.Option("--separator", help="Between cells.", show_default=False)] = None,
    no_heading: Annotated[
        bool, typer.Option("--no-heading", help="The file has no line of headings; --map then names columns by number.")
    ] = False,
    literal: Annotated[
        bool, typer.Option("--literal", help="Fill nothing down and make no rows of columns: as it stands.")
    ] = False,
    add: Annotated[bool, typer.Option("--add", help="Add to the table instead of replacing it.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what is understood, write nothing.")] = False,
    folder: FolderOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read orders, clients, refused requests, survey answers or the product matrix.

    Example: [bold]clientzoo base import deals.csv --as orders[/bold]

    Shows what it understood. Rows it cannot read go to base/rejects/, with the reason. Leaves with 1 when there are
    any, when no row could be read (then no table is written), or when rows were added that the table had already. A
    table that is replaced is kept under base/before/.
    """
    from clientzoo.cli.base import import_told as told
    from clientzoo.cli.termination import as_interrupt
    from clientzoo.knowledge.credentials import without_password
    from clientzoo.segmentation.adding import base_lock, currency_of, put
    from clientzoo.segmentation.frames import UnfitTableError
    from clientzoo.tables.detect.field_headings import table
    from clientzoo.tables.formats.sheet import open_sheet

    for path in files:
        if _ADDRESS.match(str(path)):
            shown = without_password(str(path).replace(":/", "://", 1))
            raise UserError(f"{shown}: files are read from this machine; download it first, then give its path")
    target = base_folder(folder) / f"{kind.value}.parquet"
    said = choices(
        mapping, maps=maps, statuses=statuses, rates=rates, currency=currency, names=names,
        dates=dates.value if dates else None, decimal=decimal.value if decimal else None,
        no_heading=no_heading, literal=literal,
    )  # fmt: skip
    there = currency_of(target) if add else None
    if there and said.currency and said.currency != there:
        raise UserError(
            f"{target} is in {there}; import what is in {said.currency} with --currency {there} and a --rate"
        )

    def command(more: Iterable[str] = (), names: Path | None = names, no_heading: bool = no_heading) -> str:
        """This command again, with something more."""
        options: dict[str, object] = {
            "--mapping": mapping, "--dates": dates and dates.value, "--decimal": decimal and decimal.value,
            "--currency": currency, "--names": names, "--sheet": sheet, "--encoding": encoding,
            "--separator": separator, "--base": folder,
        }  # fmt: skip
        given = [word for name, value in options.items() if value is not None for word in (name, str(value))]
        repeated = (("--map", [*(maps or ()), *more]), ("--status", statuses or ()), ("--rate", rates or ()))
        given += [word for name, values in repeated for value in values for word in (name, value)]
        given += ["--no-heading"] * no_heading + ["--literal"] * literal + ["--add"] * add
        return shlex.join(["clientzoo", "base", "import", *map(told.path_in_utf8, files), "--as", kind.value, *given])

    done: list[tuple[Path, Read]] = []
    with as_interrupt(), tempfile.TemporaryDirectory(prefix="clientzoo-") as parts:
        for number, path in enumerate(files):
            read = _read(
                path, lambda path: open_sheet(path, encoding=encoding, separator=separator, sheet=sheet),
                table(kind.value), said, there, Path(parts) / str(number), command,
            )  # fmt: skip
            there = there or read.plan.currency or None
            done.append((path, read))
            if not as_json:
                told.show(path, read)
        change = proposed = aside = None
        if target.is_file() and not add:
            _check_anything_read(done)
        nothing = not any(read.height for _, read in done)
        if nothing and not dry_run:
            with base_lock(target.parent):
                aside = told.write_rejects(done, target)
        elif not dry_run:
            try:
                with base_lock(target.parent):
                    change = put([read.frame for _, read in done], target, add=add)
                    aside = told.write_rejects(done, target)
                    proposed = told.propose_names(target.parent, said.names, command(names=names or Path("names.yaml")))
            except UnfitTableError as error:
                raise UserError(str(error)) from None
    if not dry_run and save_mapping is not None:
        save(save_mapping, said, [read.plan for _, read in done])
    if as_json:
        typer.echo(json.dumps(told.as_json(kind.value, done, change, proposed, aside), ensure_ascii=False, default=str))
    elif change is not None:
        told.show_change(change, done, add=add, aside=aside, proposed=proposed)
    elif nothing:
        told.show_nothing(target, aside)
    found = nothing or any(read.rejected for _, read in done) or (change is not None and change.known)
    raise typer.Exit(FINDINGS if found else FINE)


def _check_anything_read(done: "list[tuple[Path, Read]]") -> None:
    """Raises UserError for a file that gives no row at all: what is misunderstood replaces no good table."""
    for path, read in done:
        if not read.height:
            first = next(iter(read.rejects["reason"]), "it holds none")
            raise UserError(f"{path}: no row of it could be read ({first}); nothing was written, the table stays")


def _read(
    path: Path,
    opening: "Callable[[Path], Sheet]",
    of: "Table",
    said: "ImportChoices",
    there: str | None,
    parts: Path,
    command: "Callable[..., str]",
) -> "Read":
    from dataclasses import replace

    from clientzoo.cli.progress import rows
    from clientzoo.tables.detect.column_proposals import UnmappedFieldsError
    from clientzoo.tables.detect.encoding import UnreadableFileError
    from clientzoo.tables.importing.import_plan import import_plan
    from clientzoo.tables.importing.imported_table import read_table

    try:
        with rows(None, f"looking through {path.name}") as advance:
            how: ImportPlan = import_plan(opening(path), of, replace(said, currency=said.currency or there), advance)
        with rows(how.rows, f"reading {path.name}") as advance:
            read = read_table(how, parts, advance)
    except UnmappedFieldsError as error:
        more = [
            f"{one.field}={one.title.removeprefix('column ') if error.no_heading else one.title}"
            for one in error.proposals
        ]
        paste = f"\n  {command(more, no_heading=error.no_heading)}" if more else ""
        raise UserError(f"{path}: {error}; nothing was written{paste}") from None
    except UnreadableFileError as error:
        raise UserError(f"{path}: {error}; nothing was written") from None
    if not read.agrees:
        raise UserError(f"{path}: the totals before and after do not agree; nothing was written, please report it")
    return read

"""`clientzoo base import`: exports of a CRM or a spreadsheet to the tables of the base."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.base.folder import FolderOption, base_folder
from clientzoo.cli.edge import FINDINGS, FINE, UserError

if TYPE_CHECKING:
    from clientzoo.segmentation.reading.table import Read

_PREVIEW = 5


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
        Path | None, typer.Option("--mapping", help="A file of lines `field: heading`.", show_default=False)
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
    sheet: Annotated[str | None, typer.Option("--sheet", help="The sheet of a workbook.", show_default=False)] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", help="As cp1251.", show_default=False)] = None,
    separator: Annotated[str | None, typer.Option("--separator", help="Between cells.", show_default=False)] = None,
    add: Annotated[bool, typer.Option("--add", help="Add to the table instead of replacing it.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what is understood, write nothing.")] = False,
    folder: FolderOption = None,
) -> None:
    """Read orders, clients, refused requests, survey answers or the product matrix.

    Example: [bold]clientzoo base import deals.csv --as orders[/bold]

    Shows what it understood. Rows it cannot read go to base/rejects/, with the reason. Leaves with 1 when there are
    any.
    """
    from clientzoo.knowledge.files import replace_file
    from clientzoo.segmentation.reading.encoding import UnreadableFileError
    from clientzoo.segmentation.reading.headings import table
    from clientzoo.segmentation.reading.sheet import rows_of
    from clientzoo.segmentation.reading.table import Choices, read_table

    choices = Choices(
        {**_saved(mapping), **_pairs(maps, "--map")}, decimal.value if decimal else None, dates.value if dates else
        None, _meanings(statuses),
    )  # fmt: skip
    done: dict[Path, Read] = {}
    for path in files:
        try:
            about, rows = rows_of(path, encoding=encoding, separator=separator, sheet=sheet)
            done[path] = read_table(rows, table(kind.value), choices)
        except UnreadableFileError as error:
            raise UserError(f"{path}: {error}; nothing was written") from None
        _show(path, about, done[path])
    if not dry_run:
        _write(done, kind.value, base_folder(folder), add)
        if save_mapping is not None:
            lines = {field: heading for read in done.values() for field, heading in read.understood.items()}
            text = "".join(f"{field}: {_quoted(heading)}\n" for field, heading in lines.items())
            replace_file(save_mapping, text.encode())
    raise typer.Exit(FINDINGS if any(read.rejects for read in done.values()) else FINE)


def _show(path: Path, about: str, read: "Read") -> None:
    from clientzoo.cli.base.folder import lines_of

    typer.echo(f"{path}: {about}")
    for field, heading in read.understood.items():
        how = f" ({read.formats[field]})" if field in read.formats else ""
        typer.echo(f"  {field:<22} <- {heading}{how}")
    if read.ignored:
        typer.echo(f"  not used: {', '.join(read.ignored)}")
    for line in lines_of(read.frame, _PREVIEW):
        typer.echo(f"    {line}")
    sums = f", {len(read.sum_rows)} of totals (line {', '.join(map(str, read.sum_rows))})" if read.sum_rows else ""
    bad = len({one.line for one in read.rejects})
    typer.echo(f"  {read.rows} rows: {read.frame.height} read, {bad} rejected{sums}")
    if read.before is not None:
        typer.echo(f"  total {read.before} in the file = {read.after} read + {read.set_aside} rejected")
    for reject in read.rejects[:_PREVIEW]:
        typer.echo(f"  {path}:{reject.line}: {reject.column}: `{reject.value}`: {reject.reason}", err=True)
    if len(read.rejects) > _PREVIEW:
        typer.echo(f"  ... and {len(read.rejects) - _PREVIEW} more", err=True)


def _write(done: "dict[Path, Read]", kind: str, folder: Path, add: bool) -> None:
    import polars as pl

    from clientzoo.segmentation.spreadsheet import write_csv
    from clientzoo.segmentation.tables import write

    target = folder / f"{kind}.parquet"
    before = pl.read_parquet(target) if target.is_file() else None
    kept = [before] if add and before is not None else []
    whole = pl.concat([*kept, *(read.frame for read in done.values())], how="diagonal")
    write(whole, target)
    replaced = f", in place of {before.height} of before" if before is not None and not add else ""
    typer.echo(f"Wrote {target}: {whole.height} rows{replaced}.")
    rejects = [
        {"file": str(path), "line": one.line, "column": one.column, "value": one.value, "reason": one.reason}
        for path, read in done.items()
        for one in read.rejects
    ]
    if rejects:
        aside = folder / "rejects" / f"{kind}.csv"
        aside.parent.mkdir(exist_ok=True)
        write_csv(pl.DataFrame(rejects), aside)
        typer.echo(f"What could not be read stands in {aside}.")


def _saved(path: Path | None) -> dict[str, str]:
    from clientzoo.knowledge.yaml import read

    if path is None:
        return {}
    value = read(path).value
    if not isinstance(value, dict):
        raise UserError(f"{path} is no mapping file; write lines `field: heading`")
    return {str(field): str(heading) for field, heading in value.items()}


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    pairs = [one.partition("=") for one in given or ()]
    for name, sign, value in pairs:
        if not (name and sign and value):
            raise UserError(f"{option} takes NAME=VALUE, not `{name}{sign}{value}`")
    return {name.strip(): value.strip() for name, _, value in pairs}


def _meanings(given: list[str] | None) -> dict[str, str]:
    meanings = _pairs(given, "--status")
    for word, meaning in meanings.items():
        if meaning not in ("won", "lost", "open"):
            raise UserError(f"`{word}` means won, lost or open, not `{meaning}`")
    return meanings


def _quoted(heading: str) -> str:
    import json

    return json.dumps(heading, ensure_ascii=False)

"""`clientzoo base sheet`: the 5W and Khramatrix sheets; `clientzoo base criteria`: the catalogue and the hygiene."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from clientzoo.cli.base.folder import FolderOption, base_folder, lines_of
from clientzoo.cli.edge import FINDINGS, FINE, UserError
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo

if TYPE_CHECKING:
    from clientzoo.segmentation.sheets import Kind


class SheetKind(StrEnum):
    FIVE_W = "five_w"
    KHRAMATRIX = "khramatrix"


def sheet(
    kind: Annotated[SheetKind, typer.Argument(help="Five questions or nine.", show_default=False)],
    segment: Annotated[
        str, typer.Argument(help="Ask about this segment. Without it, show all.", show_default=False)
    ] = "",
    folder: FolderOption = None,
    as_json: JsonOption = False,
) -> NoReturn:
    """Describe your segments by 5W or by the Khramatrix, and see them side by side.

    Example: [bold]clientzoo base sheet khramatrix Shops[/bold]

    Each answer is saved at once, in base/sheets/; leave one empty to come back to it. Without a segment the table is
    shown and written as a document, base/sheets/five_w.md or khramatrix.md. Leaves with 1 while something is open.
    """
    from clientzoo.knowledge.files import replace_file
    from clientzoo.segmentation.sheets import FOLDER, document, duplicates, read_sheet, table

    where = base_folder(folder) / FOLDER
    if segment:
        _ask(where, kind.value, segment)
        raise typer.Exit(FINE)
    sheets = [read_sheet(path) for path in sorted(where.glob("*.yaml"))]
    if not sheets:
        raise UserError(f"no segment is described yet; begin with `clientzoo base sheet {kind.value} NAME`")
    replace_file(where / f"{kind.value}.md", document(sheets, kind.value).encode())
    if as_json:
        shown = [
            {"segment": one.segment, "answers": dict(one.answers), "open": [q.id for q in one.open(kind.value)]}
            for one in sheets
        ]
        typer.echo(json.dumps({"kind": kind.value, "sheets": shown}, ensure_ascii=False, indent=2))
    else:
        for line in lines_of(table(sheets, kind.value)):
            typer.echo(line)
        for one in sheets:
            typer.echo(f"{one.segment}: {one.completeness(kind.value):.0f} % answered")
        for first, second in duplicates(sheets, kind.value):
            typer.echo(f"{first} and {second} say the same: are they one segment?")
        typer.echo(f"Wrote {where / f'{kind.value}.md'}.")
    raise typer.Exit(FINDINGS if any(one.open(kind.value) for one in sheets) else FINE)


def criteria(zoo: ZooOption = None, folder: FolderOption = None, as_json: JsonOption = False) -> NoReturn:
    """Show criteria by which bases are divided, and which of yours are doubtful.

    Example: [bold]clientzoo base criteria[/bold]

    Leaves with 1 when something is doubtful.
    """
    import polars as pl

    from clientzoo.segmentation.criteria import catalogue, hygiene

    path = base_folder(folder) / "clients.parquet"
    doubtful = hygiene(sound_zoo(zoo), pl.read_parquet(path) if path.is_file() else None)
    if as_json:
        found = {"catalogue": catalogue().to_dicts(), "doubtful": doubtful.to_dicts()}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        for row in catalogue().iter_rows(named=True):
            typer.echo(f"{row['set']:<14}{row['name']:<32}{row['kind'].replace('_', ' '):<24}{row['purpose']}")
        typer.echo("")
        for row in doubtful.iter_rows(named=True):
            typer.echo(f"{row['parameter']}: {row['finding']}")
        typer.echo(f"{doubtful.height} of your own parameters are doubtful.")
    raise typer.Exit(FINDINGS if doubtful.height else FINE)


def _ask(where: Path, kind: "Kind", segment: str) -> None:
    from clientzoo.segmentation.sheets import QUESTIONS, Sheet, path_of, read_sheet, written

    path = path_of(where, segment)
    known = read_sheet(path) if path.is_file() else Sheet(segment.strip(), {})
    if not sys.stdin.isatty():
        _save(path, written(known))
        typer.echo(f"Wrote {path}; fill it in with an editor, or run this in a terminal to be asked.")
        return
    typer.echo(f"{known.segment}: {len(QUESTIONS[kind])} questions; Enter keeps what stands there.")
    answers = dict(known.answers)
    for question in QUESTIONS[kind]:
        answers[question.id] = typer.prompt(
            question.ask, default=answers.get(question.id, ""), show_default=True
        ).strip()
        _save(path, written(Sheet(known.segment, answers)))
    typer.echo(f"Wrote {path}.")


def _save(path: Path, text: str) -> None:
    from clientzoo.knowledge.files import replace_file

    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, text.encode())

"""`clientzoo base sheet`: the 5W and Khramatrix sheets; `clientzoo base criteria`: the catalogue and the hygiene."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from clientzoo.cli.base.folder import FolderOption, base_folder, lines_of
from clientzoo.cli.edge import UserError
from clientzoo.cli.exit_codes import FINDINGS, FINE, WRONG_USE
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.segmentation.segment_sheets import Sheet


def sheet(
    kind: Annotated[
        str,
        typer.Argument(help="five_w, khramatrix, or a sheet of your own.", show_default=False),
    ],
    segment: Annotated[
        str, typer.Argument(help="Ask about this segment. Without it, show all.", show_default=False)
    ] = "",
    plain: Annotated[
        bool, typer.Option("--plain", help="Plain lines instead of a full screen, as for a screen reader or a pipe.")
    ] = False,
    folder: FolderOption = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> NoReturn:
    """Describe your segments by 5W or by the Khramatrix, and see them side by side.

    Example: [bold]clientzoo base sheet khramatrix Shops[/bold]

    Asks like an interview: every answer is saved at once, in base/sheets/, and the same command goes on where you left.
    Without a segment the table is shown, and written beside them as a table (.csv, .xlsx) and a document (.html, .md).
    Leaves with 1 while something is open. What is asked: questionnaires/segment-sheets.yaml, yours to edit.
    """
    from clientzoo.segmentation.segment_sheets import FOLDER, read_sheets

    asked, where = _questions(kind, zoo), base_folder(folder) / FOLDER
    if segment.strip():
        _ask(where, kind, segment, asked, plain)
    sheets = read_sheets(where, asked)
    missing = _undescribed(sheets, base_folder(folder))
    if not sheets:
        those = f"; your clients are of: {', '.join(missing)}" if missing else ""
        raise UserError(f"no segment is described yet; begin with `clientzoo base sheet {kind} NAME`{those}")
    _write(sheets, asked, where, kind)
    if as_json:
        shown = [
            {"segment": one.segment, "answers": dict(one.answers), "open": [q.id for q in one.open(asked)]}
            for one in sheets
        ]
        typer.echo(json.dumps({"kind": kind, "sheets": shown}, ensure_ascii=False, indent=2))
    else:
        _show(sheets, asked)
        if missing:
            typer.echo(f"Not described yet: {', '.join(missing)}")
        typer.echo(f"Wrote {kind}.html, {kind}.md, {kind}.xlsx and {kind}.csv to {where}.")
    raise typer.Exit(FINDINGS if any(one.open(asked) for one in sheets) else FINE)


def criteria(zoo: ZooOption = None, folder: FolderOption = None, as_json: JsonOption = False) -> NoReturn:
    """Show criteria by which bases are divided, and which of yours are doubtful.

    Example: [bold]clientzoo base criteria[/bold]

    Leaves with 1 when something is doubtful.
    """

    from clientzoo.segmentation.criteria import catalogue, hygiene
    from clientzoo.tables.stored import stored

    path = base_folder(folder) / "clients.parquet"
    doubtful = hygiene(sound_zoo(zoo), stored(path).collect() if path.is_file() else None)
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


def _questions(kind: str, zoo: Path | None) -> "Zoo":
    """What the sheet asks. Raises UserError where there is no such sheet, ProblemsError where the file is wrong."""
    from clientzoo.knowledge.find import find_zoo
    from clientzoo.knowledge.problems import did_you_mean
    from clientzoo.knowledge.segment_questionnaire import load_sheets

    sheets = load_sheets(find_zoo(zoo, Path.cwd()).root, Path.cwd())
    if kind not in sheets:
        raise UserError(f"there is no sheet `{kind}` ({did_you_mean(kind, sheets, show_all_up_to=9)})")
    return sheets[kind]


def _ask(where: Path, kind: str, segment: str, asked: "Zoo", plain: bool) -> NoReturn:
    from clientzoo.cli.conducting import conducted
    from clientzoo.inference.choice import EngineChoice
    from clientzoo.inference.engines import engine_for
    from clientzoo.interview.client_file import ClientFileError, client_file
    from clientzoo.interview.conversation import Conversation
    from clientzoo.interview.keep import Keep
    from clientzoo.interview.order import FullOrder
    from clientzoo.interview.session import resumed
    from clientzoo.knowledge.files import shown_path
    from clientzoo.segmentation.segment_sheets import path_of

    try:
        found = client_file(segment, Path(shown_path(path_of(where, segment))), asked, Path.cwd())
    except ClientFileError as error:
        raise UserError(str(error)) from None
    engine = engine_for(asked, EngineChoice.BUILTIN)
    conversation = Conversation(asked, engine, FullOrder(asked), Keep(found, asked), resumed(found.known))
    if not (sys.stdin.isatty() or plain):
        conversation.save()
        typer.echo(f"Wrote {found.path}; fill it in with an editor, or run this in a terminal to be asked.")
        raise typer.Exit(FINE)
    again = ["clientzoo", "base", "sheet", *(sys.argv[3:] or [kind, segment])]
    unsaved = conducted(conversation, found.found, again, plain=plain)
    typer.echo(f"{found.known.client} is described in {found.path}. All segments: clientzoo base sheet {kind}")
    raise typer.Exit(WRONG_USE if unsaved else FINE)


def _undescribed(sheets: "Sequence[Sheet]", folder: Path) -> list[str]:
    """The segments of clients in the base that have no sheet."""
    from clientzoo.tables.stored import stored

    path = folder / "clients.parquet"
    if not path.is_file() or "segment" not in stored(path).collect_schema():
        return []
    described = {one.segment.strip().casefold() for one in sheets}
    named = stored(path).select("segment").collect()["segment"].drop_nulls().unique()
    return sorted(name for name in named if name.strip() and name.strip().casefold() not in described)


def _write(sheets: "Sequence[Sheet]", asked: "Zoo", where: Path, kind: str) -> None:
    from clientzoo.knowledge.files import replace_file
    from clientzoo.segmentation.segment_sheets import document, page, table
    from clientzoo.segmentation.spreadsheet import write_csv, write_workbook

    replace_file(where / f"{kind}.md", document(sheets, asked).encode())
    replace_file(where / f"{kind}.html", page(sheets, asked).encode())
    side_by_side = table(sheets, asked)
    write_csv(side_by_side, where / f"{kind}.csv")
    write_workbook({asked.title: side_by_side}, where / f"{kind}.xlsx", f"Segments by {asked.title}")


def _show(sheets: "Sequence[Sheet]", asked: "Zoo") -> None:
    from clientzoo.segmentation.segment_sheets import duplicates, table

    for line in lines_of(table(sheets, asked)):
        typer.echo(line)
    for one in sheets:
        typer.echo(f"{one.segment}: {one.completeness(asked):.0f} % answered")
    for first, second in duplicates(sheets, asked):
        typer.echo(f"{first} and {second} say the same: are they one segment?")

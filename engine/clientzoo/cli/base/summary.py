"""`clientzoo base summary`: the pool at a glance."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.summary import Candidate, Summary
    from clientzoo.pool.telling_questions import Worth


def summary(
    verdicts: Annotated[
        str,
        typer.Argument(
            metavar="VERDICTS", help="What `base classify` wrote: a file or a database.", show_default=False
        ),
    ],
    clients: Annotated[
        list[str] | None,
        typer.Option("--clients", metavar="IN", help="The clients' table too, to say what to ask them next."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write the summary as a page with charts too.")
    ] = None,
    nearest: Annotated[
        int, typer.Option("--nearest", min=1, max=1000, help="How many clients to name for each transition.")
    ] = 10,
    mapping: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="The mapping file of --clients.")
    ] = None,
    table: Annotated[
        str | None, typer.Option("--table", metavar="NAME", help="The table of --clients, for a database.")
    ] = None,
    out_table: Annotated[
        str | None, typer.Option("--out-table", metavar="NAME", help="The table of VERDICTS, for a database.")
    ] = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sum up a classified base: the pool by animal, who may turn into what, and what to ask next.

    Example: [bold]clientzoo base summary verdicts.parquet --clients clients.csv --html base.html[/bold]
    """
    from clientzoo.knowledge.brand_file import read_brand
    from clientzoo.knowledge.files import replace_file
    from clientzoo.pool.classify import Base
    from clientzoo.pool.page import page
    from clientzoo.pool.summary import summarised
    from clientzoo.pool.telling_questions import worth_asking
    from clientzoo.tables.database import DatabaseTable
    from clientzoo.tables.mapping import read_table_map
    from clientzoo.tables.opening import open_table
    from clientzoo.tables.table import TableError
    from clientzoo.tables.writing import check_place

    known = sound_zoo(zoo)
    try:
        if html is not None:
            check_place(html)
            if html.resolve() in {Path(one).resolve() for one in (verdicts, *(clients or [])) if "://" not in one}:
                raise UserError(f"{html}: this file is read; write the page to another one")
        told = summarised(known, DatabaseTable(verdicts, out_table) if "://" in verdicts else Path(verdicts), nearest)
        worths: tuple[Worth, ...] = ()
        if clients:
            mapped = read_table_map(mapping, known) if mapping else None
            base = Base(known, [open_table(one, known, table=table) for one in clients], mapped)
            worths = tuple(one for one in worth_asking(base) if one.gain > 0)[:nearest]
    except TableError as error:
        raise UserError(str(error)) from None
    if html is not None:
        replace_file(html, page(known, told, worths, read_brand(known.root)).encode())
    typer.echo(
        json.dumps(_json(known, told, worths), ensure_ascii=False, indent=2) if as_json else _text(known, told, worths)
    )
    if html is not None and not as_json:
        typer.echo(f"\nThe page: {html}")


def _json(zoo: "Zoo", told: "Summary", worths: "Sequence[Worth]") -> dict[str, Any]:
    return {
        "zoo": zoo.id,
        "clients": told.clients,
        "animals": [
            {
                "animal": one.animal or None,
                "clients": one.clients,
                "share": round(one.share, 6),
                "certainty": round(one.certainty, 6),
                "close": one.close,
            }
            for one in told.groups
        ],
        "transitions": [
            {
                "transition": one.transition.id,
                "open": one.open,
                "nearest": [
                    {
                        "client": near.client,
                        "certainty": near.certainty,
                        "readiness": near.readiness,
                        "stage": near.stage or None,
                    }
                    for near in one.nearest
                ],
            }
            for one in told.movements
        ],
        "ask": [
            {"question": one.question, "gain": round(one.gain, 6), "lacking": round(one.lacking, 6)} for one in worths
        ],
    }


def _how_near(near: "Candidate") -> str:
    stage = f"{near.stage}, ready {near.readiness:.0%}, " if near.stage and near.readiness is not None else ""
    return f"{stage}{near.certainty:.2f}"


def _text(zoo: "Zoo", told: "Summary", worths: "Sequence[Worth]") -> str:
    from clientzoo.cli.rules.zoo import in_number

    lines = [in_number(told.clients, "client"), f"{'':14}{'clients':>12}{'share':>8}{'certainty':>11}{'close':>9}"]
    for group in told.groups:
        name = zoo.animals[group.animal].name if group.animal else "undetermined"
        certainty = f"{group.certainty:.2f}" if group.animal and group.clients else ""
        lines.append(f"{name:14}{group.clients:12,}{group.share:8.1%}{certainty:>11}{group.close:9,}")
    for move in told.movements:
        if move.open:
            named = ", ".join(f"{near.client} ({_how_near(near)})" for near in move.nearest)
            lines.append(f"\n{move.transition.id}: open to {move.open:,}; nearest: {named}")
    if worths:
        lines.append("\nWorth asking next (of 100 clients asked, so many more get a clear verdict):")
        lines += [
            f"  {100 * one.gain:+5.1f}  {zoo.attributes[one.question].name} (not answered by {one.lacking:.0%})"
            for one in worths
        ]
    return "\n".join(lines)

"""`clientzoo pool moves`: who moved between two days."""

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.base.folder import FolderOption, printable
from clientzoo.cli.edge import UserError
from clientzoo.cli.exit_codes import FINDINGS, FINE
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo
from clientzoo.cli.pool.days import MoneyOption, day_of, pairs
from clientzoo.cli.pool.money import in_decimals

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.moves.account import Account
    from clientzoo.pool.moves.matrix import Path as Way
    from clientzoo.pool.moves.movers import Mover

_DAY = ["%Y-%m-%d"]


def moves(
    before: Annotated[
        str, typer.Argument(metavar="FROM", help="A table of verdicts or answers, or a day of the base's history.")
    ],
    after: Annotated[str, typer.Argument(metavar="TO", help="The same of the later day.")],
    from_answers: Annotated[
        Path | None, typer.Option("--from-answers", metavar="FILE", help="The answers behind the verdicts of FROM.")
    ] = None,
    to_answers: Annotated[
        Path | None, typer.Option("--to-answers", metavar="FILE", help="The answers behind the verdicts of TO.")
    ] = None,
    from_day: Annotated[
        datetime | None,
        typer.Option("--from-day", formats=_DAY, help="The day of FROM. Default: the date in its name."),
    ] = None,
    to_day: Annotated[
        datetime | None, typer.Option("--to-day", formats=_DAY, help="The day of TO. Default: the date in its name.")
    ] = None,
    money: MoneyOption = "amount",
    same: Annotated[
        list[str] | None, typer.Option("--same", metavar="NEW=OLD", help="A client that has another name in TO.")
    ] = None,
    most: Annotated[int, typer.Option("--most", min=0, help="How many movers to name; 0: all.")] = 20,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write all movers to a CSV or Parquet file.")
    ] = None,
    folder: FolderOption = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Who moved between two days, how sure that is, what money went along, and why.

    Example: [bold]clientzoo pool moves 2025-06-30 2026-06-30[/bold]

    Where both tables hold answers, both days are classified by today's rules: a change of the rules and a better-known
    client are no moves and are told apart. Leaves with 1 where a move surprises: the rules or the answers are wrong.
    """
    from clientzoo.pool.intervals import SciPyMissingError
    from clientzoo.pool.moves.account import account

    known = sound_zoo(zoo)
    try:
        when = [one.date() if one else None for one in (from_day, to_day)]
        earlier = day_of(before, known, folder, answers=from_answers, when=when[0], money=money)
        later = day_of(after, known, folder, answers=to_answers, when=when[1], money=money, same=pairs(same or ()))
        told = account(known, earlier, later)
    except SciPyMissingError as error:
        raise UserError(str(error)) from None
    if out is not None:
        _write(told, out)
    if as_json:
        from clientzoo.cli.pool.moves_shape import MovesShape

        shape = MovesShape.of(known, told, most or None)
        typer.echo(json.dumps(shape.data(), ensure_ascii=False, indent=2))
    else:
        typer.echo("\n".join(_text(known, told, most or None)))
        if out is not None:
            typer.echo(f"\nAll movers: {out}")
    raise typer.Exit(FINDINGS if told.kinds["surprising"] else FINE)


def _text(zoo: "Zoo", told: "Account", most: int | None) -> Iterator[str]:
    yield from heading_lines(told)
    yield ""
    yield from matrix_lines(told)
    yield ""
    for way in told.matrix.moves:
        yield f"  {way_line(told, way)}"
    named = told.first_movers(most)
    if named:
        yield "\nMovers:"
        for one in named:
            yield from (f"  {line}" for line in mover_lines(zoo, one))
        if told.number_of_movers > len(named):
            yield f"  ... and {told.number_of_movers - len(named):,} more; --most 0 names all, --out FILE writes them"
    yield from _no_moves(told)


def heading_lines(told: "Account") -> Iterator[str]:
    """What was compared, how long the step is, and the sums."""
    from clientzoo.cli.rules.zoo import in_number

    days = " to ".join(str(one.date) if one.date else printable(one.name) for one in (told.before, told.after))
    step = f", a step of {told.years:.2f} years" if told.years is not None else ""
    yield f"From {days}{step}, by version {told.version} of the zoo."
    turned, others = told.turned, told.unclear
    yield (
        f"{in_number(told.matrix.clients, 'client')} on either day: {told.stayed:,} as they were, {turned:,} turned, "
        f"{told.matrix.came():,} came, {told.matrix.left():,} left" + (f", {others:,} unclear." if others else ".")
    )
    if turned:
        kinds = told.kinds
        surprising = f"{kinds['surprising']:,} surprise" if kinds["surprising"] else "none surprises"
        yield f"{kinds['expected']:,} moves the zoo expects, {kinds['allowed']:,} it allows, {surprising}."


def matrix_lines(told: "Account") -> Iterator[str]:
    """The matrix of counts; a row that is too small to be relied on has a star."""
    rows = told.matrix.rows
    ends = [
        end for place, end in enumerate([one.target for one in rows[0].paths] if rows else [])
        if any(row.paths[place].clients for row in rows)
    ]  # fmt: skip
    first = max([len(row.origin) for row in rows] + [12]) + 2
    widths = [max(len(end), 6) for end in ends]
    yield f"{'from / to':{first}}{'clients':>9}  " + "  ".join(
        f"{end:>{width}}" for end, width in zip(ends, widths, strict=True)
    )
    for row in rows:
        counts = {one.target: one.clients for one in row.paths}
        star = "" if row.reliable else " *"
        cells = [f"{counts[end] or '.':>{width}}" for end, width in zip(ends, widths, strict=True)]
        yield f"{row.origin + star:{first}}{row.clients:9,}  " + "  ".join(cells)
    if any(not row.reliable for row in rows):
        yield "* too few for a share of this row to be known within 20 points"


def way_line(told: "Account", way: "Way") -> str:
    """`wolf -> tiger  5 of 54, 9.3 % (3.6 to 19.0 %)`, with its money."""
    of = next(row.clients for row in told.matrix.rows if row.origin == way.origin)
    text = (
        f"{way.origin + ' -> ' + way.target:30}{way.clients:6,} of {of:<6,} {way.share:6.1%} "
        f"({way.low:.1%} to {way.high:.1%})"
    )
    brought = [
        f"{said:,.2f}" for said in (in_decimals(way.amount_before), in_decimals(way.amount_after)) if said is not None
    ]
    return text + (f"  money {' -> '.join(brought)}" if brought else "")


def mover_lines(zoo: "Zoo", one: "Mover") -> Iterator[str]:
    """A mover with its changed answers and the rules behind it."""
    from clientzoo.knowledge.zoo import value_text

    yield f"{printable(one.name)}: {one.origin} -> {one.target}, {one.kind}" + (f": {one.why}" if one.why else "")
    if one.changed:
        said = [
            f"{change.question} {'unknown' if change.old is None else value_text(change.old)} -> "
            f"{'unknown' if change.new is None else value_text(change.new)}"
            for change in one.changed
        ]
        yield f"    answers: {_some(said)}"
    if one.gained:
        yield f"    now speak for it: {_some(one.gained)}"
    if one.lost:
        yield f"    speak no more: {_some(one.lost)}"


def _some(words: Sequence[str], most: int = 4) -> str:
    more = f" and {len(words) - most} more" if len(words) > most else ""
    return ", ".join(words[:most]) + more


def _no_moves(told: "Account") -> Iterator[str]:
    if told.ruled or told.learned:
        yield "\nNo moves, and not among them:"
    for told_of, ways in (("the rules changed", told.ruled), ("better known", told.learned)):
        if ways:
            yield f"  {told_of}: " + ", ".join(f"{way.origin} -> {way.target} {way.clients:,}" for way in ways)
    if not told.recomputed and told.rules_changed:
        yield (
            "\nThe two days were classified by different versions of the zoo, and without answers nobody can tell a "
            "move from a change of the rules: give --from-answers and --to-answers."
        )
    if told.renamed:
        yield f"\nRenamed, and the same: {_some([f'{old} -> {new}' for old, new in map(_printed, told.renamed)])}"


def _printed(names: tuple[str, str]) -> tuple[str, str]:
    return printable(names[0]), printable(names[1])


def _write(told: "Account", out: Path) -> None:
    import polars as pl

    from clientzoo.tables.table import TableError
    from clientzoo.tables.writing import check_place, write_table

    rows = [
        {
            "client": one.client, "name": one.name, "from": one.origin, "to": one.target, "kind": one.kind,
            "transition": one.transition, "why": one.why,
            "amount_before": in_decimals(one.amount_before),
            "amount_after": in_decimals(one.amount_after),
            "answers": "; ".join(change.question for change in one.changed),
            "gained": "; ".join(one.gained), "lost": "; ".join(one.lost),
        }
        for one in told.movers
    ]  # fmt: skip
    texts = ("client", "name", "from", "to", "kind", "transition", "why", "answers", "gained", "lost")
    kinds: dict[str, Any] = {
        **dict.fromkeys(texts, pl.String),
        **dict.fromkeys(("amount_before", "amount_after"), pl.Decimal(18, 2)),
    }
    try:
        check_place(out)
        write_table(pl.LazyFrame(rows, schema=kinds), out)
    except TableError as error:
        raise UserError(str(error)) from None

"""What `base import` tells of the files it read and of the table it wrote: in text and as JSON."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import typer

from clientzoo.cli.base.folder import lines_of, printable

if TYPE_CHECKING:
    from clientzoo.segmentation.adding import Change
    from clientzoo.tables.importing.imported_table import Read

Done: TypeAlias = "Sequence[tuple[Path, Read]]"
_SHOWN = 5
_FOOTERS = {"total": "of totals", "heading": "headings again", "note": "lines of text"}


class Proposed(NamedTuple):
    """How many names may be another one, and the file that proposes it."""

    clients: int
    path: Path


def path_in_utf8(path: Path) -> str:
    """The path as text that can be written anywhere: what of a name is no UTF-8 is replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def show(path: Path, read: "Read") -> None:
    """What was understood of a file, its first rows, and the account of all."""
    how = read.plan
    _say(f"{path}: {how.sheet.about}")
    if how.heading.above:
        above = how.heading.above
        _say(f"  left out above the heading: {_some(_words(row.cells) for row in above)}")
    for field in how.fields:
        about = [how.formats[field]] if field in how.formats else []
        first, last = read.days.get(field, (None, None))
        about += [f"{first} to {last}"] if first is not None else []
        _say(f"  {field:<22} <- {how.title(field)}" + (f" ({', '.join(about)})" if about else ""))
    ignored = _ignored(read)
    if ignored:
        _say(f"  not used: {', '.join(ignored)}")
    for line in lines_of(read.first):
        _say(f"    {line}")
    for note in (*how.notes, *read.notes):
        _say(f"  note: {note}", err=True)
    _say(f"  {how.rows} rows: {read.height} read, {read.rejected} rejected{_left_out(read)}")
    for code, one in read.totals.items():
        of = f" {code}" if code else ""
        _say(f"  total {_sum(one.before)}{of} in the file = {_sum(one.read)} read + {_sum(one.rejected_sum)} rejected")
        if rounding := read.rounding.get(code):
            _say(f"  rounded to hundredths that is {_sum(one.read + rounding)}{of} read ({rounding.normalize():+f})")
    if len(read.totals) > 1 and read.total is not None:
        _say(f"  in the table: {_sum(read.total)} {how.currency}".rstrip())
    if read.renamed:
        _say(f"  {read.renamed} rows are now under another client's name or id, as --names says")
    for line, column, value, reason in read.rejects.head(_SHOWN).iter_rows():
        where = f"{column}: `{value}`" if column else f"`{value}`"
        _say(f"  {path}:{line}: {where}: {reason}", err=True)
    if read.rejects.height > _SHOWN:
        _say(f"  ... and {read.rejects.height - _SHOWN} more: {_reasons(read)}", err=True)


def show_change(change: "Change", done: "Done", *, add: bool, aside: Path | None, proposed: Proposed | None) -> None:
    """What became of the table."""
    from clientzoo.knowledge.files import shown_path

    new = sum(read.height for _, read in done)
    if change.before is None:
        how = ""
    elif add:
        how = f", {change.before} of before and {new} added"
    else:
        how = f", in place of {change.before} of before"
    typer.echo(f"Wrote {shown_path(change.path)}: {change.rows} rows{how}.")
    if change.kept:
        typer.echo(f"The table of before is kept as {shown_path(change.kept)}.")
    if change.known and change.kept:
        typer.echo(
            f"{change.known} of the {new} rows added stood in the table already: was this file imported before? "
            f"Nothing was dropped; to undo it, put {shown_path(change.kept)} in the place of "
            f"{shown_path(change.path)}.",
            err=True,
        )
    elif change.alike:
        typer.echo(f"{change.alike} rows equal an earlier one; all are kept, for they may be real.")
    if len(change.currencies) > 1:
        amounts = ", ".join(f"{rows} in {code or 'no named currency'}" for code, rows in change.currencies.items())
        typer.echo(
            f"The table's amounts are {amounts}, and summed as they are; if that is wrong, import again with "
            "--currency.",
            err=True,
        )
    if change.several:
        examples = _some(f"`{printable(one)}`" for one in change.several)
        typer.echo(
            f"{len(change.several)} clients stand on several rows ({examples}); of cells that differ the first in the "
            "order of the alphabet counts."
        )
    if aside:
        typer.echo(f"What could not be read stands in {shown_path(aside)}.")
    if proposed:
        typer.echo(
            f"{proposed.clients} names may be another client's; nothing is merged, look at {shown_path(proposed.path)}."
        )


def show_nothing(target: Path, aside: Path | None) -> None:
    """That there is nothing to write."""
    from clientzoo.knowledge.files import shown_path

    why = f"; what stands in the way is told in {shown_path(aside)}" if aside else ": there is none"
    typer.echo(f"No row could be read, so no table {shown_path(target)} is written{why}.", err=True)


def write_rejects(done: "Done", target: Path) -> Path | None:
    """base/rejects/<table>.csv; one that an earlier import has left is kept, so that it does not speak for this one."""
    import polars as pl

    from clientzoo.segmentation.adding import kept_before
    from clientzoo.segmentation.spreadsheet import write_csv

    aside = target.parent / "rejects" / f"{target.stem}.csv"
    rejects = pl.concat(read.rejects.select(pl.lit(path_in_utf8(path)).alias("file"), pl.all()) for path, read in done)
    if aside.is_file():
        kept_before(aside)
        aside.unlink()
    if not rejects.height:
        return None
    aside.parent.mkdir(exist_ok=True)
    write_csv(rejects, aside)
    return aside


def propose_names(folder: Path, merged: Mapping[str, str], command: str) -> Proposed | None:
    """Writes which names of the base may be one client; proposals that somebody may have edited are kept."""

    from clientzoo.knowledge.files import replace_file
    from clientzoo.segmentation.adding import kept_before
    from clientzoo.segmentation.similar import FILE, clients_of, proposals, written
    from clientzoo.segmentation.tables import NAMES
    from clientzoo.tables.stored import stored

    tables = {name: folder / f"{name}.parquet" for name in NAMES}
    known = clients_of({name: stored(path) for name, path in tables.items() if path.is_file()})
    found = proposals(known, merged)
    path = folder / FILE
    text = written(found, command).encode()
    if path.is_file() and path.read_bytes() != text:
        kept_before(path)
        path.unlink()
    if not found:
        return None
    replace_file(path, text)
    return Proposed(len(found), path)


def as_json(
    table: str, done: "Done", change: "Change | None", proposed: Proposed | None, aside: Path | None
) -> dict[str, Any]:
    """Money is written as text, so that nothing is lost."""
    return {
        "table": table,
        "files": [_file_as_json(path, read) for path, read in done],
        "written": None
        if change is None
        else {
            "path": str(change.path), "rows": change.rows, "before": change.before,
            "kept": str(change.kept) if change.kept else None, "known": change.known, "alike": change.alike,
            "several": list(change.several),
            "currencies": [{"currency": code, "rows": rows} for code, rows in change.currencies.items()],
        },
        "rejects": str(aside) if aside else None,
        "names": {"proposed": proposed.clients, "path": str(proposed.path)} if proposed else None,
    }  # fmt: skip


def _file_as_json(path: Path, read: "Read") -> dict[str, Any]:
    how = read.plan
    return {
        "file": path_in_utf8(path),
        "about": how.sheet.about,
        "fields": {field: how.title(field) for field in how.fields},
        "formats": dict(how.formats),
        "days": {field: [str(first), str(last)] for field, (first, last) in read.days.items() if first is not None},
        "not_used": _ignored(read),
        "notes": [*how.notes, *read.notes],
        "left_out": [
            *({"line": row.line, "kind": "above", "text": _words(row.cells)} for row in how.heading.above),
            *(one._asdict() for one in how.footers),
        ],
        "rows": how.rows,
        "read": read.height,
        "rejected": read.rejected,
        "cells": dict(sorted(Counter(column for column in read.rejects["column"] if column).items())),
        "renamed": read.renamed,
        "totals": [
            {
                "currency": code or None,
                "file": _sum(one.before),
                "read": _sum(one.read),
                "rejected": _sum(one.rejected_sum),
                "rounding": _sum(read.rounding.get(code, Decimal(0))),
            }
            for code, one in read.totals.items()
        ],
        "total": None if read.total is None else _sum(read.total),
    }


def _say(text: str, *, err: bool = False) -> None:
    typer.echo(printable(text), err=err)


def _ignored(read: "Read") -> list[str]:
    used = set(read.plan.fields.values())
    return [title for index, title in enumerate(read.plan.heading.titles) if title and index not in used]


def _left_out(read: "Read") -> str:
    said = ""
    for kind, about in _FOOTERS.items():
        rows = [one for one in read.plan.footers if one.kind == kind]
        if not rows:
            continue
        where = (
            _some(str(one.line) for one in rows) if kind != "note" else _some(f"{one.line}: {one.text}" for one in rows)
        )
        said += f", {len(rows)} {about} (line {where})"
    return said


def _reasons(read: "Read") -> str:
    counts = Counter(f"{column}: {reason}" if column else reason for _, column, _, reason in read.rejects.iter_rows())
    return "; ".join(f"{times} x {reason}" for reason, times in counts.most_common(3))


def _some(texts: Iterable[str]) -> str:
    all_of = list(texts)
    more = len(all_of) - _SHOWN
    return ", ".join(all_of[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _words(cells: Iterable[str]) -> str:
    return " ".join(" ".join(cell.split()) for cell in cells if cell.strip())[:60]


def _sum(value: Any) -> str:
    """Exactly, with hundredths for money and no more zeros than that."""
    text = f"{value:f}"
    if not value or "." not in text:
        return "0" if not value else text
    whole, _, part = text.partition(".")
    return f"{whole}.{part.rstrip('0').ljust(2, '0')}"

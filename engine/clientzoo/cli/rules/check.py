"""`clientzoo rules check`: everything that is wrong with a zoo."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.exit_codes import FINDINGS, FINE
from clientzoo.cli.options import JsonOption, ZooOption, loaded_zoo
from clientzoo.cli.rules.zoo import ZooArgument, counted

if TYPE_CHECKING:
    from clientzoo.workbench.check.finding import Finding


def check(
    zoo_folder: ZooArgument = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
    sarif_file: Annotated[
        Path | None,
        typer.Option("--sarif", metavar="FILE", help="Write the findings as SARIF 2.1.0 too.", show_default=False),
    ] = None,
) -> None:
    """Find everything that is wrong with a zoo, all at once.

    Example: [bold]clientzoo rules check --sarif findings.sarif[/bold]

    Each finding has a code (docs/findings.md explains it), a place and, where a client can show it, a few answers to
    try it with. Leaves with 1 when there is anything to mend.
    """
    from clientzoo.knowledge.files import replace_file
    from clientzoo.workbench.check import review
    from clientzoo.workbench.limits import notes
    from clientzoo.workbench.sarif import sarif

    loaded = loaded_zoo(zoo_folder or zoo)
    reviewed = review(loaded)
    findings = reviewed.findings
    known = loaded.zoo
    if sarif_file is not None:
        replace_file(sarif_file, (json.dumps(sarif(reviewed), ensure_ascii=False, indent=2) + "\n").encode())
    if as_json:
        accepted = [{**_as_json(one), "because": why.because} for one, why in reviewed.accepted]
        shown = {"zoo": known.id, "problems": [_as_json(one) for one in findings], "accepted": accepted}
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for one in findings:
            typer.echo(str(one.problem))
            if one.client:
                typer.echo(f"    seen with: {said(one.client)}")
        for note in () if findings else notes(known):
            typer.echo(f"note: {note}")
        counts = f"{len(known.questions)} questions, {len(known.rules)} rules, {len(known.animals)} animals"
        beside = f" ({len(reviewed.accepted)} more accepted)" if reviewed.accepted else ""
        typer.echo(f"{known.title}: {counts}, {counted(len(findings), 'finding')}{beside}")
    raise typer.Exit(FINDINGS if findings else FINE)


def said(client: Any) -> str:
    """A client's answers in one line, as they are written into an answers file."""
    from clientzoo.knowledge.zoo import shown

    return "{" + ", ".join(f"{name}: {shown(value)}" for name, value in client.items()) + "}"


def _as_json(one: "Finding") -> dict[str, Any]:
    place = one.problem.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "level": one.level,
        "code": one.problem.code,
        "message": one.problem.message,
        "hint": one.problem.hint,
        "client": None if one.client is None else dict(one.client),
    }

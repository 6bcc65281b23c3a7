"""`clientzoo rules check`: everything that is wrong with a zoo."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.exit_codes import FINDINGS, FINE
from clientzoo.cli.options import JsonOption, ZooOption, loaded_zoo, sound_zoo
from clientzoo.cli.rules.zoo import ZooArgument, in_number

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.workbench.check.finding import Finding


def check(
    zoo_folder: ZooArgument = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
    sarif_file: Annotated[
        Path | None,
        typer.Option("--sarif", metavar="FILE", help="Write the findings as SARIF 2.1.0 too.", show_default=False),
    ] = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="Tell instead where the rules come from: a sentence of a work, or us.")
    ] = False,
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

    if sources:
        _tell_sources(sound_zoo(zoo_folder or zoo), as_json)
        return
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
        typer.echo(f"{known.title}: {counts}, {in_number(len(findings), 'finding')}{beside}")
    raise typer.Exit(FINDINGS if findings else FINE)


def _tell_sources(zoo: "Zoo", as_json: bool) -> None:
    from clientzoo.workbench.sources import sources_of, told

    found = sources_of(zoo)
    if as_json:
        shown = {
            "zoo": zoo.id,
            "rules": len(zoo.rules),
            "kinds": dict(found.kinds),
            "places": [
                {"work": work, "place": place, "stated": counts.get("stated", 0), "read": counts.get("read", 0)}
                for (work, place), counts in found.places.items()
            ],
            "unplaced": [{"rule": one.id, "place": str(one.place), "source": one.source} for one in found.unplaced],
        }
        typer.echo(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        typer.echo(f"{zoo.title}: {len(zoo.rules)} rules")
        for line in told(found):
            typer.echo(line)
    raise typer.Exit(FINDINGS if found.unplaced else FINE)


def said(client: Any) -> str:
    """A client's answers in one line, as they are written into an answers file."""
    from clientzoo.knowledge.zoo import value_text

    return "{" + ", ".join(f"{name}: {value_text(value)}" for name, value in client.items()) + "}"


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

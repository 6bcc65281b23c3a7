"""`clientzoo rules graph`: what depends on what."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.options import ZooOption, sound_zoo


class GraphFormat(StrEnum):
    MERMAID = "mermaid"
    DOT = "dot"
    SVG = "svg"
    HTML = "html"


_ENDINGS = {".mmd": GraphFormat.MERMAID, ".dot": GraphFormat.DOT, ".gv": GraphFormat.DOT, ".svg": GraphFormat.SVG,
            ".html": GraphFormat.HTML, ".htm": GraphFormat.HTML}  # fmt: skip


def graph(
    around: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]", help="A rule, question, trait, animal or transition; default: all.", show_default=False
        ),
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Where to; default: print.", show_default=False),
    ] = None,
    form: Annotated[
        GraphFormat | None,
        typer.Option("--format", help="Default: by the file's ending, else mermaid.", show_default=False),
    ] = None,
    depth: Annotated[int, typer.Option("--depth", min=1, max=20, help="How many arrows away from NAME.")] = 1,
    zoo: ZooOption = None,
) -> None:
    """Draw what depends on what, layer by layer: all of it, or around one rule, question or animal.

    Example: [bold]clientzoo rules graph wolf --depth 2 -o wolf.html[/bold]
    """
    from clientzoo.knowledge.files import replace_file
    from clientzoo.knowledge.problems import did_you_mean
    from clientzoo.workbench.graph.dependencies import UnknownCentreError, names
    from clientzoo.workbench.graph.dependencies import graph as drawn
    from clientzoo.workbench.graph.picture import page, svg
    from clientzoo.workbench.graph.text import dot, mermaid

    known = sound_zoo(zoo)
    try:
        found = drawn(known, around, depth)
    except UnknownCentreError:
        hint = did_you_mean(around, names(known), show_all_up_to=0)
        raise UserError(
            f"there is no rule, question, trait, animal or transition `{around}` ({hint or 'see the ids'})"
        ) from None
    draw = {GraphFormat.MERMAID: mermaid, GraphFormat.DOT: dot, GraphFormat.SVG: svg, GraphFormat.HTML: page}
    text = draw[form or _by_ending(output)](found)
    if output is None:
        typer.echo(text, nl=False)
    else:
        replace_file(output, text.encode())
        typer.echo(f"{output}: {len(found.nodes)} facts, {len(found.edges)} arrows")


def _by_ending(output: Path | None) -> GraphFormat:
    """Raises UserError where the ending is that of no format."""
    if output is None:
        return GraphFormat.MERMAID
    form = _ENDINGS.get(output.suffix.lower())
    if form is None:
        raise UserError(f"{output}: end the name in .svg, .html, .mmd or .dot, or say --format")
    return form

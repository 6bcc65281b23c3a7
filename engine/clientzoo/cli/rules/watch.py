"""`clientzoo rules watch`: checks and tests on every save."""

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.options import ZooOption
from clientzoo.cli.rules.check import said
from clientzoo.cli.rules.zoo import ZooArgument, in_number

if TYPE_CHECKING:
    from clientzoo.workbench.watch import Look

PAUSE = 0.1  # seconds between looks at the files


def watch(
    zoo_folder: ZooArgument = None,
    client: Annotated[
        Path | None,
        typer.Option("--client", metavar="FILE", help="Show what changes for this client.", show_default=False),
    ] = None,
    zoo: ZooOption = None,
) -> None:
    """Check and test a zoo again whenever one of its files is saved; Ctrl-C ends it.

    Example: [bold]clientzoo rules watch --client clients/romashka.yaml[/bold]
    """
    from clientzoo.knowledge.find import find_zoo
    from clientzoo.workbench.watch import Watch, news

    watching = Watch(find_zoo(zoo_folder or zoo, Path.cwd()), client)
    before: Look | None = None
    seen = None
    while True:
        now = watching.stamps()
        if now == seen:
            time.sleep(PAUSE)
            continue
        seen, started = now, time.perf_counter()
        looked = watching.look()
        _tell(looked, time.perf_counter() - started)
        for line in news(before, looked) if before else ():
            typer.echo(f"    {line}")
        if looked.client is not None or before is None:
            before = looked


def _tell(looked: "Look", seconds: float) -> None:
    from clientzoo.explanation.verdict import headline
    from clientzoo.workbench.contrasts import Contrast

    for finding in looked.findings:
        typer.echo(str(finding.problem))
        if finding.client:
            typer.echo(f"    seen with: {said(finding.client)}")
    for result in looked.failed:
        typer.echo(f"{result.case.place}: FAILED {result.case.id}: {result.failures[0]}")
    passed = [result for result in looked.results if result.passed]
    contrasts = sum(isinstance(result.case, Contrast) for result in passed)
    cases = f"{len(passed) - contrasts} cases" + (f" and {contrasts} contrasts" if contrasts else "")
    tested = f"{cases} passed, {len(looked.failed)} failed"
    clock = f"{datetime.now().astimezone():%H:%M:%S}"
    typer.echo(f"{clock}  {in_number(len(looked.findings), 'finding')}, {tested} ({seconds:.2f} s)")
    if looked.client is not None:
        typer.echo(f"    {headline(looked.client)}")
    if looked.trouble:
        typer.echo(f"    {looked.trouble}")

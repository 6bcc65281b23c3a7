"""`clientzoo rules test`: the cases beside the rules."""

import json
import sys
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.edge import FINDINGS, FINE, UserError, complain
from clientzoo.cli.options import EngineOption, JsonOption, ZooOption, engine, loaded_zoo, refuse_shipped
from clientzoo.cli.rules.zoo import ZooArgument
from clientzoo.inference.choice import EngineChoice
from clientzoo.knowledge.legible import legible, unguarded
from clientzoo.knowledge.problems import ProblemsError

if TYPE_CHECKING:
    from clientzoo.workbench.test import Result

YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")]


def test(
    zoo_folder: ZooArgument = None,
    only: Annotated[
        str, typer.Option("--only", metavar="TEXT", help="Run the cases whose id or file holds this text.")
    ] = "",
    junit_file: Annotated[
        Path | None,
        typer.Option("--junit", metavar="FILE", help="Write the results as JUnit XML too.", show_default=False),
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Show what failing cases would have to expect, and ask to write it.")
    ] = False,
    yes: YesOption = False,
    zoo: ZooOption = None,
    engine_choice: EngineOption = EngineChoice.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Run the cases that stand beside a zoo's rules.

    Example: [bold]clientzoo rules test --only wolf[/bold]

    Leaves with 1 when a case fails.
    """
    from clientzoo.cli.progress import counted
    from clientzoo.knowledge.files import replace_file
    from clientzoo.workbench.cases import read_cases
    from clientzoo.workbench.junit import junit
    from clientzoo.workbench.test import run

    if update:
        refuse_shipped(zoo_folder or zoo)
    known = loaded_zoo(zoo_folder or zoo).sound()
    cases, problems = read_cases(known)
    if problems:
        complain(ProblemsError(problems))
    chosen = [case for case in cases if only in case.id or only in case.place.file]
    results = list(counted(run(chosen, engine(known, engine_choice)), len(chosen), "testing"))
    failed = [result for result in results if not result.passed]
    if junit_file is not None:
        replace_file(junit_file, junit(results, known.id).encode())
    if as_json:
        shown = [
            {
                "case": one.case.id,
                "passed": one.passed,
                "place": str(one.case.place),
                "failures": list(one.failures),
                "proof": list(one.proof),
            }
            for one in results
        ]
        typer.echo(json.dumps({"zoo": known.id, "cases": shown}, ensure_ascii=False, indent=2))
    else:
        for result in failed:
            typer.echo(f"{result.case.place}: FAILED {result.case.id}: {result.case.about}")
            for line in (*result.failures, *result.proof):
                typer.echo(f"    {line}")
        typer.echo(f"{known.title}: {len(results) - len(failed)} cases passed, {len(failed)} failed")
        if not results:
            typer.echo(
                "No case was run." + (f" None holds `{only}`." if only else " Put some into cases/ beside the rules.")
            )
    if update and failed and _brought_up_to_date(failed, yes):
        failed = []
    raise typer.Exit(FINDINGS if failed or problems or not results else FINE)


def _brought_up_to_date(failed: Sequence["Result"], yes: bool) -> bool:
    """Whether the new expectations have been written; they are shown first, and nothing is written unasked."""
    from clientzoo.knowledge.files import replace_text
    from clientzoo.knowledge.yaml import text
    from clientzoo.workbench.case_file import updated

    by_file: dict[str, list[Result]] = {}
    for result in failed:
        by_file.setdefault(result.case.place.file, []).append(result)
    proposed = {}
    for file, results in by_file.items():
        before = text(Path(file))
        try:
            proposed[file] = updated(before, {one.case.id: one.consultation for one in results})
        except ValueError as error:
            raise UserError(f"{file}: {error}") from None
        show_difference(file, before, proposed[file])
    if not confirmed(f"Let {len(failed)} cases expect this from now on?", yes):
        return False
    for file, after in proposed.items():
        replace_text(Path(file), after)
    return True


def show_difference(file: str, before: str, after: str) -> None:
    """The change as a diff, in colour on a terminal."""
    colours = {"+": "green", "-": "red"}
    lines = unified_diff(before.splitlines(), after.splitlines(), file, f"{file} (new)", lineterm="")
    for line in lines:
        colour = None if line.startswith(("+++", "---")) else colours.get(line[:1])
        typer.secho(legible(line), fg=colour, file=unguarded(sys.stdout))


def confirmed(question: str, yes: bool) -> bool:
    """Whether the user wants it; without a terminal to ask on, only `--yes` says so."""
    if yes:
        return True
    if not sys.stdin.isatty():
        typer.echo("Nothing was written; say --yes to write it.", err=True)
        return False
    return typer.confirm(question, default=False)

"""`clientzoo rules test`: the cases beside the rules."""

import json
import sys
from collections.abc import Sequence
from difflib import unified_diff
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import UserError, complain
from clientzoo.cli.exit_codes import FINDINGS, FINE
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
        str, typer.Option("--only", metavar="TEXT", help="Run those whose id or file holds this text.")
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
    """Run the cases and contrasts that stand beside a zoo's rules.

    Example: [bold]clientzoo rules test --only wolf[/bold]

    Leaves with 1 when a case or a contrast fails.
    """
    from clientzoo.cli.progress import with_progress
    from clientzoo.inference.plan import plan
    from clientzoo.knowledge.files import replace_file
    from clientzoo.workbench.cases import Case, read_cases
    from clientzoo.workbench.contrast_test import run_contrasts
    from clientzoo.workbench.contrasts import read_contrasts
    from clientzoo.workbench.junit import junit
    from clientzoo.workbench.test import run

    if update:
        refuse_shipped(zoo_folder or zoo)
    known = loaded_zoo(zoo_folder or zoo).sound()
    cases, problems = read_cases(known)
    contrasts, in_contrasts = read_contrasts(known, cases)
    problems += in_contrasts
    if problems:
        complain(ProblemsError(problems))
    chosen = [case for case in cases if only in case.id or only in case.place.file]
    compared = [one for one in contrasts if only in one.id or only in one.place.file]
    asked = engine(known, engine_choice, len(chosen) + len(compared))
    at_once = plan(known) if engine_choice is EngineChoice.AUTO else None  # all engines agree; a chosen one is asked
    running = chain(run(chosen, asked), run_contrasts(compared, asked, at_once))
    results = list(with_progress(running, len(chosen) + len(compared), "testing"))
    failed = [result for result in results if not result.passed]
    if junit_file is not None:
        replace_file(junit_file, junit(results, known.id).encode())
    if as_json:
        shown = [_as_json(one) for one in results]
        told = {"zoo": known.id, "cases": shown[: len(chosen)], "contrasts": shown[len(chosen) :]}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for result in failed:
            typer.echo(f"{result.case.place}: FAILED {result.case.id}: {result.case.about}")
            for line in (*result.failures, *result.proof):
                typer.echo(f"    {line}")
        typer.echo(f"{known.title}: {_count('case', results[: len(chosen)])}")
        if compared:
            typer.echo(f"{known.title}: {_count('contrast', results[len(chosen) :])}")
        if not results:
            typer.echo(
                "No case was run." + (f" None holds `{only}`." if only else " Put some into cases/ beside the rules.")
            )
    # a contrast is what an expert knows: where it fails, the rules or the expert change, never the program
    failed_cases = [result for result in failed if isinstance(result.case, Case)]
    if update and failed_cases and _brought_up_to_date(failed_cases, yes):
        failed = [result for result in failed if result not in failed_cases]
    raise typer.Exit(FINDINGS if failed or problems or not results else FINE)


def _as_json(one: "Result") -> dict[str, Any]:
    place = str(one.case.place)
    return {
        "case": one.case.id, "passed": one.passed, "place": place, "failures": [*one.failures], "proof": [*one.proof],
    }  # fmt: skip


def _count(what: str, results: Sequence["Result"]) -> str:
    failed = sum(not one.passed for one in results)
    return f"{len(results) - failed} {what}s passed, {failed} failed"


def _brought_up_to_date(failed: Sequence["Result"], yes: bool) -> bool:
    """Whether the new expectations have been written; they are shown first, and nothing is written unasked."""
    from clientzoo.knowledge.files import update_text
    from clientzoo.knowledge.yaml import text
    from clientzoo.workbench.case_file import updated

    by_file: dict[str, list[Result]] = {}
    for result in failed:
        by_file.setdefault(result.case.place.file, []).append(result)
    proposed, read = {}, {}
    for file, results in by_file.items():
        before = read[file] = text(Path(file))
        try:
            proposed[file] = updated(before, {one.case.id: one.consultation for one in results if one.consultation})
        except ValueError as error:
            raise UserError(f"{file}: {error}") from None
        show_difference(file, before, proposed[file])
    if not confirmed(f"Let {len(failed)} cases expect this from now on?", yes):
        return False
    for file, after in proposed.items():
        update_text(Path(file), read[file], after)
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

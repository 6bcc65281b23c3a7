"""`clientzoo rules`: the consultant's commands."""

import json
from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.edge import FINDINGS, FINE, WRONG_USE, complain
from clientzoo.cli.options import EngineOption, JsonOption, ZooOption, engine, loaded_zoo
from clientzoo.cli.sql import sql
from clientzoo.inference.choice import EngineChoice
from clientzoo.knowledge.problems import ProblemsError

rules = typer.Typer(no_args_is_help=True, help="Check and test a zoo: its questions, rules, cases and templates.")

rules.command()(sql)

ZooArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[ZOO]",
        help="A workspace folder. Default: the one around you, else the shipped zoo.",
        show_default=False,
    ),
]


@rules.command()
def check(zoo_folder: ZooArgument = None, zoo: ZooOption = None, as_json: JsonOption = False) -> None:
    """Find everything that is wrong with a zoo, all at once.

    Example: [bold]clientzoo rules check[/bold]

    Leaves with 1 when there is anything to mend.
    """
    from clientzoo.workbench.check import check as check_zoo
    from clientzoo.workbench.limits import notes

    loaded = loaded_zoo(zoo_folder or zoo)
    problems = check_zoo(loaded)
    known = loaded.zoo
    if as_json:
        found = [
            {
                "file": one.place.file,
                "line": one.place.line,
                "column": one.place.column,
                "code": one.code,
                "message": one.message,
                "hint": one.hint,
            }
            for one in problems
        ]
        typer.echo(json.dumps({"zoo": known.id, "problems": found}, ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            typer.echo(str(problem))
        for note in () if problems else notes(known):
            typer.echo(f"note: {note}")
        counts = f"{len(known.questions)} questions, {len(known.rules)} rules, {len(known.animals)} animals"
        typer.echo(f"{known.title}: {counts}, {_problems(len(problems))}")
    raise typer.Exit(FINDINGS if problems else FINE)


@rules.command()
def test(
    zoo_folder: ZooArgument = None,
    only: Annotated[
        str, typer.Option("--only", metavar="TEXT", help="Run the cases whose id or file holds this text.")
    ] = "",
    junit_file: Annotated[
        Path | None,
        typer.Option("--junit", metavar="FILE", help="Write the results as JUnit XML too.", show_default=False),
    ] = None,
    zoo: ZooOption = None,
    engine_choice: EngineOption = EngineChoice.AUTO,
    as_json: JsonOption = False,
) -> None:
    """Run the cases that stand beside a zoo's rules.

    Example: [bold]clientzoo rules test --only wolf[/bold]

    Leaves with 1 when a case fails.
    """
    from clientzoo.cli.progress import counted
    from clientzoo.workbench.cases import read_cases
    from clientzoo.workbench.junit import junit
    from clientzoo.workbench.test import run

    known = loaded_zoo(zoo_folder or zoo).sound()
    cases, problems = read_cases(known)
    if problems:
        complain(ProblemsError(problems))
    chosen = [case for case in cases if only in case.id or only in case.place.file]
    results = list(counted(run(chosen, engine(known, engine_choice)), len(chosen), "testing"))
    failed = [result for result in results if not result.passed]
    if junit_file is not None:
        junit_file.write_text(junit(results, known.id), encoding="utf-8")
    if as_json:
        shown = [
            {"case": one.case.id, "passed": one.passed, "place": str(one.case.place), "failures": list(one.failures)}
            for one in results
        ]
        typer.echo(json.dumps({"zoo": known.id, "cases": shown}, ensure_ascii=False, indent=2))
    else:
        for result in failed:
            typer.echo(f"{result.case.place}: FAILED {result.case.id}: {result.case.about}")
            for failure in result.failures:
                typer.echo(f"    {failure}")
        typer.echo(f"{known.title}: {len(results) - len(failed)} cases passed, {len(failed)} failed")
        if not results:
            typer.echo(
                "No case was run." + (f" None holds `{only}`." if only else " Put some into cases/ beside the rules.")
            )
    raise typer.Exit(FINDINGS if failed or problems or not results else FINE)


@rules.command()
def priors(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Answers files, or folders of them.", show_default=False)
    ],
    zoo: ZooOption = None,
    engine_choice: EngineOption = EngineChoice.AUTO,
) -> None:
    """Learn from answered clients how often each answer comes up, so that interviews ask better questions.

    Example: [bold]clientzoo rules priors clients > rulebases/our-zoo/priors.yaml[/bold]
    """
    from clientzoo.cli.clients import Clients
    from clientzoo.workbench.priors import as_yaml, learned

    known = loaded_zoo(zoo).sound()
    clients = Clients(files, known)
    answered = [client.answers for _, client in clients]
    for line in as_yaml(learned(known, engine(known, engine_choice), answered)):
        typer.echo(line)
    raise typer.Exit(WRONG_USE if clients.unreadable else FINE)


def _problems(count: int) -> str:
    return "no problem" if count == 0 else f"{count} problem" + ("s" if count > 1 else "")

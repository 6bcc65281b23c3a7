"""`clientzoo rules coverage`: what the cases leave untried."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import complain
from clientzoo.cli.exit_codes import FINDINGS, FINE
from clientzoo.cli.options import JsonOption, ZooOption, loaded_zoo
from clientzoo.cli.rules.zoo import ZooArgument
from clientzoo.knowledge.problems import ProblemsError

if TYPE_CHECKING:
    from clientzoo.workbench.coverage import Coverage


def coverage(
    zoo_folder: ZooArgument = None,
    html_file: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write a page with the coloured rules.", show_default=False),
    ] = None,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what no case tries: rules, premises, animals, transitions, advice.

    Example: [bold]clientzoo rules coverage --html coverage.html[/bold]

    Leaves with 1 when a rule, an animal or a transition is not tried.
    """
    from clientzoo.cli.progress import with_progress
    from clientzoo.inference.forward import Forward
    from clientzoo.inference.plan import plan
    from clientzoo.knowledge.files import replace_file
    from clientzoo.workbench.cases import read_cases
    from clientzoo.workbench.coverage import coverage as covered
    from clientzoo.workbench.coverage_page import page

    known = loaded_zoo(zoo_folder or zoo).sound()
    cases, problems = read_cases(known)
    if problems:
        complain(ProblemsError(problems))
    engine = Forward(plan(known))
    consultations = (engine.consult(case.answers) for case in cases)
    found = covered(known, with_progress(consultations, len(cases), "running cases"))
    if html_file is not None:
        replace_file(html_file, page(found, Path.cwd()).encode())
    if as_json:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
    else:
        _tell(found)
    raise typer.Exit(FINE if found.complete and not problems else FINDINGS)


def _tell(found: "Coverage") -> None:
    from clientzoo.workbench.coverage import share

    for file, rules in found.by_file.items():
        fired = sum(one.covered for one in rules)
        typer.echo(f"{file}: {fired} of {len(rules)} rules fired ({share(rules):.0%})")
        for one in rules:
            if not one.covered:
                typer.echo(f"    {one.rule.place}: never fired: {one.rule.id}")
            elif one.never_false:
                premises = ", ".join(map(str, one.never_false))
                typer.echo(f"    {one.rule.place}: never false: {premises}, of {one.rule.id}")
    for what, counts in (
        ("animals", found.animals),
        ("transitions", found.transitions),
        ("pieces of advice", found.advice),
    ):
        missing = [name for name, count in counts.items() if not count]
        typer.echo(f"{len(counts) - len(missing)} of {len(counts)} {what} tried")
        for name in missing:
            typer.echo(f"    not tried: {name}")
    typer.echo(f"{found.zoo.title}: {found.cases} cases fire {share(found.rules):.0%} of {len(found.rules)} rules")


def _as_json(found: "Coverage") -> dict[str, Any]:
    rules = [
        {
            "rule": one.rule.id,
            "place": str(one.rule.place),
            "fired": one.fired,
            "failed": one.failed,
            "never_true": [str(premise) for premise in one.never_true],
            "never_false": [str(premise) for premise in one.never_false],
        }
        for one in found.rules
    ]
    counts = {"animals": dict(found.animals), "transitions": dict(found.transitions), "advice": dict(found.advice)}
    return {"zoo": found.zoo.id, "cases": found.cases, "rules": rules, **counts}

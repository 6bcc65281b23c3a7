"""`clientzoo rules explain`: all about one rule."""

import json
from typing import Annotated, Any

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.options import JsonOption, ZooOption, sound_zoo
from clientzoo.cli.rules.check import said

RuleArgument = Annotated[str, typer.Argument(metavar="RULE", help="The id of a rule.", show_default=False)]


def explain(rule: RuleArgument, zoo: ZooOption = None, as_json: JsonOption = False) -> None:
    """Say a rule in a sentence, who uses it, which cases fire it, and what it alone changes.

    Example: [bold]clientzoo rules explain cow-sated[/bold]
    """
    from clientzoo.knowledge.problems import did_you_mean
    from clientzoo.workbench.cases import read_cases
    from clientzoo.workbench.rule_in_words import sentence
    from clientzoo.workbench.rule_report import report

    known = sound_zoo(zoo)
    found = known.rule.get(rule)
    if found is None:
        raise UserError(
            f"there is no rule `{rule}` ({did_you_mean(rule, known.rule, show_all_up_to=0) or 'see the ids'})"
        )
    cases, _ = read_cases(known)
    about = report(known, found, cases)
    told: dict[str, Any] = {
        "rule": rule,
        "place": str(found.place),
        "sentence": sentence(known, found),
        "because": found.because,
        "source": found.source,
        "rests_on": list(about.rests_on),
        "used_by": list(about.used_by),
        "needs": list(about.needs),
        "fired_in": list(about.fired_in),
        "changes_when_removed": {case: list(map(str, changed)) for case, changed in about.changed.items()},
        "client": None if about.client is None else dict(about.client),
    }
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(f"{rule} ({found.place})")
    typer.echo(f"{told['sentence']}\nReason: {found.because} Source: {found.source}.")
    for heading, names in (
        ("rests on rules", about.rests_on),
        ("used by rules", about.used_by),
        ("counts for transitions", about.needs),
        ("fired by cases", about.fired_in),
    ):
        typer.echo(f"{heading}: {', '.join(names) if names else 'none'}")
    if about.client is not None:
        typer.echo(f"fires with: {said(about.client)}")
    typer.echo(
        "without it:" if about.changed else "without it: no case changes its animal, status, transitions or advice"
    )
    if about.most is not None:
        case, fact, with_it, without = about.most
        typer.echo(f"    most is changed in {case}: {fact}, {with_it:.2f} -> {without:.2f}")
    for case, changed in about.changed.items():
        typer.echo(f"    {case}: {'; '.join(map(str, changed))}")

"""`clientzoo rules mutate`: how much of a zoo its cases protect."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientzoo.cli.edge import UserError, complain
from clientzoo.cli.exit_codes import FINDINGS, FINE
from clientzoo.cli.options import JsonOption, ZooOption, refuse_shipped, sound_zoo
from clientzoo.cli.rules.test import YesOption, confirmed, show_difference
from clientzoo.cli.rules.zoo import ZooArgument, in_number
from clientzoo.knowledge.problems import ProblemsError

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.workbench.mutation import Kind, Mutant, Outcome
    from clientzoo.workbench.mutation.drafts import Draft

WEIGHT = 0.15
_HALF_A_MILLIONTH = 5e-7  # 0.15 written is 0.15 meant


def mutate(
    zoo_folder: ZooArgument = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", metavar="KIND", help="deleted, flipped, bound or premise; more than once. Default: all."
        ),
    ] = None,
    weight: Annotated[
        float, typer.Option("--weight", min=0, max=1, help="Rules that weigh less are tried but not asked for.")
    ] = WEIGHT,
    only: Annotated[
        str, typer.Option("--only", metavar="TEXT", help="Spoil the rules whose id or file holds this text.")
    ] = "",
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="REV", help="Spoil only what is new or changed since a git revision or folder."
        ),
    ] = "",
    most: Annotated[int, typer.Option("--most", min=0, help="Rules to list; 0 lists all.")] = 30,
    draft: Annotated[bool, typer.Option("--draft", help="Print drafts of the contrasts that would notice.")] = False,
    to: Annotated[
        str, typer.Option("--to", metavar="NAME", help="Take the drafts into this file of cases/, without .yaml.")
    ] = "",
    yes: YesOption = False,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Spoil every rule and every cell in turn, and tell which changes no case or contrast notices.

    Example: [bold]clientzoo rules mutate --since HEAD --draft[/bold]

    Spoilt means: deleted, its sign flipped, a bound moved to the next value or band, a premise dropped. Leaves with 1
    when nobody notices a change to a rule of at least the weight.
    """
    from clientzoo.cli import progress
    from clientzoo.inference.plan import plan
    from clientzoo.workbench.cases import read_cases
    from clientzoo.workbench.contrasts import read_contrasts
    from clientzoo.workbench.mutation import Watchers, mutants

    if to:
        refuse_shipped(zoo_folder or zoo)
    kinds = _kinds(kind or [])
    known = sound_zoo(zoo_folder or zoo)
    cases, problems = read_cases(known)
    contrasts, in_contrasts = read_contrasts(known, cases)
    if problems or in_contrasts:
        complain(ProblemsError((*problems, *in_contrasts)))
    chosen = {rule.id for rule in known.rules if only in rule.id or only in rule.place.file}
    if since:
        chosen &= _changed(since, known)
    planned = plan(known)
    watchers = Watchers(planned, cases, contrasts)
    tried = list(mutants(known, kinds, chosen))
    outcomes = list(progress.with_progress(watchers.outcomes(tried), len(tried), "spoiling rules"))
    heavy = [one for one in outcomes if one.mutant.weight >= weight - _HALF_A_MILLIONTH]
    unnoticed = [one.mutant for one in heavy if not one.noticed]
    proposed = _drafts(planned, unnoticed, [one.id for one in contrasts]) if draft or to else []
    if as_json:
        typer.echo(json.dumps(_as_json(known, weight, outcomes, proposed), ensure_ascii=False, indent=2))
    else:
        watching = f"{in_number(len(cases), 'case')} and {in_number(len(contrasts), 'contrast')}"
        typer.echo(f"{known.title}: {in_number(len(chosen), 'rule')} spoilt in {len(tried):,} ways before {watching}")
        _tell(heavy, weight, most)
        if draft:
            _tell_drafts(proposed)
    if to:
        _take(to, known, proposed, yes)
    raise typer.Exit(FINDINGS if unnoticed or problems or in_contrasts else FINE)


def _kinds(given: Sequence[str]) -> "tuple[Kind, ...]":
    from clientzoo.knowledge.problems import did_you_mean
    from clientzoo.workbench.mutation import KINDS

    for word in given:
        if word not in KINDS:
            raise UserError(f"`{word}` is no way to spoil a rule ({did_you_mean(word, KINDS)})")
    return tuple(one for one in KINDS if not given or one in given)


def _changed(since: str, zoo: "Zoo") -> set[str]:
    """The rules that are not as they were, by meaning."""
    from clientzoo.knowledge.load import load_zoo
    from clientzoo.workbench.diff import rule_diff
    from clientzoo.workbench.revision import RevisionError, zoo_at

    try:
        with zoo_at(since, zoo.root) as found:
            before = load_zoo(found.root, found.name, found.root).sound()
    except RevisionError as error:
        raise UserError(str(error)) from None
    difference = rule_diff(before, zoo)
    return {*difference.added, *difference.changed}


def _drafts(planned: Any, unnoticed: "list[Mutant]", taken: list[str]) -> "list[Draft]":
    from clientzoo.cli import progress
    from clientzoo.workbench.check.finding import Examined
    from clientzoo.workbench.mutation.drafts import drafts

    examined = Examined(planned.zoo)
    return list(
        progress.with_progress(drafts(planned, unnoticed, examined.witnesses, taken), len(unnoticed), "drafting")
    )


def _tell(outcomes: "list[Outcome]", weight: float, most: int) -> None:
    from clientzoo.workbench.mutation import KINDS

    typer.echo(f"Noticed, of what weighs {weight:g} or more:")
    files = {one.mutant.rule.place.file: "" for one in outcomes}
    counts = Counter(
        (file, one.mutant.kind, one.noticed) for one in outcomes for file in ("", one.mutant.rule.place.file)
    )
    width = max([len(PurePath(file).name) for file in files] + [len("all files")])
    typer.echo(f"  {'':{width}}" + "".join(f"{kind:>16}" for kind in KINDS))
    for file in (*sorted(files), ""):
        cells = []
        for kind in KINDS:
            noticed, missed = counts[file, kind, True], counts[file, kind, False]
            share = f"{noticed}/{noticed + missed} {noticed / (noticed + missed):4.0%}" if noticed + missed else "."
            cells.append(f"{share:>16}")
        typer.echo(f"  {PurePath(file).name or 'all files':{width}}" + "".join(cells))
    by_rule: dict[str, list[Mutant]] = {}
    for one in outcomes:
        if not one.noticed:
            by_rule.setdefault(one.mutant.rule.id, []).append(one.mutant)
    heaviest = sorted(by_rule.values(), key=lambda found: (-found[0].weight, found[0].rule.place))
    if heaviest:
        typer.echo("\nNobody notices:")
    for found in heaviest[: most or None]:
        rule = found[0].rule
        typer.echo(f"{rule.place}: {rule.id} ({rule.certainty:+g}): {'; '.join(one.what for one in found)}")
    if most and len(heaviest) > most:
        typer.echo(f"and {in_number(len(heaviest) - most, 'rule')} more; --most 0 lists all")


def _tell_drafts(proposed: "list[Draft]") -> None:
    from clientzoo.workbench.mutation.drafts import as_text

    typer.echo("\n# Drafts: they claim what the rules say today. Judge each by what you know of clients.\ncontrasts:")
    for text in as_text(proposed):
        typer.echo(text, nl=False)


def _take(to: str, zoo: "Zoo", proposed: "list[Draft]", yes: bool) -> None:
    from clientzoo.knowledge.files import shown_path, update_text
    from clientzoo.knowledge.yaml import text
    from clientzoo.workbench.mutation.drafts import with_draft

    if Path(to).name != to or to.startswith("."):
        raise UserError(f"`{to}` is no name of a file in cases/")
    path = zoo.cases_dir / f"{to}.yaml"
    before = text(path) if path.exists() else None
    try:
        after = with_draft(before, proposed)
    except ValueError as error:
        raise UserError(f"{shown_path(path)}: {error}") from None
    show_difference(shown_path(path), before or "", after)
    if proposed and confirmed(f"Take in {in_number(len(proposed), 'draft')}?", yes):
        path.parent.mkdir(parents=True, exist_ok=True)
        update_text(path, before, after)
        typer.echo(f"{shown_path(path)}: {in_number(len(proposed), 'draft')} added")


def _as_json(zoo: "Zoo", weight: float, outcomes: "list[Outcome]", proposed: "list[Draft]") -> dict[str, Any]:
    from clientzoo.workbench.mutation import KINDS
    from clientzoo.workbench.mutation.drafts import by_mutant

    heavy = [one for one in outcomes if one.mutant.weight >= weight - _HALF_A_MILLIONTH]
    drafted = by_mutant(proposed)
    kinds = {
        kind: {
            "tried": sum(one.mutant.kind == kind for one in heavy),
            "noticed": sum(one.mutant.kind == kind and one.noticed for one in heavy),
        }
        for kind in KINDS
    }
    shown = [
        {
            "rule": one.mutant.rule.id,
            "place": str(one.mutant.rule.place),
            "certainty": one.mutant.rule.certainty,
            "kind": one.mutant.kind,
            "what": one.mutant.what,
            "noticed_by": one.noticed_by or None,
            "reached": one.reached,
            "draft": drafted[one.mutant].entry() if one.mutant in drafted else None,
        }
        for one in outcomes
    ]
    return {"zoo": zoo.id, "weight": weight, "kinds": kinds, "mutants": shown}

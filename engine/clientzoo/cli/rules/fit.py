"""`clientzoo rules fit`: weights that would have been righter about clients whose animal is known."""

import json
from typing import TYPE_CHECKING, Any

import typer

from clientzoo.cli.edge import FINDINGS, FINE, WRONG_USE, UserError
from clientzoo.cli.options import JsonOption, ZooOption, refuse_shipped, sound_zoo
from clientzoo.cli.rules.score import LabelledArgument, LabelOption, MapOption, SheetOption, labelled_base
from clientzoo.cli.rules.test import YesOption, show_difference
from clientzoo.cli.rules.zoo import in_number

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.workbench.experience.fit import Fitted, Held
    from clientzoo.workbench.experience.labelled import LabelledBase


def fit(
    labelled: LabelledArgument,
    label: LabelOption = "animal",
    mapping: MapOption = None,
    sheet: SheetOption = None,
    yes: YesOption = False,
    zoo: ZooOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose a few new weights, near your own, that would have been righter about clients whose animal is known.

    Example: [bold]clientzoo rules fit last-year.csv[/bold]

    Signs and orders are kept, and clients held back must gain by it. Shown are the changes, the gain and whom they
    move; nothing is written without --yes. Leaves with 1 where there are too few clients.
    """
    from clientzoo.cli import progress
    from clientzoo.inference.plan import plan
    from clientzoo.knowledge.files import shown_path, write_together
    from clientzoo.workbench.experience.fit import FOLDS, changed, too_few
    from clientzoo.workbench.experience.fit import fit as fitted_to
    from clientzoo.workbench.experience.writing import rewritten

    if yes:
        refuse_shipped(zoo)
    known = sound_zoo(zoo)
    base = labelled_base(labelled, known, label, mapping, sheet)
    with progress.rows(FOLDS + 1, "weighing anew") as advance:
        found = fitted_to(plan(known), base.clients, lambda: advance(1))
    new = changed(known, found.changes)
    texts = {}
    if found.changes:
        try:
            texts = rewritten(known, found.changes)
        except ValueError as error:
            raise UserError(str(error)) from None
    if as_json:
        typer.echo(
            json.dumps(_as_json(known, new, base, found, written=yes and bool(texts)), ensure_ascii=False, indent=2)
        )
    else:
        _tell(known, new, base, found)
        for path, (before, after) in texts.items():
            show_difference(shown_path(path), before, after)
    if yes and texts:
        write_together(texts)
        typer.echo(f"{in_number(len(texts), 'file')} written", err=as_json)
    elif texts:
        typer.echo("Nothing was written; say --yes to write it.", err=True)
    raise typer.Exit(WRONG_USE if base.rejected else FINDINGS if too_few(base.clients) else FINE)


def _tell(old: "Zoo", new: "Zoo", base: "LabelledBase", found: "Fitted") -> None:
    from clientzoo.cli.rules.diff import tell
    from clientzoo.workbench.diff import rule_diff
    from clientzoo.workbench.impact import Impacts

    typer.echo(f"{old.title}: {in_number(len(base.clients), 'client')} whose animal is known")
    if not found.changes:
        typer.echo(f"Nothing is proposed: {found.why}.")
        return
    rules = rule_diff(old, new)
    compared = Impacts(old, new, rules)
    impacts = list(compared.of((one.client, one.answers) for one in base.clients))
    tell(old, new, rules, [], impacts, compared.shifts, len(base.clients))
    if found.before and found.after:
        typer.echo(f"Clients held back: {_held(found.before)} before, {_held(found.after)} after")
    failing = _failing(old, new)
    if failing:
        typer.echo(f"{in_number(len(failing), 'case and contrast')} would fail: {', '.join(failing[:5])}")


def _held(held: "Held") -> str:
    return f"{held.right.hits} of {held.right.of} right and a logarithmic score of {held.logarithmic:.3f}"


def _failing(old: "Zoo", new: "Zoo") -> list[str]:
    """The cases and contrasts that the proposal would break."""
    from clientzoo.inference.forward import Forward
    from clientzoo.inference.plan import plan
    from clientzoo.workbench.cases import read_cases
    from clientzoo.workbench.contrast_test import run_contrasts
    from clientzoo.workbench.contrasts import read_contrasts
    from clientzoo.workbench.test import run

    cases, _ = read_cases(old)
    contrasts, _ = read_contrasts(old, cases)
    planned = plan(new)
    engine = Forward(planned)
    return [one.case.id for one in (*run(cases, engine), *run_contrasts(contrasts, engine, planned)) if not one.passed]


def _as_json(old: "Zoo", new: "Zoo", base: "LabelledBase", found: "Fitted", *, written: bool) -> dict[str, Any]:
    from clientzoo.workbench.diff import rule_diff
    from clientzoo.workbench.impact import Impacts

    impacts = Impacts(old, new, rule_diff(old, new)).of((one.client, one.answers) for one in base.clients)
    return {
        "zoo": old.id,
        "clients": len(base.clients),
        "why": found.why,
        "before": _held_json(found.before),
        "after": _held_json(found.after),
        "changes": [
            {
                "rule": one.rule.id,
                "place": str(one.rule.place),
                "before": one.rule.certainty,
                "after": one.certainty,
            }
            for one in found.changes
        ],
        "moved": [
            {"client": one.client, "before": one.before.animal, "after": one.after.animal, "rules": list(one.rules)}
            for one in impacts
        ],
        "failing": _failing(old, new) if found.changes else [],
        "written": written,
    }


def _held_json(held: "Held | None") -> dict[str, Any] | None:
    if held is None:
        return None
    return {"right": held.right.hits, "of": held.right.of, "logarithmic": held.logarithmic}

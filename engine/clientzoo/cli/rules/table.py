"""`clientzoo rules table` and `clientzoo rules import`: rules as a spreadsheet, there and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.edge import FINDINGS, FINE, WRONG_USE, UserError, complain
from clientzoo.cli.options import ZooOption, refuse_shipped, sound_zoo
from clientzoo.cli.rules.test import YesOption, confirmed, show_difference
from clientzoo.knowledge.problems import ProblemsError

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo

AboutArgument = Annotated[
    str,
    typer.Argument(
        metavar="CONCLUSION", help="An animal, a trait, `trait: value` or a transition.", show_default=False
    ),
]


def table(
    about: AboutArgument,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The workbook (XLSX) to write.", show_default=False)
    ],
    yes: YesOption = False,
    zoo: ZooOption = None,
) -> None:
    """Write the rules of one conclusion as a spreadsheet: a row a rule, a column a fact.

    Example: [bold]clientzoo rules table wolf -o wolf.xlsx[/bold]

    Edit it and bring it back with `clientzoo rules import wolf wolf.xlsx`.
    """
    from clientzoo.knowledge.problems import did_you_mean
    from clientzoo.workbench.table.rows import header, of_conclusion, row, written_rules
    from clientzoo.workbench.table.workbook import save

    known = sound_zoo(zoo)
    rules = of_conclusion(known, about)
    if not rules and about in (*known.animals, *known.traits):
        raise UserError(
            f"all that speaks for or against `{about}` stands in tables of weights, in the files themselves"
        )
    if not rules:
        hint = did_you_mean(about, [*known.animals, *known.traits, *known.transitions], show_all_up_to=0)
        what = hint or "name an animal, a trait, `trait: value` or a transition"
        raise UserError(f"no rule concludes `{about}` ({what})")
    if output.is_file() and _edited(known, about, output):
        typer.echo(f"{output} holds edits that are not among the rules yet.", err=True)
        if not confirmed("Write over them?", yes):
            raise typer.Exit(FINDINGS)
    written = written_rules(known)
    raws = [written[rule.id].raw for rule in sorted(rules, key=lambda rule: rule.place)]
    columns = header(raws)
    save(output, columns, [row(raw, columns) for raw in raws])
    typer.echo(f"{output}: {len(raws)} rules that conclude {about}")


def _edited(zoo: "Zoo", about: str, file: Path) -> bool:
    """Whether the file holds anything that `import` would bring, or could not read."""
    from clientzoo.workbench.round_trip import RoundTripError
    from clientzoo.workbench.table.importing import changed_files
    from clientzoo.workbench.table.reading import remark
    from clientzoo.workbench.table.workbook import load

    try:
        return bool(changed_files(zoo, about, load(file, remark(zoo))))
    except (ProblemsError, RoundTripError):
        return True


def import_table(
    about: AboutArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The edited workbook.", show_default=False)],
    yes: YesOption = False,
    zoo: ZooOption = None,
) -> None:
    """Bring an edited spreadsheet of rules back into the files, after showing what changes.

    Example: [bold]clientzoo rules import wolf wolf.xlsx[/bold]

    A row with a new id is a new rule; a rule without a row is removed; one that concludes something else moves to the
    file of its like. Nothing is written while a cell is wrong.
    """
    from clientzoo.knowledge.files import replace_text, shown
    from clientzoo.workbench.round_trip import RoundTripError
    from clientzoo.workbench.table.importing import broken_by, changed_files
    from clientzoo.workbench.table.reading import remark
    from clientzoo.workbench.table.workbook import in_cells, load

    refuse_shipped(zoo)
    known = sound_zoo(zoo)
    try:
        sheet = load(file, remark(known))
        changes = changed_files(known, about, sheet)
    except ProblemsError as error:
        for problem in error.problems:
            typer.echo(in_cells(problem), err=True)
        raise typer.Exit(WRONG_USE) from None
    except RoundTripError as error:
        raise UserError(f"the files cannot be changed like this: {error}") from None
    for note in sheet.notes:
        typer.echo(f"note: {note}", err=True)
    if not changes:
        typer.echo("No difference.")
        raise typer.Exit(FINE)
    for path, (before, after) in changes.items():
        show_difference(shown(path), before, after)
    if problems := broken_by(known, changes):
        complain(ProblemsError(problems))
        raise UserError("with this table the zoo could not run any more, nothing was written")
    if not confirmed(f"Write {len(changes)} file{'s' if len(changes) > 1 else ''}?", yes):
        raise typer.Exit(FINDINGS)
    for path, (_, after) in changes.items():
        replace_text(path, after)
    typer.echo("Written. Now: clientzoo rules check && clientzoo rules test")

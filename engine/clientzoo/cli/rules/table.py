"""`clientzoo rules table` and `clientzoo rules import`: rules as a spreadsheet, there and back."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.edge import UserError, complain
from clientzoo.cli.exit_codes import FINDINGS, FINE, WRONG_USE
from clientzoo.cli.options import ZooOption, refuse_shipped, sound_zoo
from clientzoo.cli.rules.test import YesOption, confirmed, show_difference
from clientzoo.knowledge.files import write_together
from clientzoo.knowledge.problems import ProblemsError

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo

AboutArgument = Annotated[
    str,
    typer.Argument(
        metavar="CONCLUSION",
        help="An animal, a trait, `trait: value`, a transition, `animal` for all of them; or `cases`.",
        show_default=False,
    ),
]


def table(
    about: AboutArgument,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The workbook (XLSX) to write.", show_default=False)
    ],
    fact: Annotated[
        str,
        typer.Option(
            "--fact",
            metavar="NAME",
            help="Only the weights of this question or trait, for all columns at once.",
            show_default=False,
        ),
    ] = "",
    yes: YesOption = False,
    zoo: ZooOption = None,
) -> None:
    """Write what concludes an animal or a trait as a spreadsheet; or the cases.

    Example: [bold]clientzoo rules table wolf -o wolf.xlsx[/bold]

    The sheet `rules` has a row for each rule and a column for each fact. The sheet `weights`, for what stands in tables
    of weights, has a row for each value of a fact and a column for each animal. `clientzoo rules table cases` writes a
    row for each case, `clientzoo rules table animal --fact red_tape` what one fact says of all animals. Edit them and
    bring them back with `clientzoo rules import wolf wolf.xlsx`.
    """
    from clientzoo.knowledge.problems import did_you_mean
    from clientzoo.workbench.table.book import leaves_about
    from clientzoo.workbench.table.workbook import save

    known = sound_zoo(zoo)
    leaves = leaves_about(known, about, fact)
    if not leaves and fact:
        hint = did_you_mean(fact, [*known.attributes, *known.traits], show_all_up_to=0)
        raise UserError(f"no table of weights says what `{fact}` means for `{about}`" + (f" ({hint})" if hint else ""))
    if not leaves:
        if about == "cases":
            raise UserError("this zoo has no cases yet")
        hint = did_you_mean(about, [*known.animals, *known.traits, *known.transitions], show_all_up_to=0)
        what = hint or "name an animal, a trait, `trait: value` or a transition"
        raise UserError(f"no rule concludes `{about}` ({what})")
    if output.is_file() and _edited(known, about, output):
        typer.echo(f"{output} holds edits that are not among the rules yet.", err=True)
        if not confirmed("Write over them?", yes):
            raise typer.Exit(FINDINGS)
    save(output, leaves)
    held = {"rules": "rules that conclude {}", "weights": "rows of weights for {}", "cases": "cases"}
    told = (f"{len(leaf.rows)} {held[leaf.name].format(about)}" for leaf in leaves)
    typer.echo(f"{output}: {', '.join(told)}")


def _edited(zoo: "Zoo", about: str, file: Path) -> bool:
    """Whether the file holds anything that `import` would bring, or could not read."""
    from clientzoo.workbench.round_trip import RoundTripError
    from clientzoo.workbench.table.book import changes_by, reads_about
    from clientzoo.workbench.table.workbook import load

    try:
        return bool(changes_by(zoo, about, load(file, *reads_about(zoo, about))))
    except (ProblemsError, RoundTripError):
        return True


def import_table(
    about: AboutArgument,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The edited workbook.", show_default=False)],
    yes: YesOption = False,
    zoo: ZooOption = None,
) -> None:
    """Bring an edited spreadsheet of rules, weights or cases back into the files, after showing what changes.

    Example: [bold]clientzoo rules import wolf wolf.xlsx[/bold]

    A row with a new id is a new rule; a rule without a row is removed; one that concludes something else moves to the
    file of its like. Of weights only the cells come back that somebody changed. Nothing is written while a cell is
    wrong.
    """
    from clientzoo.knowledge.files import shown_path
    from clientzoo.workbench.round_trip import RoundTripError
    from clientzoo.workbench.table.book import changes_by, reads_about
    from clientzoo.workbench.table.importing import broken_by
    from clientzoo.workbench.table.workbook import in_cells, load

    refuse_shipped(zoo)
    known = sound_zoo(zoo)
    try:
        sheets = load(file, *reads_about(known, about))
        changes = changes_by(known, about, sheets)
    except ProblemsError as error:
        for problem in error.problems:
            typer.echo(in_cells(problem), err=True)
        raise typer.Exit(WRONG_USE) from None
    except RoundTripError as error:
        raise UserError(f"the files cannot be changed like this: {error}") from None
    for note in (note for sheet in sheets.values() for note in sheet.notes):
        typer.echo(f"note: {note}", err=True)
    if not changes:
        typer.echo("No difference.")
        raise typer.Exit(FINE)
    for path, (before, after) in changes.items():
        show_difference(shown_path(path), before or "", after)
    if problems := broken_by(known, changes):
        complain(ProblemsError(problems))
        raise UserError("with this table the zoo could not run any more, nothing was written")
    if not confirmed(f"Write {len(changes)} file{'s' if len(changes) > 1 else ''}?", yes):
        raise typer.Exit(FINDINGS)
    write_together(changes)
    typer.echo("Written. Now: clientzoo rules check && clientzoo rules test")

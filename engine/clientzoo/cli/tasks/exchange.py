"""`clientzoo tasks export` and `import`: out into calendars and other tools, and what is done there back."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.edge import FINDINGS, FINE, UserError
from clientzoo.cli.register_door import ByOption
from clientzoo.cli.tasks.desk import TeamOption, desk, the_team
from clientzoo.work.export_form import ExportForm


def export(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Where to write.", show_default=False)],
    form: Annotated[
        ExportForm, typer.Option("--to", help="ics: a calendar; else the tool's import, as CSV.")
    ] = ExportForm.ICS,
    person: Annotated[str, typer.Option("--person", metavar="NAME", help="Only steps of this person.")] = "",
    team: TeamOption = None,
) -> None:
    """Write the steps as a calendar, or as the table that another tool imports.

    Example: [bold]clientzoo tasks export -o steps.ics[/bold]

    A calendar that is read again is brought up to date and doubles nothing; what is no longer work is in a second
    file, `steps-cancelled.ics`. In a table, leave the mark [clientzoo #17] where it stands, for the way back.
    """
    from clientzoo.knowledge.files import replace_file
    from clientzoo.work.board import EVERY_STATE
    from clientzoo.work.calendar import calendar, cancellations, entries
    from clientzoo.work.exchange import exported

    known_team = the_team(team)
    with desk() as at:
        clients = {number: (one.name, one.uid) for number, one in at.clients().items()}
        found = entries(at.board.steps(states=EVERY_STATE, person=person), clients)
    if form is ExportForm.ICS:
        moment = datetime.now(UTC)
        replace_file(out, calendar(found, known_team, moment))
        written = [out]
        gone = cancellations(found, known_team, moment)
        if gone is not None:
            beside = out.with_name(f"{out.stem}-cancelled{out.suffix}")
            replace_file(beside, gone)
            written.append(beside)
        for path in written:
            typer.echo(str(path))
        return
    from clientzoo.segmentation.spreadsheet import write_csv

    write_csv(exported(found, form, known_team), out)
    typer.echo(str(out))


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The table as the tool exported it.", show_default=False)
    ],
    by: ByOption = "",
) -> None:
    """Read back which steps were done in another tool. Reading the same table again changes nothing.

    Example: [bold]clientzoo tasks import bitrix24-done.csv[/bold]
    """
    from clientzoo.tables.detect.encoding import UnreadableFileError
    from clientzoo.work.exchange import returned
    from clientzoo.work.step import StepError, done

    try:
        table = returned(file)
    except UnreadableFileError as error:
        raise UserError(f"{file}: {error}") from None
    taken = refused = 0
    with desk(by, records=True) as at:
        today = at.register.today
        for one in table.finished:
            try:
                before = at.board.step(one.number)
                if before.state == "done" and one.worked == "unknown" and not one.note:
                    continue
                worked = one.worked if one.worked != "unknown" or before.worked is None else before.worked
                after = at.board.change(one.number, "done", partial(done, worked=worked, note=one.note, on=today))
                taken += after != before
            except StepError as error:
                refused += 1
                typer.echo(f"{file}:{one.line}: {error}", err=True)
    typer.echo(f"{taken} done, {table.still_open} still open, {table.strangers} rows are not ours")
    raise typer.Exit(FINDINGS if refused else FINE)

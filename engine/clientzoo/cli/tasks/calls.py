"""`clientzoo tasks calls`: whom the base says to call this week, as steps with the clients of the register."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clientzoo.cli.base.folder import AsOfOption, FolderOption, base_folder, chosen_settings, day, open_base
from clientzoo.cli.options import ZooOption, sound_zoo
from clientzoo.cli.register_door import ByOption
from clientzoo.cli.tasks.desk import TeamOption, client_of_base, desk, the_team

if TYPE_CHECKING:
    from clientzoo.segmentation.calls import CallPlan


def calls(
    folder: FolderOption = None,
    as_of: AsOfOption = None,
    team: TeamOption = None,
    zoo: ZooOption = None,
    by: ByOption = "",
) -> None:
    """Make steps of "who to call this week", as the base's report has it.

    Example: [bold]clientzoo tasks calls[/bold]

    A client of the base is known in the register by its id there (`clients add --crm-id`), else by its name. Those
    whom the list no longer names are closed; run it each week.
    """
    from clientzoo.work.calls import OF_BASE, planned_calls
    from clientzoo.work.step import OPEN

    known_team = the_team(team)
    plan = _plan(folder, as_of, zoo)
    wanted = planned_calls(plan)
    with desk(by, records=True) as at:
        clients = at.register.clients()
        found = {one.client_id: client_of_base(one.client_id, one.client, clients) for one in wanted}
        strangers = [one.client for one in wanted if found[one.client_id] is None]
        listed = {client.number for client in found.values() if client is not None}
        due = {step.client for step in at.board.steps(states=(OPEN,)) if step.origin == "base"}
        opened_now = closed = 0
        for one in wanted:
            client = found[one.client_id]
            if client is not None:
                change = at.board.revise(
                    client, [one.planned], known_team, animal=None, on=at.register.today, origins=OF_BASE
                )
                opened_now += len(change.opened)
        owners = at.clients()
        for number in due - listed:
            closing = at.board.revise(
                owners[number], [], known_team, animal=None, on=at.register.today, origins=OF_BASE
            )
            closed += len(closing.closed)
    typer.echo(f"{plan.count} to call this week: {opened_now} new steps, {closed} closed; {plan.waiting} more wait")
    if strangers:
        told = ", ".join(strangers[:5]) + (" ..." if len(strangers) > 5 else "")
        hint = "`clientzoo clients add NAME --crm-id ID`"
        typer.echo(f"{len(strangers)} are not in the register: {told}; {hint}", err=True)


def _plan(folder: Path | None, as_of: datetime | None, zoo: Path | None) -> "CallPlan":
    import polars as pl

    from clientzoo.cli.base.segment import run_everything, write_facts
    from clientzoo.segmentation.calls import call_plan
    from clientzoo.segmentation.people import people

    where = base_folder(folder)
    base, known = open_base(where), sound_zoo(zoo)
    own, when = chosen_settings(known, None), day(as_of, base)
    results, _ = run_everything(base, own, when)
    facts = pl.read_parquet(write_facts(results, base, where, when))
    tables = {name: frame for result in results for name, frame in result.tables.items()}
    return call_plan(people(facts, base, tables, when), own.calls_per_manager)

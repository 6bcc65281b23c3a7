"""`clientzoo tasks done, move, give, drop, reopen`: what people do with a step."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.cli.edge import UserError
from clientzoo.cli.options import ZooOption
from clientzoo.cli.register_door import ByOption, OnOption, day
from clientzoo.cli.tasks.desk import Desk, NumberArgument, TeamOption, desk, the_team

if TYPE_CHECKING:
    from clientzoo.work.step import Step
    from clientzoo.work.team import Team


class Worked(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def done(
    step: NumberArgument,
    worked: Annotated[Worked, typer.Option("--worked", help="Whether it did what it was for.")] = Worked.UNKNOWN,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="What came of it.")] = "",
    on: OnOption = None,
    team: TeamOption = None,
    zoo: ZooOption = None,
    by: ByOption = "",
) -> None:
    """A step is done, and worked or not; the step that follows on it becomes work.

    Example: [bold]clientzoo tasks done 17 --worked yes --note "They want a second channel."[/bold]

    Told again, it says anew what came of it.
    """
    from clientzoo.work import step as steps

    known_team = the_team(team)
    with desk(by, records=True) as at:
        when = day(on) or at.register.today
        if when > at.register.today:
            raise UserError(f"{when} is yet to come")
        after = at.board.change(step, "done", lambda one: steps.done(one, worked.value, note, when))
        _tell(at, after)
        _follow(at, after, known_team, zoo)


def move(
    step: NumberArgument,
    to: Annotated[datetime, typer.Argument(metavar="DAY", formats=["%Y-%m-%d"], help="As 2026-06-30.")],
    by: ByOption = "",
) -> None:
    """Do a step on another day; new playbooks leave the day as it is.

    Example: [bold]clientzoo tasks move 17 2026-12-01[/bold]
    """
    from clientzoo.work import step as steps

    with desk(by, records=True) as at:
        _tell(at, at.board.change(step, "moved", lambda one: steps.moved(one, to.date())))


def give(
    step: NumberArgument,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="Who does it from now on.")],
    by: ByOption = "",
) -> None:
    """Give a step to somebody; new playbooks leave the person as it is.

    Example: [bold]clientzoo tasks give 17 Boris[/bold]
    """
    from clientzoo.work import step as steps

    if not person.strip():
        raise UserError("name who does it")
    with desk(by, records=True) as at:
        _tell(at, at.board.change(step, "given", lambda one: steps.given(one, person.strip())))


def drop(
    step: NumberArgument,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why it will not be done.")],
    by: ByOption = "",
) -> None:
    """Give a step up, with the reason. It does not come back by itself.

    Example: [bold]clientzoo tasks drop 17 --because "A rival has the contract."[/bold]
    """
    from clientzoo.work import step as steps

    with desk(by, records=True) as at:
        today = at.register.today
        _tell(at, at.board.change(step, "dropped", lambda one: steps.dropped(one, because, today)))


def reopen(step: NumberArgument, by: ByOption = "") -> None:
    """Take a step up again that was done, dropped or closed.

    Example: [bold]clientzoo tasks reopen 17[/bold]
    """
    from clientzoo.work import step as steps

    with desk(by, records=True) as at:
        _tell(at, at.board.change(step, "reopened", steps.reopened))


def _tell(at: Desk, step: "Step") -> None:
    from clientzoo.cli.tasks.lines import called, in_words

    person = f", {step.person}" if step.person else ""
    typer.echo(f"#{step.number}  {called(step, at.clients())}: {in_words(step, at.register.today)}{person}")


def _follow(at: Desk, step: "Step", team: "Team", zoo: Path | None) -> None:
    """Opens what the rulebase puts after the step, and says so."""
    if step.origin != "advice":
        return
    from clientzoo.cli.options import expert
    from clientzoo.cli.tasks.lines import paragraph
    from clientzoo.inference.choice import EngineChoice
    from clientzoo.playbook.rendering import Press
    from clientzoo.work.at_work import next_steps

    asked = expert(zoo, "", EngineChoice.BUILTIN)
    advice = asked.zoo.advice.get(step.advice)
    clients = at.clients()
    client = clients.get(step.client)
    if advice is None or not advice.then or client is None:
        return
    answers = at.register.known(client, asked.zoo)
    opened = next_steps(
        at.board, client, [step.advice], asked.classify(answers), answers, Press(asked.zoo), team, at.register.today
    ).opened
    if opened:
        typer.echo("Next:")
    for one in opened:
        for line in paragraph(one, clients, at.register.today):
            typer.echo(line)

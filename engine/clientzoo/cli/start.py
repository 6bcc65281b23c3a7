"""`clientzoo start`: a client's playbook goes into action."""

from typing import Annotated

import typer

from clientzoo.cli.completion import complete_client
from clientzoo.cli.options import ZooOption
from clientzoo.cli.register_door import ByOption, OnOption, day
from clientzoo.cli.tasks.desk import TeamOption, desk, the_team


def start(
    client: Annotated[
        str,
        typer.Argument(
            metavar="CLIENT", help="Its name, or #number.", show_default=False, autocompletion=complete_client
        ),
    ],
    on: OnOption = None,
    team: TeamOption = None,
    zoo: ZooOption = None,
    by: ByOption = "",
) -> None:
    """Put a client's playbook into action: its steps become work with a person and a day.

    Example: [bold]clientzoo start Romashka --on 2026-12-01[/bold]

    Again, it brings the steps in line with what is known now: new ones are opened, those that lost their reason are
    closed, and what people did stays. Roles become people by team.yaml (docs/work.md).
    """
    from clientzoo.cli.measured import with_measured
    from clientzoo.cli.options import expert
    from clientzoo.cli.tasks.lines import called, in_words, paragraph
    from clientzoo.inference.choice import EngineChoice
    from clientzoo.playbook.rendering import Press
    from clientzoo.work.at_work import put_to_work

    known_team, asked = the_team(team), expert(zoo, "", EngineChoice.BUILTIN)
    with desk(by, records=True) as at:
        found = at.register.client(client)
        answers = with_measured(at.register.known(found, asked.zoo), asked.zoo)
        begins = day(on) or at.register.today
        change = put_to_work(at.board, found, asked.classify(answers), answers, Press(asked.zoo), known_team, begins)
        clients, today = at.clients(), at.register.today
    for step in change.opened:
        for line in paragraph(step, clients, today):
            typer.echo(line)
    for step in change.updated:
        typer.echo(f"  #{step.number}  {called(step, clients)}: in new words, {in_words(step, today)}")
    for step in change.closed:
        typer.echo(f"  #{step.number}  {called(step, clients)}: closed, {step.told} ({step.text})")
    if not change.steps:
        typer.echo("Nothing has changed.")

"""A plan put to work: the chosen steps of each client that the register knows."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from clientzoo.pool.steering.planned import Plan


def start_steps(made: "Plan", zoo: Path | None, team: Path | None, by: str) -> None:
    """Opens the steps that the plan chose, and says so; of clients that the register does not know, whom it left out.

    What is at work already stays as it is. Raises ProblemsError for a team or a text of the zoo with mistakes.
    """
    from clientzoo.cli.options import expert
    from clientzoo.cli.tasks.desk import client_of_base, desk, the_team
    from clientzoo.cli.tasks.lines import paragraph
    from clientzoo.inference.choice import EngineChoice
    from clientzoo.playbook.rendering import Press
    from clientzoo.work.planned import chosen_steps

    known_team, asked = the_team(team), expert(zoo, "", EngineChoice.BUILTIN)
    press = Press(asked.zoo)
    with desk(by, records=True) as at:
        today, clients, owners = at.register.today, at.register.clients(), at.clients()
        for one in made.chosen:
            client = client_of_base(one.choice.client, one.choice.name, clients)
            if client is None:
                typer.echo(f"{one.choice.name} is not in the register, and left out", err=True)
                continue
            answers = at.register.known(client, asked.zoo)
            consultation = asked.classify(answers)
            planned = chosen_steps(press, consultation, answers, one.choice.steps)
            change = at.board.revise(
                client, planned, known_team, animal=consultation.verdict.animal, on=today, origins=()
            )
            for step in change.opened:
                for line in paragraph(step, owners, today):
                    typer.echo(line)

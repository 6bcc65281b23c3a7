"""`clientzoo decide`: a person decides what a client is, beside the rules, with a reason."""

from datetime import datetime
from typing import Annotated

import typer

from clientzoo.cli.clients.who import ClientArgument
from clientzoo.cli.edge import UserError
from clientzoo.cli.options import LanguageOption, ZooOption, expert
from clientzoo.cli.register_door import ByOption, OnOption, day, the_register
from clientzoo.inference.choice import EngineChoice


def decide(
    client: ClientArgument,
    animal: Annotated[
        str, typer.Argument(metavar="ANIMAL", help="What it is, as you see it.", show_default=False)
    ] = "",
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why; it is shown with it.")] = "",
    until: Annotated[
        datetime | None,
        typer.Option("--until", formats=["%Y-%m-%d"], help="The last day on which it holds.", show_default=False),
    ] = None,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back what was decided.")] = False,
    on: OnOption = None,
    by: ByOption = "",
    zoo: ZooOption = None,
    language: LanguageOption = "",
) -> None:
    """Decide what a client is where you know better than the rules. It is shown beside the verdict, never instead.

    Example: [bold]clientzoo decide Romashka tiger --because "The son has taken over" --until 2026-12-31[/bold]

    It ends with its day, when it is withdrawn, or once the verdict says the same.
    """
    from clientzoo.cli.judging import consulted
    from clientzoo.explanation.verdict import headline
    from clientzoo.explanation.words_understood import QuestionError, animal_named

    asked = expert(zoo, language, EngineChoice.AUTO)
    register = the_register(by, records=True)
    found = register.client(client)
    if withdraw:
        if animal or because or until:
            raise UserError("--withdraw takes back the decision; it goes alone")
        register.decide(found, None, "", on=day(on))
        typer.echo(f"{found.name}: the decision is withdrawn")
        return
    if not animal:
        raise UserError(f"say which animal: {', '.join(asked.zoo.animals)}")
    try:
        named = animal_named(asked.zoo, animal)
    except QuestionError as error:
        raise UserError(str(error)) from None
    decision = register.decide(found, named, because, until=day(until), on=day(on))
    consultation = consulted(register, found, asked)
    ends = f", until {decision.until}" if decision.until else ""
    typer.echo(f"{found.name}: {decision.by} decided {named}{ends}; the rules say {headline(consultation)}")
    if consultation.verdict.animal == named:
        typer.echo("They agree, so nothing is shown beside the verdict.", err=True)

"""`clientzoo tasks show`: one step, and everything that happened to it."""

import typer

from clientzoo.cli.tasks.desk import NumberArgument, desk


def show(step: NumberArgument) -> None:
    """Show a step with all that happened to it.

    Example: [bold]clientzoo tasks show 17[/bold]
    """
    from clientzoo.cli.tasks.lines import in_words, paragraph

    with desk() as at:
        found, clients, today = at.board.step(step), at.clients(), at.register.today
        history = at.board.history(step)
    for line in paragraph(found, clients, today):
        typer.echo(line)
    if found.note:
        typer.echo(f"      Note: {found.note}")
    for act, moment, author, then in history:
        by = f" by {author}" if author else ""
        typer.echo(f"  {moment[:10]}  {act}{by}: {in_words(then, today) if act != 'opened' else f'due on {then.due}'}")

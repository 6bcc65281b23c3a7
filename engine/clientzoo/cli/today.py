"""`clientzoo today`: what is mine to do, overdue first."""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from clientzoo.cli.edge import FINDINGS, FINE
from clientzoo.cli.options import JsonOption
from clientzoo.cli.tasks.desk import Desk, desk, who


def today(
    person: Annotated[
        str, typer.Option("--person", metavar="NAME", help="Whose day. Default: yours, by your settings.")
    ] = "",
    everybody: Annotated[bool, typer.Option("--all", help="The work of everybody.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="Lines, also where the terminal has a full screen.")] = False,
    days: Annotated[int, typer.Option("--days", min=0, max=366, help="How far ahead to look.")] = 7,
    as_json: JsonOption = False,
) -> None:
    """Say what is to be done: overdue, today, soon; with each client why, and what counts as done.

    Example: [bold]clientzoo today[/bold]

    On a terminal the list fills the screen: a key marks the chosen step done, moves it, gives it away or drops it, and
    each is saved at once. In a pipe, and with --plain, it is printed.

    Leaves with 1 when something is overdue, so that a script can tell. With --json, one object per step and line;
    `clientzoo schema step` describes it.
    """
    from clientzoo.cli.tasks.lines import agenda, called
    from clientzoo.cli.tasks.shape import StepShape
    from clientzoo.interview.habits import habits
    from clientzoo.interview.terminal import plain_needed

    whose = "" if everybody else who(person)
    plain = plain or as_json or plain_needed(os.environ, sys.stdout) or habits(os.environ, Path.cwd()).plain
    with desk(records=not plain) as at:
        day = at.register.today
        if not plain:
            _on_screen(at, whose, days)
        steps = at.board.steps(person=whose, due_until=day + timedelta(days=days))
        clients = at.clients() if steps else {}
    if as_json:
        for step in steps:
            typer.echo(json.dumps(StepShape.of(step, called(step, clients), day).data(), ensure_ascii=False))
    elif plain:
        for line in agenda(steps, clients, day):
            typer.echo(line)
        if not steps and sys.stdout.isatty():
            typer.echo(f"Nothing is due within {days} days{f' for {whose}' if whose else ''}.", err=True)
    raise typer.Exit(FINDINGS if any(step.is_overdue(day) for step in steps) else FINE)


def _on_screen(at: Desk, whose: str, days: int) -> None:
    """The day on the full screen, until somebody leaves it."""
    from clientzoo.cli.tasks.lines import called, in_words
    from clientzoo.work.screen import Shown, on_screen

    day, clients = at.register.today, at.clients()

    def load() -> tuple[Shown, ...]:
        steps = at.board.steps(person=whose, due_until=day + timedelta(days=days))
        return tuple(Shown(step, called(step, clients), in_words(step, day)) for step in steps)

    on_screen(load, at.board.change, day, sys.stdout)

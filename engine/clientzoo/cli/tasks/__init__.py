"""`clientzoo tasks`: the steps of playbooks as work. Without a command, the list."""

import typer

from clientzoo.cli.tasks.calls import calls
from clientzoo.cli.tasks.change import done, drop, give, move, reopen
from clientzoo.cli.tasks.exchange import export, import_
from clientzoo.cli.tasks.list_ import list_
from clientzoo.cli.tasks.outcome import outcome
from clientzoo.cli.tasks.show import show

tasks = typer.Typer(help="Steps of playbooks: who does what by when, and what came of it.", invoke_without_command=True)
tasks.callback()(list_)
tasks.command("show")(show)
tasks.command("done")(done)
tasks.command("move")(move)
tasks.command("give")(give)
tasks.command("drop")(drop)
tasks.command("reopen")(reopen)
tasks.command("calls")(calls)
tasks.command("outcome")(outcome)
tasks.command("export")(export)
tasks.command("import")(import_)

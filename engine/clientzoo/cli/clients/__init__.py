"""`clientzoo clients`: my clients; and who is who among them, one command a file."""

import typer

from clientzoo.cli.clients.edit import edit
from clientzoo.cli.clients.export import export
from clientzoo.cli.clients.import_ import import_
from clientzoo.cli.clients.list_ import list_
from clientzoo.cli.clients.who import add, archive, forget, hand_over, merge, rename

clients = typer.Typer(no_args_is_help=False, help="Your clients: a list with animal, certainty and age; who is who.")
clients.callback(invoke_without_command=True)(list_)
clients.command(name="import")(import_)
clients.command()(export)
clients.command()(edit)
clients.command()(add)
clients.command()(rename)
clients.command(name="hand-over")(hand_over)
clients.command()(merge)
clients.command()(archive)
clients.command()(forget)

"""`clientzoo register`: the register itself, for whoever looks after it; one command a file."""

import typer

from clientzoo.cli.register.backup import backup
from clientzoo.cli.register.grant import grant
from clientzoo.cli.register.init import init
from clientzoo.cli.register.log import log

register = typer.Typer(no_args_is_help=True, help="The register of clients itself: where it is, backup, log, rights.")
register.command()(init)
register.command()(grant)
register.command()(backup)
register.command()(log)

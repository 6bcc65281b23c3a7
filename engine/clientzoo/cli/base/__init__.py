"""`clientzoo base`: everything about all clients at once, one command a file."""

import typer

from clientzoo.cli.base.classify import classify
from clientzoo.cli.base.summary import summary

base = typer.Typer(no_args_is_help=True, help="Classify, segment and sum up a whole base of clients.")
base.command()(classify)
base.command()(summary)

"""`clientzoo base`: everything about all clients at once, one command a file."""

import typer

from clientzoo.cli.base.classify import classify
from clientzoo.cli.base.demo import demo
from clientzoo.cli.base.import_ import import_
from clientzoo.cli.base.report import report
from clientzoo.cli.base.segment import segment
from clientzoo.cli.base.sheets import criteria, sheet
from clientzoo.cli.base.summary import summary

base = typer.Typer(no_args_is_help=True, help="Classify, segment and sum up a whole base of clients.")
base.command()(classify)
base.command()(summary)
base.command(name="import")(import_)
base.command()(segment)
base.command()(report)
base.command()(demo)
base.command()(sheet)
base.command()(criteria)

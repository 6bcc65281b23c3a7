"""`clientzoo rules`: the consultant's commands, one a file."""

import typer

from clientzoo.cli.rules.case import case
from clientzoo.cli.rules.check import check
from clientzoo.cli.rules.coverage import coverage
from clientzoo.cli.rules.diff import diff
from clientzoo.cli.rules.explain import explain
from clientzoo.cli.rules.fit import fit
from clientzoo.cli.rules.fmt import fmt
from clientzoo.cli.rules.gaps import gaps
from clientzoo.cli.rules.graph import graph
from clientzoo.cli.rules.mutate import mutate
from clientzoo.cli.rules.priors import priors
from clientzoo.cli.rules.rename import rename
from clientzoo.cli.rules.score import score
from clientzoo.cli.rules.sql import sql
from clientzoo.cli.rules.table import import_table, table
from clientzoo.cli.rules.test import test
from clientzoo.cli.rules.translate import translate
from clientzoo.cli.rules.watch import watch

EVERY_DAY = "Every day"
LOOKING = "Looking at a zoo"
EDITING = "Editing"

rules = typer.Typer(
    no_args_is_help=True, help="Check, test and look into a zoo: its questions, rules, cases and templates."
)
rules.command(rich_help_panel=EVERY_DAY)(check)
rules.command(rich_help_panel=EVERY_DAY)(test)
rules.command(rich_help_panel=EVERY_DAY)(watch)
rules.add_typer(case, name="case", rich_help_panel=EVERY_DAY)
rules.command(rich_help_panel=LOOKING)(explain)
rules.command(rich_help_panel=LOOKING)(coverage)
rules.command(rich_help_panel=LOOKING)(gaps)
rules.command(rich_help_panel=LOOKING)(mutate)
rules.command(rich_help_panel=LOOKING)(score)
rules.command(rich_help_panel=LOOKING)(diff)
rules.command(rich_help_panel=LOOKING)(graph)
rules.command(rich_help_panel=LOOKING)(sql)
rules.command(rich_help_panel=EDITING)(fit)
rules.command(rich_help_panel=EDITING)(priors)
rules.command(rich_help_panel=EDITING)(rename)
rules.command(rich_help_panel=EDITING)(fmt)
rules.command(rich_help_panel=EDITING)(translate)
rules.command(rich_help_panel=EDITING)(table)
rules.command("import", rich_help_panel=EDITING)(import_table)

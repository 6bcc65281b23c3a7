"""`clientzoo pool`: steering the pool, one command a file."""

import typer

from clientzoo.cli.pool.forecast import forecast
from clientzoo.cli.pool.moves import moves
from clientzoo.cli.pool.plan import plan
from clientzoo.cli.pool.readiness import readiness
from clientzoo.cli.pool.report import report
from clientzoo.cli.pool.show import show
from clientzoo.cli.pool.value import value

pool = typer.Typer(no_args_is_help=True, help="Steer the pool: who moved, who could, what to do, what will come of it.")
pool.command()(show)
pool.command()(moves)
pool.command()(readiness)
pool.command()(plan)
pool.command()(forecast)
pool.command()(value)
pool.command()(report)

"""`clientzoo pool`: steering the pool, one command a file."""

import typer

from clientzoo.cli.pool.moves import moves

pool = typer.Typer(no_args_is_help=True, help="Steer the pool: who moved, who could, what to do, what will come of it.")
pool.command()(moves)

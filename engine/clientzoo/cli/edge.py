"""The edge of the program: whatever goes wrong inside leaves as a message and an exit code, never as a traceback."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from itertools import takewhile
from typing import Any

import typer
from typer.core import TyperGroup

from clientzoo.cli.exit_codes import FINDINGS as FINDINGS
from clientzoo.cli.exit_codes import FINE as FINE
from clientzoo.cli.exit_codes import INTERRUPTED as INTERRUPTED
from clientzoo.cli.exit_codes import OUR_FAULT as OUR_FAULT
from clientzoo.cli.exit_codes import WRONG_USE as WRONG_USE
from clientzoo.knowledge.credentials import redacted
from clientzoo.knowledge.files import refusal_of_the_disk
from clientzoo.knowledge.legible import encodable, guard_stream
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.register.client import RegisterError

DEBUG = "CLIENTZOO_DEBUG"


class Edge(TyperGroup):
    """The root command group; the one place where errors become exit codes."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from clientzoo.cli.contents import write_contents

        write_contents(self, ctx, formatter)

    def invoke(self, ctx: Any) -> Any:
        helping = {"-h", "--help"} & {*takewhile(lambda word: word != "--", ctx.args)}  # Rich colours our own text
        with nullcontext() if helping else guarded_output():
            return self._guarded_invoke(ctx)

    def _guarded_invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ProblemsError as error:
            complain(error)
            raise typer.Exit(WRONG_USE) from None
        except KeyboardInterrupt:
            typer.echo("interrupted", err=True)
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            # The reader left, as `head` does: nothing more to say, not even while the interpreter shuts down.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(FINE) from None
        except OSError as error:
            where = f"{redacted(str(error.filename))}: " if error.filename else ""
            with suppress(OSError):  # the terminal itself may be gone
                typer.echo(f"clientzoo: {where}{error.strerror or redacted(str(error))}", err=True)
            raise typer.Exit(WRONG_USE) from None
        except (UserError, RegisterError) as error:
            typer.echo(f"clientzoo: {error}", err=True)
            raise typer.Exit(WRONG_USE) from None
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except BaseException as error:
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":  # Polars' own
                raise
            if DEBUG in os.environ:
                raise
            if refused := refusal_of_the_disk(error):
                where = f"{refused.filename}: " if refused.filename else ""
                with suppress(OSError):
                    typer.echo(f"clientzoo: {where}{refused.strerror}; nothing is half written", err=True)
                raise typer.Exit(WRONG_USE) from None
            if said := _damage():
                typer.echo(f"clientzoo: {said}", err=True)
                raise typer.Exit(WRONG_USE) from None
            from clientzoo.cli.crash import crash_notice

            for line in crash_notice(error, ctx.invoked_subcommand or ""):
                typer.echo(line, err=True)
            raise typer.Exit(OUR_FAULT) from None


def _damage() -> str:
    """What is wrong with a table of the base that was opened meanwhile."""
    if "clientzoo.tables.stored" not in sys.modules:
        return ""
    from clientzoo.tables.stored import damage

    return damage()


@contextmanager
def guarded_output() -> Iterator[None]:
    """Whatever a command prints meanwhile is made legible: names, ids, headings and files are other people's."""
    before = sys.stdout, sys.stderr
    for stream in before:
        encodable(stream)
    sys.stdout, sys.stderr = map(guard_stream, before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


class UserError(Exception):
    """Wrong use that no place in a file can show; the text says what to do."""


def complain(error: ProblemsError) -> None:
    """Every problem on a line of its own, on standard error."""
    for problem in error.problems:
        typer.echo(str(problem), err=True)

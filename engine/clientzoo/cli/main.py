"""The entry point of the program."""

import os
import sys
from contextlib import suppress

from clientzoo.cli.exit_codes import FINE, INTERRUPTED, WRONG_USE


def main() -> None:
    """Runs `clientzoo` with the process's arguments and leaves with its exit code."""
    sys.unraisablehook = _unheard
    try:
        code = _code()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader left, as `head` does
        code = FINE
    except OSError as error:  # a full disk, mostly
        with suppress(OSError):
            sys.stderr.write(f"clientzoo: standard output: {error.strerror or error}\n")
        _leave_at_once(WRONG_USE)
    if code == INTERRUPTED:
        _leave_at_once(code)
    sys.exit(code)


def _code() -> int | str | None:
    if sys.argv[1:] == ["--version"]:  # asked by scripts and bug reports; needs nothing loaded
        from clientzoo import __version__

        sys.stdout.write(f"clientzoo {__version__}\n")
        return FINE
    from clientzoo.cli.app import app

    try:
        app(prog_name="clientzoo")
    except SystemExit as leaving:
        return leaving.code
    return FINE


def _unheard(_: object) -> None:
    """What fails while Python clears away, as a workbook that could not be written: that has been told."""


def _leave_at_once(code: int) -> None:
    """All is cleaned up; threads of Polars may still call Python, which aborts while Python takes itself apart."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)

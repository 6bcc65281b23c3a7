"""The entry point of the program."""

import os
import sys
from contextlib import suppress


def main() -> None:
    """Runs `clientzoo` with the process's arguments and leaves with its exit code."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts and bug reports; needs nothing loaded
        from clientzoo import __version__

        sys.stdout.write(f"clientzoo {__version__}\n")
        return
    from clientzoo.cli.app import app
    from clientzoo.cli.edge import INTERRUPTED

    try:
        app(prog_name="clientzoo")
    except SystemExit as leaving:
        if leaving.code == INTERRUPTED:
            _leave_at_once(INTERRUPTED)
        raise


def _leave_at_once(code: int) -> None:
    """All is cleaned up; threads of Polars may still call Python, which aborts while Python takes itself apart."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)

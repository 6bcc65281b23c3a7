"""The entry point of the program."""

import sys


def main() -> None:
    """Runs `clientzoo` with the process's arguments and leaves with its exit code."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts and bug reports; needs nothing loaded
        from clientzoo import __version__

        sys.stdout.write(f"clientzoo {__version__}\n")
        return
    from clientzoo.cli.app import app

    app(prog_name="clientzoo")

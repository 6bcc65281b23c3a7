"""The zoo that a command of `clientzoo rules` is about."""

from pathlib import Path
from typing import Annotated

import typer

ZooArgument = Annotated[
    Path | None,
    typer.Argument(
        metavar="[ZOO]",
        help="A workspace folder. Default: the one around you, else the shipped zoo.",
        show_default=False,
    ),
]


def in_number(number: int, what: str) -> str:
    """`no finding`, `1 finding`, `7,000 findings`."""
    return f"no {what}" if number == 0 else f"{number:,} {what}" + ("s" if number > 1 else "")

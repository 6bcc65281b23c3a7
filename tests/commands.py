"""Runs the program as a user does: installed from its wheel, a process of its own, no terminal, UTF-8."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from installed import installed_package

INSTALLED = installed_package()
FRESH = {
    "PYTHONPATH": str(INSTALLED),
    "PYTHONDONTWRITEBYTECODE": "",
    "PYTHONIOENCODING": "utf-8",
    "COLUMNS": "100",
    "TERM": "dumb",
    "CLIENTZOO_REGISTER": "clients.db",  # in the folder of the test
    "CLIENTZOO_BY": "Anna",
}


class Ran(NamedTuple):
    code: int
    out: str
    err: str


def clientzoo(*arguments: str | Path, at: Path, given: str | None = None, env: Mapping[str, str] | None = None) -> Ran:
    """`clientzoo` with the arguments in the folder `at`; `given` is what comes in on standard input."""
    found = subprocess.run(
        [sys.executable, "-m", "clientzoo", *map(str, arguments)],
        cwd=at, input=given, stdin=subprocess.DEVNULL if given is None else None, capture_output=True,
        encoding="utf-8", env={**os.environ, **FRESH, **(env or {})}, timeout=120, check=False,
    )  # fmt: skip
    return Ran(found.returncode, found.stdout, found.stderr)


def wolf(at: Path, name: str = "wolf.yaml", extra: str = "") -> Path:
    """An answers file of a plain wolf."""
    path = at / name
    path.write_text(
        "client: Ромашка\nzoo: clients-ecosystem\nanswers:\n  growth_wish: wants\n  internet_understanding: none\n"
        "  owner_involvement: runs_everything\n  employees: 25\n  management_mess: slight\n  regular_business: yes\n"
        + extra,
        encoding="utf-8",
    )
    return path

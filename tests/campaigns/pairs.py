"""Two processes at once on whatever can be written: both end in words, every file is whole, and no addition is lost."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from campaigns.process import Child, loaded
from campaigns.report import Outcome
from campaigns.whole import contents, half, unfinished
from campaigns.workshop import OUT
from campaigns.writers import WRITERS

EACH = 10
_ADDED = 60 + 40  # rows of orders.csv and of cp1251.csv
ADDING: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "import --add": (
        ("base", "import", "orders.csv", "--as", "orders", "--add", "--base", OUT),
        ("base", "import", "cp1251.csv", "--as", "orders", "--add", "--base", OUT),
    ),
    "rules case add": (
        ("rules", "case", "add", "clients/fair.yaml", "--to", "first", "--id", "one", "--yes"),
        ("rules", "case", "add", "clients/fair.yaml", "--to", "first", "--id", "two", "--yes"),
    ),
    "import of two kinds": (
        ("base", "import", "orders.csv", "--as", "orders", "--base", OUT),
        ("base", "import", "survey.csv", "--as", "survey", "--base", OUT),
    ),
}


def campaign(workspace: Path, folder: Path, each: int) -> Outcome:
    """Every command that writes beside itself, and every addition beside another of its kind."""
    loaded()
    began, faults, tried = time.monotonic(), list[str](), 0
    pairs = {name: (command, command) for name, command in WRITERS.items()} | ADDING
    for name, (one, other) in pairs.items():
        for _ in range(each):
            tried += 1
            faults += [f"{name}: {fault}" for fault in _together(name, one, other, workspace, folder)]
    return Outcome("two at once", tried, faults, f"{len(pairs)} pairs of commands", time.monotonic() - began)


def _together(name: str, one: tuple[str, ...], other: tuple[str, ...], workspace: Path, folder: Path) -> list[str]:
    own = folder / "shared"
    shutil.rmtree(own, ignore_errors=True)
    shutil.copytree(workspace, own)
    (own / OUT).mkdir(exist_ok=True)
    before = contents(own)
    runs = [child.ended() for child in (Child(one, own), Child(other, own))]
    faults = [f"{run.fault()}: {run.told[-300:]}" for run in runs if run.fault()]
    files = contents(own)
    faults += [*half(files, before, {})]
    faults += [f"left behind: {path}" for path in unfinished(files)]
    if name in _KEPT and all(run.code in (0, 1) for run in runs):
        faults += _KEPT[name](own)
    return faults


def _rows(own: Path) -> list[str]:
    table = own / OUT / "orders.parquet"
    reading = f"import polars; print(polars.read_parquet({str(table)!r}).height)"
    rows = subprocess.run([sys.executable, "-c", reading], capture_output=True, text=True, check=True).stdout.strip()
    return [] if int(rows) == _ADDED else [f"{rows} rows of {_ADDED}"]


def _cases(own: Path) -> list[str]:
    text = (own / "rulebases/shop/cases/first.yaml").read_text(encoding="utf-8")
    return [f"the case `{one}` is lost" for one in ("one", "two") if f"id: {one}" not in text]


def _kinds(own: Path) -> list[str]:
    return [f"{one} is missing" for one in ("orders", "survey") if not (own / OUT / f"{one}.parquet").exists()]


_KEPT: dict[str, Callable[[Path], list[str]]] = {
    "import --add": _rows,
    "rules case add": _cases,
    "import of two kinds": _kinds,
}

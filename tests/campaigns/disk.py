"""A disk that is full at any byte: every command that writes says so, keeps the old file, and leaves nothing behind.

The system itself refuses to write files larger than a limit, as it refuses on a full disk; where the machine allows it,
the same on a file system of 64 kB.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path

from campaigns.process import forked, loaded
from campaigns.report import Outcome
from campaigns.whole import contents, half, unfinished
from campaigns.workshop import OUT
from campaigns.writers import WRITERS

LIMITS = (0, 1, 100, 1000, 4096, 10_000, 30_000)


def campaign(workspace: Path, folder: Path) -> Outcome:
    """Every command that writes, the largest file it may write set lower and lower."""
    loaded()
    began, faults, refused, tried = time.monotonic(), list[str](), 0, 0
    for name, command in WRITERS.items():
        for limit in LIMITS:
            tried += 1
            own = folder / "small"
            shutil.rmtree(own, ignore_errors=True)
            shutil.copytree(workspace, own)
            (own / OUT).mkdir(exist_ok=True)
            before = contents(own)
            run = forked(command, own, largest=limit)
            files = contents(own)
            refused += run.code == 2
            told = [run.fault(), *half(files, before, {}), *(f"left behind: {one}" for one in unfinished(files))]
            told += [f"{path} is gone" for path in before if path not in files]
            faults += [f"{name}, {limit} bytes: {one}: {run.told[-400:]}" for one in told if one]
    full = _on_a_full_file_system(workspace, folder, faults)
    figures = f"{refused} refused, {full} on a full disk"
    return Outcome("full disk", tried + full, faults, figures, time.monotonic() - began)


def _on_a_full_file_system(workspace: Path, folder: Path, faults: list[str]) -> int:
    """How many commands were tried on a file system with no room left; 0 where none can be made."""
    place = folder / "disk"
    place.mkdir()
    if (
        os.geteuid() != 0
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], check=False, capture_output=True
        ).returncode
    ):
        return 0
    try:
        own = place / "shop"
        for name, command in WRITERS.items():
            shutil.rmtree(own, ignore_errors=True)
            (place / "filler").unlink(missing_ok=True)
            shutil.copytree(workspace, own)
            (own / OUT).mkdir(exist_ok=True)
            before = contents(own)
            _fill(place / "filler")
            run = forked(command, own)
            files = contents(own)
            told = [run.fault(), *half(files, before, {}), *(f"left behind: {one}" for one in unfinished(files))]
            faults += [f"{name}, full disk: {one}: {run.told[-400:]}" for one in told if one]
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False, capture_output=True)
    return len(WRITERS)


def _fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return

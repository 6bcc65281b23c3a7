"""Runs the campaigns: `python -m campaigns`, all of them or those named; leaves with 1 where one finds a fault.

By hand and every night, not in the suite: the whole takes some hours. `--share 0.1` tries a tenth. The same seed tries
the same.
"""

import argparse
import multiprocessing
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from campaigns import disk, files, kills, pairs, places, templates
from campaigns.report import Outcome
from campaigns.workshop import build

FILES = 10_000
Campaign = Callable[[Path, Path, argparse.Namespace], Outcome]


def _times(count: int, share: float) -> int:
    return max(1, round(count * share))


CAMPAIGNS: dict[str, Campaign] = {
    "files": lambda shop, at, said: files.campaign(shop, at, _times(FILES, said.share), said.seed, said.jobs),
    "interviews": lambda shop, at, said: kills.interviews(shop, at, _times(kills.INTERVIEWS, said.share), said.seed),
    "kills": lambda shop, at, said: kills.writers(shop, at, _times(kills.EACH, said.share), said.seed),
    "pairs": lambda shop, at, said: pairs.campaign(shop, at, _times(pairs.EACH, said.share)),
    "disk": lambda shop, at, said: disk.campaign(shop, at),
    "templates": lambda shop, at, said: templates.campaign(shop, at),
    "places": lambda shop, at, said: places.campaign(shop, at, said.share, said.jobs),
}


def main() -> int:
    """The exit code."""
    wanted = argparse.ArgumentParser(prog="campaigns", description=__doc__)
    wanted.add_argument("names", nargs="*", help=f"of {', '.join(CAMPAIGNS)}; all where none is named")
    wanted.add_argument("--share", type=float, default=1.0, help="of the full number, above 0 and up to 1")
    wanted.add_argument("--seed", type=int, default=1)
    wanted.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    said = wanted.parse_args()
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors", flush=True)
    faults = 0
    with tempfile.TemporaryDirectory(prefix="campaigns-") as name:
        root = Path(name)
        builder = multiprocessing.get_context("spawn").Process(target=build, args=(root / "shop",))
        builder.start()  # in a process of its own: it loads what no fork may inherit
        builder.join()
        for one in said.names or CAMPAIGNS:
            folder = root / one
            folder.mkdir()
            outcome = CAMPAIGNS[one](root / "shop", folder, said)
            print(outcome, flush=True)
            faults += len(outcome.faults)
            if (folder / "found").is_dir():
                shutil.copytree(folder / "found", Path(tempfile.gettempdir()) / "campaigns-found", dirs_exist_ok=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""Four locales, two code pages and two seeds of hashes: the same words everywhere, as far as a code page has them."""

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from campaigns.process import begun
from campaigns.report import Outcome
from campaigns.workshop import OUT, originals

LOCALES = ("C", "C.UTF-8", "ru_RU.UTF-8", "tr_TR.UTF-8")
CODE_PAGES = ("cp1251", "cp866")
SEEDS = ("0", "4242")


def campaign(workspace: Path, folder: Path, share: float, jobs: int) -> Outcome:
    """Every command in each place; a `share` of them where there is little time."""
    began = time.monotonic()
    commands = list(dict.fromkeys(command for one in originals() for command in one.commands))
    commands = commands[:: max(1, round(1 / share))]
    with ThreadPoolExecutor(jobs) as pool:
        numbered = enumerate(commands)
        found = list(pool.map(lambda one: _everywhere(one[1], workspace, folder / f"place-{one[0]}"), numbered))
    faults = [fault for some in found for fault in some]
    tried = len(commands) * (len(LOCALES) + len(CODE_PAGES) + len(SEEDS))
    return Outcome("places", tried, faults, f"{len(commands)} commands", time.monotonic() - began)


def _everywhere(command: tuple[str, ...], workspace: Path, own: Path) -> list[str]:
    def ran(**env: str) -> tuple[int, bytes, bytes]:
        shutil.rmtree(own, ignore_errors=True)
        shutil.copytree(workspace, own)
        (own / OUT).mkdir(exist_ok=True)
        return begun(command, own, {"COLUMNS": "100", "TERM": "dumb", **env})

    said = ran(LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    faults = []
    for name in LOCALES:
        if ran(LC_ALL=name, LANG=name) != said:
            faults.append(f"{' '.join(command)}: other words under {name}")
    for seed in SEEDS:
        if ran(LC_ALL="C.UTF-8", PYTHONHASHSEED=seed) != said:
            faults.append(f"{' '.join(command)}: other words with the seed {seed}")
    for page in CODE_PAGES:
        code, _, told = ran(PYTHONIOENCODING=page, PYTHONUTF8="0")
        if code != said[0] or b"Traceback" in told:
            faults.append(f"{' '.join(command)}: exit {code} in {page}: {told[-300:]!r}")
    shutil.rmtree(own, ignore_errors=True)
    return faults

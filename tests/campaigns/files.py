"""Mutated files of every kind through every command that reads one: no traceback, no exit 3, within memory and time."""

import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from campaigns.mutations import mutated
from campaigns.process import Run, forked, loaded
from campaigns.report import Outcome
from campaigns.workshop import OUT, originals


def campaign(workspace: Path, folder: Path, count: int, seed: int, jobs: int) -> Outcome:
    """`count` mutated files, the kinds in turn, each through one of its commands in turn."""
    began = time.monotonic()
    sized = max(1, count // (jobs * 8))
    parts = [(workspace, folder, seed, start, min(start + sized, count)) for start in range(0, count, sized)]
    faults: list[str] = []
    codes: Counter[int] = Counter()
    most_seconds, most_megabytes = 0.0, 0
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for found in pool.map(_part, parts):
            for line, run in found:
                codes[run.code] += 1
                most_seconds, most_megabytes = max(most_seconds, run.seconds), max(most_megabytes, run.megabytes)
                if fault := run.fault():
                    faults.append(f"{line}: {fault}\n{run.told[-1500:]}")
    figures = f"exit codes {dict(sorted(codes.items()))}; most {most_seconds:.1f} s of processor, {most_megabytes} MB"
    return Outcome("mutated files", count, faults, figures, time.monotonic() - began)


def _part(part: tuple[Path, Path, int, int, int]) -> list[tuple[str, Run]]:
    workspace, folder, seed, start, end = part
    loaded()
    own = folder / f"own-{os.getpid()}"
    if not own.exists():
        shutil.copytree(workspace, own)
    return list(_runs(own, seed, start, end))


def _runs(own: Path, seed: int, start: int, end: int) -> Iterator[tuple[str, Run]]:
    kinds = originals()
    sound = {path: path.read_bytes() for path in own.rglob("*") if path.is_file()}
    for number in range(start, end):
        kind = kinds[number % len(kinds)]
        command = kind.commands[number // len(kinds) % len(kind.commands)]
        path = own / kind.path
        spoilt = mutated(sound[path], seed * 1_000_003 + number)
        path.write_bytes(spoilt)
        (own / OUT).mkdir(exist_ok=True)
        run = forked(command, own)
        if run.fault():
            kept = own.parent / "found"
            kept.mkdir(exist_ok=True)
            (kept / f"{number}-{path.name}").write_bytes(spoilt)
        _tidy(own, sound)
        yield f"{number} {kind.path}: {' '.join(command)}", run


def _tidy(own: Path, sound: Mapping[Path, bytes]) -> None:
    """The workspace as the next finds it: without what the command wrote, and with what it changed as before."""
    shutil.rmtree(own / OUT, ignore_errors=True)
    for path in own.rglob("*"):
        if path.is_file() and path not in sound:
            path.unlink()
    for path, content in sound.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

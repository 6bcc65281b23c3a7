"""kill -9 in interviews and in every command that writes: nothing lost, nothing half written, nothing left behind."""

import random
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from campaigns.process import Child, forked, loaded, must
from campaigns.report import Outcome
from campaigns.whole import contents, half, unfinished
from campaigns.workshop import OUT
from campaigns.writers import WRITERS

INTERVIEWS, EACH = 200, 50
_PATIENCE = 20.0  # seconds until it asks
_ANSWERS = ("1", "2", "1", "2", "3", "u", "1")


def interviews(workspace: Path, folder: Path, count: int, seed: int) -> Outcome:
    """One client, asked again and again, killed at any moment: what was acknowledged is in the file."""
    loaded()
    began, faults, dice = time.monotonic(), list[str](), random.Random(seed)
    own = folder / "asked"
    shutil.copytree(workspace, own)
    command = ("interview", "Mira", "--plain", "--mode", "full", "--no-playbook", "--zoo", "shipped")
    shutil.copytree(_shipped(folder), own / "shipped")
    file = own / "clients/mira.yaml"
    acknowledged = kept = 0
    for number in range(count):
        child = Child(command, own, given=b"".join(f"{dice.choice(_ANSWERS)}\n".encode() for _ in range(40)))
        while not child.said() and time.monotonic() < began + _PATIENCE * (number + 1):
            time.sleep(0.002)
        time.sleep(dice.uniform(0, 0.5))
        child.kill()
        now = child.said().count("So far: ")
        child.ended()
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        answered = len(re.findall(r"^  [a-z_]+:", text, re.MULTILINE))
        if answered < kept + now:
            faults.append(f"{number}: {kept} answers kept and {now} acknowledged, {answered} in the file")
        if text and not text.endswith("\n"):
            faults.append(f"{number}: the file is half written")
        acknowledged, kept = acknowledged + now, answered
        if answered > 30:  # little is left to ask: begin again
            run = forked(("classify", "clients/mira.yaml", "--zoo", "shipped"), own)
            if run.code == 2 or run.fault():
                faults.append(f"{number}: {run.told[-300:]}")
            file.unlink(missing_ok=True)
            kept = 0
    must((*command[:1], "Last", *command[2:]), own, b"1\nq\n")
    left = unfinished(contents(own / "clients"))
    faults += [f"left behind: {path}" for path in left]
    return Outcome(
        "kill -9 in interviews", count, faults, f"{acknowledged} answers acknowledged", time.monotonic() - began
    )


def _shipped(folder: Path) -> Path:
    must(("init", "shipped"), folder)
    return folder / "shipped"


def writers(workspace: Path, folder: Path, each: int, seed: int) -> Outcome:
    """Every command that writes, killed at any moment between its start and its end."""
    loaded()
    began, faults, killed = time.monotonic(), list[str](), 0
    for name, command in WRITERS.items():
        for fault, hit in _one(name, command, workspace, folder, each, random.Random(seed)):
            killed += hit
            if fault:
                faults.append(fault)
    tried = each * len(WRITERS)
    return Outcome("kill -9 while writing", tried, faults, f"{killed} died of it", time.monotonic() - began)


def _one(
    name: str, command: tuple[str, ...], workspace: Path, folder: Path, each: int, dice: random.Random
) -> Iterator[tuple[str, bool]]:
    own = folder / "written"
    shutil.rmtree(own, ignore_errors=True)
    shutil.copytree(workspace, own)
    (own / OUT).mkdir(exist_ok=True)
    before = contents(own)
    start = time.monotonic()
    sound = forked(command, own)
    took = time.monotonic() - start
    if sound.code not in (0, 1):
        yield f"{name}: exit {sound.code}: {sound.told[-300:]}", False
        return
    after = contents(own)
    for _ in range(each):
        shutil.rmtree(own)
        shutil.copytree(workspace, own)
        (own / OUT).mkdir(exist_ok=True)
        child = Child(command, own)
        time.sleep(dice.uniform(0.3, 1.05) * took)
        child.kill()
        hit = child.ended().code == -9
        for fault in half(contents(own), before, after):
            yield f"{name}: {fault}", hit
        again = forked(command, own)
        if again.code not in (0, 1) and name not in ("demo", "init"):  # these want an empty folder
            yield f"{name}: run again, exit {again.code}: {again.told[-300:]}", hit
        left = unfinished(contents(own))
        yield (f"{name}: left behind: {left[0]}" if left and again.code in (0, 1) else ""), hit

"""Figures of the register, by hand: what a kill loses, two writers at once, and how long everything takes when large.

python tests/benchmarks/register.py kill [TIMES] [postgresql]
python tests/benchmarks/register.py writers [WRITES]
python tests/benchmarks/register.py size [CLIENTS] [QUARTERS]
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.find import find_zoo
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Attribute, Zoo
from clientzoo.pool.classify import Base, verdicts
from clientzoo.register.history import history
from clientzoo.register.listing import list_clients
from clientzoo.register.names import name_key
from clientzoo.register.opening import open_register
from clientzoo.register.records import CLIENT, PROFILE, STATEMENT, VERDICT
from clientzoo.register.statement import Said
from clientzoo.register.table import RegisterTable

FIRST_DAY = date(2024, 1, 10)
QUARTER = 91
SLOWEST = 95  # the percentile told of a saving
STAMP = "{}T12:00:00.{:06d}Z"


def shipped() -> Zoo:
    found = find_zoo(None, Path("/"))
    return load_zoo(found.root, found.name, Path.cwd()).sound()


def write_on(address: str, name: str, writes: int) -> None:
    """Says one answer after another, and on standard output what is on the disk; the child of the other measures."""
    register = open_register(address, name)
    zoo = shipped()
    try:
        client = register.client("Ромашка")
    except Exception:  # noqa: BLE001 - whatever is wrong, the register is as good as empty
        client = register.add("Ромашка")
    numeric = [one.id for one in zoo.questions.values() if one.numeric]
    for number in range(writes):
        began = time.perf_counter()
        said = Said(numeric[number % len(numeric)], number % 50 + 1, note=f"{name} {number}")
        register.record(client, [said], origin="interview", zoo=zoo)
        print(json.dumps([number, time.perf_counter() - began]), flush=True)


def child(address: str, name: str, writes: int) -> "subprocess.Popen[str]":
    command = [sys.executable, __file__, "write", address, name, str(writes)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def notes(address: str) -> list[str]:
    register = open_register(address)
    found = [one.note for one in register.statements(register.client("Ромашка"))]
    register.close()
    return found


@contextmanager
def place(postgresql: bool) -> Iterator[str]:
    """The address of an empty register."""
    if postgresql:
        sys.path.insert(0, str(Path(__file__).parents[1]))
        import postgres

        with postgres.server() as url:
            yield url
    else:
        with TemporaryDirectory() as folder:
            yield str(Path(folder) / "register.db")


def kill(times: int, postgresql: bool) -> None:
    """How many answers are lost that had been told as saved, over so many kills in the middle of writing."""
    lost = told = 0
    with place(postgresql) as address:
        open_register(address, "begin").add("Ромашка")
        for number in range(times):
            running = child(address, f"w{number}", 10_000)
            assert running.stdout is not None
            saved = [json.loads(running.stdout.readline())[0]]
            until = time.monotonic() + random.uniform(0.0, 0.4)
            while time.monotonic() < until:
                saved.append(json.loads(running.stdout.readline())[0])
            os.kill(running.pid, signal.SIGKILL)
            saved += [json.loads(line)[0] for line in running.stdout.read().splitlines() if line.endswith("]")]
            running.wait()
            there = set(notes(address))
            missing = [one for one in saved if f"w{number} {one}" not in there]
            lost, told = lost + len(missing), told + len(saved)
    print(f"{times} kills, {told} answers told as saved, {lost} lost")


def writers(writes: int) -> None:
    """Two processes write about one client at once: how many lines there are in the end, and how long one took."""
    with place(False) as address:
        open_register(address, "begin").add("Ромашка")
        began = time.perf_counter()
        running = [child(address, name, writes) for name in ("a", "b")]
        took = [json.loads(line)[1] for one in running for line in (one.stdout or ())]
        codes = [one.wait() for one in running]
        wanted = {f"{name} {number}" for name in ("a", "b") for number in range(writes)}
        missing = len(wanted - set(notes(address)))
        slow = sorted(took)[int(len(took) * SLOWEST / 100)]
        seconds = time.perf_counter() - began
    print(f"2 x {writes} writes in {seconds:.1f} s, exit codes {codes}, {missing} missing,", end=" ")
    print(f"a saving {1000 * slow:.1f} ms at the {SLOWEST}th percentile")


@contextmanager
def told(what: str) -> Iterator[None]:
    """Prints how long the block took, and how long of that a processor of this machine worked for it."""
    wall, worked = time.perf_counter(), time.process_time()
    yield
    print(f"{what}: {time.perf_counter() - wall:.3f} s, of processors {time.process_time() - worked:.3f} s")


def size(clients: int, quarters: int) -> None:
    """A register of clients of whom 50 answers were said in each quarter: how long looking at it takes."""
    zoo = shipped()
    questions = list(zoo.questions.values())[:50]
    dice = random.Random(7)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.db"
        register = open_register(path, "anna")
        began = time.perf_counter()
        with register.writing() as connection:
            for number in range(1, clients + 1):
                _client(connection, number, zoo, questions, quarters, dice)
        print(f"{clients} clients x {len(questions)} answers x {quarters} quarters written in", end=" ")
        print(f"{time.perf_counter() - began:.0f} s, {path.stat().st_size / 2**20:.0f} MiB")
        register.close()
        register = open_register(path, "anna")
        with told("the list, first page"):
            list_clients(register)[:50]
        client = register.client(f"#{clients // 2}")
        consult = engine_for(zoo, EngineChoice.BUILTIN, 100).consult
        with told("one client's history"):
            statements = register.statements(client)
            history(statements, register.verdicts(client), register.decisions(client), zoo, consult)
        day = FIRST_DAY + timedelta(days=QUARTER * (quarters // 2))
        with told("all of them classified as of a day"):
            base = Base(zoo, [RegisterTable(register, zoo, day)], unreadable="unknown")
            with verdicts(base, base.columns(), lambda batch: None) as frame:
                frame.collect()
        register.close()


def _client(
    connection: sa.Connection, number: int, zoo: Zoo, questions: list[Attribute], quarters: int, dice: random.Random
) -> None:
    connection.execute(sa.insert(CLIENT), [{"id": number, "uid": f"{number:032x}"}])
    name = f"Клиент {number}"
    signed = {"recorded_at": STAMP.format(FIRST_DAY, 0), "author": "anna"}
    profile = {"client": number, "act": "added", "name": name, "name_key": name_key(name), "since": FIRST_DAY, **signed}
    connection.execute(sa.insert(PROFILE).inline(), [{**profile, "crm_id": "", "manager": "anna", "archived": False}])
    rows = []
    for quarter in range(quarters):
        day = FIRST_DAY + timedelta(days=QUARTER * quarter)
        for place_, question in enumerate(questions):
            value = dice.randint(1, 60) if question.numeric else dice.choice(list(question.values))
            rows.append(
                {
                    "client": number, "question": question.id, "state": "answered",
                    "value": json.dumps(value), "certainty": 1.0, "note": "", "kind": "change", "holds_from": day,
                    "said_on": day, "origin": "interview", "zoo": zoo.id, "zoo_version": zoo.version,
                    "recorded_at": STAMP.format(day, place_), "author": "anna",
                }
            )  # fmt: skip
    connection.execute(sa.insert(STATEMENT).inline(), rows)
    verdict = {"client": number, "day": day, "status": "decided", "animal": "wolf", "certainty": 0.8, "margin": 0.3}
    rest = {"next_animal": "tiger", "readiness": 0.5, "zoo": zoo.id, "zoo_version": zoo.version, "rules": "x"}
    signed = {"recorded_at": STAMP.format(day, 999), "author": "anna"}
    connection.execute(sa.insert(VERDICT).inline(), [{**verdict, **rest, **signed}])


def main() -> None:
    match sys.argv[1:]:
        case ["write", address, name, writes]:
            write_on(address, name, int(writes))
        case ["kill", *rest]:
            kill(int(rest[0]) if rest else 200, "postgresql" in rest)
        case ["writers", *rest]:
            writers(int(rest[0]) if rest else 1_000)
        case ["size", *rest]:
            size(int(rest[0]) if rest else 10_000, int(rest[1]) if len(rest) > 1 else 8)
        case _:
            print(__doc__)


if __name__ == "__main__":
    main()

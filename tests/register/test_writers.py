"""Several write at once, and one is killed in the middle: what was told as saved is there."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
import sqlalchemy as sa

from clientzoo.register.opening import open_register
from clientzoo.register.statement import Said
from commands import FRESH
from register.registers import Clock, register_at, tiny_zoo

WRITES = 25
_SCRIPT = """
import sys
from types import SimpleNamespace
from clientzoo.register.opening import open_register
from clientzoo.register.statement import Said
register = open_register(sys.argv[1], "killed")
client, zoo = register.client("Ромашка"), SimpleNamespace(id="tiny", version="1.0.0")
for number in range(100_000):
    register.record(client, [Said("employees", number)], origin="interview", zoo=zoo)
    print(number, flush=True)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        register_at(tmp_path / "register.db", Clock(date(2026, 3, 2))).close()
        yield str(tmp_path / "register.db")
    else:
        url: str = request.getfixturevalue("postgres_url")
        register = open_register(url)
        with register.writing() as connection:
            connection.execute(sa.text("TRUNCATE client, erasure RESTART IDENTITY CASCADE"))
        register.close()
        yield url


def test_two_writers_lose_nothing(address: str) -> None:
    first = open_register(address, "anna")
    client = first.add("Ромашка")
    failures: list[BaseException] = []

    def write(name: str) -> None:
        register = open_register(address, name)
        try:
            for number in range(WRITES):
                said = [Said("wish", "wants", note=f"{name} {number}")]
                register.record(client, said, origin="interview", zoo=tiny_zoo())
        except BaseException as error:  # noqa: BLE001 - told by the test
            failures.append(error)
        finally:
            register.close()

    threads = [Thread(target=write, args=(name,)) for name in ("anna", "boris")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    written = [one.note for one in first.statements(client)]
    assert sorted(written) == sorted(f"{name} {number}" for name in ("anna", "boris") for number in range(WRITES))
    moments = [one.recorded_at for one in first.statements(client)]
    assert len({*moments}) == len(moments)
    first.close()


def test_a_killed_writer_loses_nothing_that_was_told(address: str) -> None:
    register = open_register(address, "anna")
    client = register.add("Ромашка")
    env = {**os.environ, **FRESH}
    running = subprocess.Popen([sys.executable, "-c", _SCRIPT, address], stdout=subprocess.PIPE, text=True, env=env)
    assert running.stdout is not None
    told = [running.stdout.readline() for _ in range(5)]
    os.kill(running.pid, signal.SIGKILL)
    told += running.stdout.readlines()
    running.wait()
    running.stdout.close()
    values = {one.value for one in register.statements(client)}
    assert {int(line) for line in told if line.endswith("\n")} <= values
    assert register.record(client, [Said("wish", "wants")], origin="interview", zoo=tiny_zoo())
    register.close()

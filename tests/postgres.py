"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, gone afterwards."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

_USER = "postgres"


def unavailable() -> str | None:
    """Why there can be no server here; None when there can."""
    if _bin() is None:
        return "PostgreSQL is not installed: its initdb is neither on the path nor in /usr/lib/postgresql"
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        return "PostgreSQL does not run as root, and there is no runuser here"
    return None


@contextmanager
def server() -> Iterator[str]:
    """The SQLAlchemy URL of a fresh, empty database."""
    folder = Path(mkdtemp(prefix="pg"))  # a socket's path must be short
    if os.geteuid() == 0:
        shutil.chown(folder, _USER)
    data = str(folder / "data")
    try:
        _run("initdb", "-D", data, "-A", "trust", "-U", _USER, "--no-sync", "-E", "UTF8", "--locale=C")
        port = _free_port()
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        _run("pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql+psycopg://{_USER}@127.0.0.1:{port}/{_USER}"
        finally:
            _run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _bin() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def _run(program: str, *arguments: str) -> None:
    command: Sequence[str] = (str((_bin() or Path()) / program), *arguments)
    if os.geteuid() == 0:
        command = ("runuser", "-u", _USER, "--", *command)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port

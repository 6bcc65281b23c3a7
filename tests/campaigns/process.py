"""Runs of the program in processes of their own, measured: forked from one that has loaded it, or begun anew."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

MOST_SECONDS = 10.0  # of processor time
MOST_MB = 1000
_PATIENCE = 60.0  # by the clock, on a machine that others use


class Run(NamedTuple):
    """How a run ended: exit code (negative: the signal), seconds of processors, most megabytes held, what it said."""

    code: int
    seconds: float
    megabytes: int
    told: str

    def fault(self) -> str:
        """What is wrong with it, or nothing. Exit codes 0, 1 and 2 are answers."""
        if "Traceback" in self.told:
            return "traceback"
        if self.code not in (0, 1, 2):
            return f"exit {self.code}"
        if self.seconds > MOST_SECONDS:
            return f"{self.seconds:.0f} s"
        return f"{self.megabytes} MB" if self.megabytes > MOST_MB else ""


def loaded() -> None:
    """Loads what commands import when they run, so that a fork need not; all but what starts threads, as Polars does.

    Raises RuntimeError where that is loaded already.
    """
    import jinja2
    import markdown_it
    import pydantic
    import ruamel.yaml

    import clientzoo.cli.app
    import clientzoo.knowledge.load
    import clientzoo.playbook.check

    assert all((jinja2, markdown_it, pydantic, ruamel.yaml, clientzoo))
    if "polars" in sys.modules:
        raise RuntimeError("Polars is loaded: a fork would wait for its threads for ever")


class Child:
    """`clientzoo` with the arguments in a fork of this process; `largest` is the most bytes that a file may have."""

    def __init__(self, arguments: Sequence[str], at: Path, largest: int | None = None, given: bytes = b"") -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it has ended
        self._pipe, into = os.pipe()
        input_, self.keys = os.pipe()
        os.write(self.keys, given)
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.keys)
            _become(arguments, at, input_, into if largest is not None else self._said.fileno(), largest)
        os.close(into)
        os.close(input_)
        self._limited = largest is not None

    def ended(self) -> Run:
        """Waits for its end; what takes too long is killed."""
        os.close(self.keys)
        until = time.monotonic() + _PATIENCE
        ended, status, usage = os.wait4(self.pid, os.WNOHANG)
        while not ended:
            if time.monotonic() > until:
                os.kill(self.pid, signal.SIGKILL)
            time.sleep(0.004)
            ended, status, usage = os.wait4(self.pid, os.WNOHANG)
        self._said.seek(0)
        told = os.read(self._pipe, 60_000) if self._limited else self._said.read(200_000)
        self._said.close()
        os.close(self._pipe)
        seconds = usage.ru_utime + usage.ru_stime
        return Run(os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss // 1024, told.decode("utf-8", "replace"))

    def said(self) -> str:
        """What it has said so far."""
        return os.pread(self._said.fileno(), 200_000, 0).decode("utf-8", "replace")

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


def forked(arguments: Sequence[str], at: Path, largest: int | None = None) -> Run:
    """The command, to its end, nothing on its input."""
    return Child(arguments, at, largest).ended()


def _become(arguments: Sequence[str], at: Path, input_: int, output: int, largest: int | None) -> NoReturn:
    """The command, in the child."""
    code = 70
    try:
        for number, stream in ((input_, 0), (output, 1), (output, 2)):
            os.dup2(number, stream)
        os.closerange(3, 64)
        os.chdir(at)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.argv = ["clientzoo", *arguments]
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        from clientzoo.cli.main import main

        main()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 0 if leaving.code is None else 1
    except BaseException:  # noqa: BLE001 - told as a traceback, whatever it is
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def begun(arguments: Sequence[str], at: Path, env: Mapping[str, str]) -> tuple[int, bytes, bytes]:
    """Exit code, output and errors of the command in a process begun anew, nothing on its input."""
    done = subprocess.run(
        [sys.executable, "-m", "clientzoo", *arguments], cwd=at, stdin=subprocess.DEVNULL, capture_output=True,
        env={**os.environ, **env}, timeout=_PATIENCE * 2, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def must(arguments: Sequence[str], at: Path, given: bytes = b"") -> bytes:
    """What the command prints. Raises RuntimeError where it leaves with 2 or more."""
    done = subprocess.run(
        [sys.executable, "-m", "clientzoo", *arguments], cwd=at, input=given, capture_output=True, check=False
    )
    if done.returncode > 1:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.decode()}")
    return done.stdout

"""`clientzoo base`: verdicts into a table of a database, all of them or none."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from bases import ZOO, base, many
from clientzoo.tables.opening import open_table
from clientzoo.tables.table import LINE
from commands import clientzoo

pytest.importorskip("sqlalchemy")


def in_a_database(at: Path, url: str) -> None:
    """The verdicts in a table are those in a file, take the old ones' place, and sum up to the same."""
    base(at, 300)
    clientzoo("base", "classify", "clients.parquet", "-o", "out.parquet", "--explain", at=at)
    to = ("-o", url, "--out-table", "verdicts", "--explain")
    for source in ("clients.csv", "clients.parquet"):
        ran = clientzoo("base", "classify", source, *to, at=at)
        assert (ran.code, ran.err) == (0, "")
    table = open_table(url, ZOO, table="verdicts")
    written = pl.concat([batch.frame.drop(LINE) for batch in table.batches()])
    assert sorted(written.rows()) == sorted(pl.read_parquet(at / "out.parquet").rows())
    sums = [
        clientzoo("base", "summary", *verdicts, "--json", at=at).out
        for verdicts in (("out.parquet",), (url, "--out-table", "verdicts"))
    ]
    assert sums[0] == sums[1]
    (at / "bad.csv").write_text("client,growth_wish\nA,wantz\n", encoding="utf-8")
    ran = clientzoo("base", "classify", "bad.csv", "-o", url, "--out-table", "other", "--json", at=at)
    assert (ran.code, json.loads(ran.out)["rejects"]) == (1, "other.rejects.csv")
    ran = clientzoo("base", "classify", "clients.csv", "-o", url, "--out-table", "verdicts", at=at)
    assert ran.code == 2
    assert "other columns" in ran.err
    assert open_table(url, ZOO, table="verdicts").rows == 300


def test_verdicts_in_sqlite(tmp_path: Path) -> None:
    in_a_database(tmp_path, f"sqlite:///{tmp_path}/verdicts.db")
    for refused in (
        ("sqlite:///gone/x.db", "--out-table", "v"),
        ("sqlite:///x.db",),
        ("postgresql://a@127.0.0.1:1/b",),
    ):
        ran = clientzoo("base", "classify", "clients.csv", "-o", *refused, at=tmp_path)
        assert (ran.code, "Traceback" in ran.err) == (2, False)
    assert not (tmp_path / "x.db").exists()


def test_verdicts_in_postgresql(tmp_path: Path, postgres_url: str) -> None:
    in_a_database(tmp_path, postgres_url)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_a_database_as_it_was(tmp_path: Path, stop: signal.Signals) -> None:
    many(tmp_path)
    url = f"sqlite:///{tmp_path}/verdicts.db"
    for rows in (None, "old"):
        if rows:
            clientzoo("base", "classify", "clients.csv", "-o", url, "--out-table", "verdicts", at=tmp_path)
        command = [
            sys.executable,
            "-m",
            "clientzoo",
            "base",
            "classify",
            "many.csv",
            "-o",
            url,
            "--out-table",
            "verdicts",
        ]
        with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as running:
            until = time.monotonic() + 60
            while not [*tmp_path.glob("verdicts.db-journal")] and time.monotonic() < until:
                time.sleep(0.02)
            running.send_signal(stop)
            err = running.communicate(timeout=60)[1]
        assert running.returncode == 130, err
        assert "Traceback" not in err
        left = [path.name for path in tmp_path.glob("verdicts.db*")]
        assert left == (["verdicts.db"] if rows else [])
    assert open_table(url, ZOO, table="verdicts").rows == 100

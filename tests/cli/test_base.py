"""`clientzoo base`: a whole base from the command line."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import polars.selectors as cs
import pytest

from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from commands import clientzoo, wolf
from crowds import answers, crowd

ZOO = load_zoo(shipped().root, shipped().name).sound()


def base(at: Path, number: int = 400) -> pl.DataFrame:
    """A base with names that would be formulas, in clients.csv and clients.parquet of the folder."""
    name = pl.when(pl.col("client") == "7").then(pl.lit("=1+1")).otherwise("client")
    frame = crowd(ZOO, number, doubted=0.1).with_columns(name.alias("client"))
    frame.write_parquet(at / "clients.parquet")
    frame.with_columns(cs.enum().cast(pl.String)).write_csv(at / "clients.csv")
    return frame


@pytest.mark.parametrize("source", ["clients.csv", "clients.parquet"])
@pytest.mark.parametrize("out", ["out.parquet", "out.csv", "out.xlsx"])
def test_every_client_gets_the_verdict_it_gets_alone(tmp_path: Path, source: str, out: str) -> None:
    frame = base(tmp_path)
    if out.endswith("xlsx"):
        pytest.importorskip("xlsxwriter")
        pytest.importorskip("fastexcel")
    ran = clientzoo("base", "classify", source, "-o", out, "--explain", at=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "400 clients classified" in ran.out
    readers = {".parquet": pl.read_parquet, ".csv": pl.read_csv, ".xlsx": pl.read_excel}
    found = readers[Path(out).suffix](tmp_path / out).to_dicts()  # type: ignore[operator]
    engine = Forward(plan(ZOO))
    for row, client in zip(found, frame.to_dicts(), strict=True):
        alone = engine.consult(answers(ZOO, client))
        assert (row["status"], row["animal"]) == (alone.verdict.status, alone.verdict.animal)
        assert row["runner_up"] == alone.verdict.runner_up
        assert row["certainty"] == pytest.approx(alone.verdict.certainty, abs=1e-9)
        assert row["margin"] == pytest.approx(alone.verdict.margin, abs=1e-9)
        assert row["fired"].split(" ") == list(dict.fromkeys(firing.rule for firing in alone.firings))
    assert not (tmp_path / "out.rejects.csv").exists()


def test_names_cannot_become_formulas(tmp_path: Path) -> None:
    base(tmp_path)
    clientzoo("base", "classify", "clients.parquet", "-o", "out.csv", at=tmp_path)
    assert pl.read_csv(tmp_path / "out.csv")["client"][7] == "'=1+1"


def test_rows_that_cannot_be_read_are_told_and_leave_with_1(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("client,growth_wish,colour\nA,wants,red\nB,wantz,blue\n", encoding="utf-8")
    ran = clientzoo("base", "classify", "in.csv", "-o", "out.csv", "--json", at=tmp_path)
    assert ran.code == 1
    assert json.loads(ran.out) == {
        "zoo": "clients-ecosystem", "out": "out.csv", "clients": 1, "rejected": 1, "rejects": "out.rejects.csv",
    }  # fmt: skip
    assert "left aside: colour" in ran.err
    told = pl.read_csv(tmp_path / "out.rejects.csv").to_dicts()
    assert [(row["file"], row["line"], row["client"], row["column"], row["value"]) for row in told] == [
        ("in.csv", 3, "B", "growth_wish", "wantz")
    ]


def test_a_folder_of_answers_files_is_a_base(tmp_path: Path) -> None:
    (tmp_path / "clients").mkdir()
    wolf(tmp_path / "clients")
    ran = clientzoo("base", "classify", "clients", "-o", "out.csv", at=tmp_path)
    assert ran.code == 0
    assert pl.read_csv(tmp_path / "out.csv")["animal"].to_list() == ["wolf"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("none.csv", "-o", "out.csv"), "no such file"),
        (("clients.csv", "-o", "out.pdf"), "choose the extension"),
        (("clients.csv", "-o", "gone/out.csv"), "no folder"),
        (("clients.csv", "-o", "out.csv", "--zoo", "nowhere"), "no such folder"),
        (("sqlite:///none.db", "-o", "out.csv"), "--table"),
    ],
)
def test_wrong_use_leaves_with_2_and_writes_nothing(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    base(tmp_path, 5)
    before = sorted(tmp_path.iterdir())
    ran = clientzoo("base", "classify", *arguments, at=tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX")
def test_an_interrupted_run_leaves_the_old_output_and_nothing_else(tmp_path: Path) -> None:
    base(tmp_path, 100)
    lines = (tmp_path / "clients.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    with (tmp_path / "many.csv").open("w", encoding="utf-8") as file:
        file.write(lines[0])
        for _ in range(10_000):
            file.writelines(lines[1:])
    (tmp_path / "out.parquet").write_text("old", encoding="utf-8")
    command = [sys.executable, "-m", "clientzoo", "base", "classify", "many.csv", "-o", "out.parquet"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as running:
        until = time.monotonic() + 60
        while not [*tmp_path.glob(".out.parquet.*")] and time.monotonic() < until:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        err = running.communicate(timeout=60)[1]
    assert running.returncode == 130, err
    assert "Traceback" not in err
    assert (tmp_path / "out.parquet").read_text(encoding="utf-8") == "old"
    assert not [*tmp_path.glob(".out*")]


def test_the_summary_counts_every_client(tmp_path: Path) -> None:
    base(tmp_path, 2_000)
    clientzoo("base", "classify", "clients.parquet", "-o", "out.parquet", at=tmp_path)
    ran = clientzoo(
        "base", "summary", "out.parquet", "--clients", "clients.parquet", "--html", "base.html", at=tmp_path
    )
    assert ran.code == 0, ran.err
    told = json.loads(clientzoo("base", "summary", "out.parquet", "--json", at=tmp_path).out)
    verdicts = pl.read_parquet(tmp_path / "out.parquet")
    assert told["clients"] == 2_000 == sum(one["clients"] for one in told["animals"])
    for one in told["animals"]:
        mine = verdicts.filter(pl.col("animal").eq_missing(pl.lit(one["animal"])))
        assert one["clients"] == mine.height
        assert one["close"] == mine.filter(status="close").height
    for one in told["transitions"]:
        certainties = [near["certainty"] for near in one["nearest"]]
        assert certainties == sorted(certainties, reverse=True)
        assert one["open"] >= len(certainties)
    page = (tmp_path / "base.html").read_text(encoding="utf-8")
    assert "<svg" in page and "What to ask next" in page
    assert "http" not in page, "no network"


def test_a_summary_of_something_else_is_refused(tmp_path: Path) -> None:
    base(tmp_path, 5)
    ran = clientzoo("base", "summary", "clients.csv", at=tmp_path)
    assert ran.code == 2
    assert "base classify" in ran.err

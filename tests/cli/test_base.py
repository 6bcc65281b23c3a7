"""`clientzoo base`: a whole base from the command line."""

import json
import re
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
from clientzoo.tables.opening import open_table
from clientzoo.tables.table import LINE
from commands import clientzoo, wolf
from crowds import answers, crowd
from terminals import Terminal

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
    text = "client,growth_wish,colour,Growth_Wish\nA,wants,red,\nB,wantz,blue,\n"
    (tmp_path / "in.csv").write_text(text, encoding="utf-8")
    ran = clientzoo("base", "classify", "in.csv", "-o", "out.csv", "--json", at=tmp_path)
    assert ran.code == 1
    assert json.loads(ran.out) == {
        "zoo": "clients-ecosystem", "out": "out.csv", "clients": 1, "rejected": 1, "rejects": "out.rejects.csv",
    }  # fmt: skip
    assert "left aside: colour, Growth_Wish (`growth_wish` answers it already)" in ran.err
    told = pl.read_csv(tmp_path / "out.rejects.csv").to_dicts()
    assert [(row["file"], row["line"], row["client"], row["column"], row["value"]) for row in told] == [
        ("in.csv", 3, "B", "growth_wish", "wantz")
    ]


def test_a_misspelt_column_is_told_with_the_question_it_may_mean(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("client,growth_wissh,tenders\nA,wants,never\n", encoding="utf-8")
    ran = clientzoo("base", "classify", "in.csv", "-o", "out.csv", at=tmp_path)
    assert ran.code == 0
    assert "growth_wissh (did you mean growth_wish?)" in ran.err
    assert ran.out == "1 client classified: out.csv\n"


def test_certainties_read_as_they_are_written_in_rules(tmp_path: Path) -> None:
    base(tmp_path)
    for out in ("out.csv", "out.xlsx"):
        clientzoo("base", "classify", "clients.csv", "-o", out, "--ranking", at=tmp_path)
    cells = (tmp_path / "out.csv").read_text(encoding="utf-8").replace("\n", ",").split(",")
    assert max(len(cell.lstrip("-")) for cell in cells if cell.lstrip("-").startswith("0.")) <= len("0.123456")
    pytest.importorskip("fastexcel")
    sheet = pl.read_excel(tmp_path / "out.xlsx").select(cs.float())
    assert sheet.equals(sheet.select(cs.all().round(6)))


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
        (("sqlite:///none.db", "-o", "out.csv", "--table", "clients"), "no such file"),
        (("mysql://me:secret@127.0.0.1/b", "-o", "out.csv", "--table", "clients"), "pip install the driver"),
        (("nonsense://me:secret@127.0.0.1/b", "-o", "out.csv", "--table", "clients"), "not the URL of a database"),
        (("https://example.com/clients.csv", "-o", "out.csv"), "download it first"),
        (("clients.csv", "-o", "clients.csv"), "write to another one"),
        (("clients.csv", "-o", "out.csv", "--rejects", "clients.csv"), "write to another one"),
        (("clients.csv", "-o", "out.csv", "--rejects", "./out.csv"), "a file each"),
        (("clients.csv", "-o", "out.csv", "--rejects", "gone/rejects.csv"), "no folder"),
        (("clients.csv", "-o", "/"), "choose the extension"),
        (("clients.csv", "-o", "folder.csv"), "this is a folder"),
        (("folder.csv", "-o", "out.csv"), "no answers files"),
        (("clients.csv", "-o", "out.csv", "--encoding", "utf-16"), "save it as CSV UTF-8"),
        (("clients.csv", "-o", "out.csv", "--encoding", "klingon"), "no encoding called"),
    ],
)
def test_wrong_use_leaves_with_2_and_writes_nothing(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    base(tmp_path, 5)
    (tmp_path / "folder.csv").mkdir()
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()}
    ran = clientzoo("base", "classify", *arguments, at=tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err and "should not happen" not in ran.err and "secret" not in ran.err
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()} == before


def many(at: Path) -> None:
    """many.csv: 300 000 clients, by writing the same hundred again and again."""
    base(at, 100)
    heading, *lines = (at / "clients.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    with (at / "many.csv").open("w", encoding="utf-8") as file:
        file.write(heading)
        for _ in range(3_000):
            file.writelines(lines)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_the_old_output_and_nothing_else(tmp_path: Path, stop: signal.Signals) -> None:
    many(tmp_path)
    (tmp_path / "out.parquet").write_text("old", encoding="utf-8")
    command = [sys.executable, "-m", "clientzoo", "base", "classify", "many.csv", "-o", "out.parquet"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as running:
        until = time.monotonic() + 60
        while not [*tmp_path.glob(".out.parquet.*")] and time.monotonic() < until:
            time.sleep(0.02)
        running.send_signal(stop)
        err = running.communicate(timeout=60)[1]
    assert running.returncode == 130, err
    assert "Traceback" not in err
    assert (tmp_path / "out.parquet").read_text(encoding="utf-8") == "old"
    assert not [*tmp_path.glob(".out*")]


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal as on POSIX")
def test_ctrl_c_in_a_terminal_while_the_bar_moves(tmp_path: Path) -> None:
    many(tmp_path)
    terminal = Terminal("base", "classify", "many.csv", "-o", "out.csv", at=tmp_path, columns=100)
    shown = terminal.wait("rows/s")
    assert re.search(r"classifying \d[\d,]* rows, \d[\d,]* rows/s", shown)
    terminal.press("\x03")
    assert terminal.end() == 130
    assert "interrupted" in terminal.text
    assert "Traceback" not in terminal.text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clients.csv", "clients.parquet", "many.csv"]


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
    pytest.importorskip("sqlalchemy")
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
    pytest.importorskip("sqlalchemy")
    in_a_database(tmp_path, postgres_url)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_a_database_as_it_was(tmp_path: Path, stop: signal.Signals) -> None:
    pytest.importorskip("sqlalchemy")
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


def test_a_summary_of_something_else_is_refused(tmp_path: Path) -> None:
    base(tmp_path, 5)
    ran = clientzoo("base", "summary", "clients.csv", at=tmp_path)
    assert ran.code == 2
    assert "base classify" in ran.err

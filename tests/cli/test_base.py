"""`clientzoo base`: a whole base from the command line."""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import polars as pl
import polars.selectors as cs
import pytest
from typer.testing import CliRunner

from bases import ZOO, base, many
from clientzoo.cli.app import app
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.tables import writing
from commands import clientzoo, wolf
from crowds import answers
from terminals import Terminal


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
        "zoo": "clients-ecosystem", "out": "out.csv", "clients": 1, "rejected": 1, "cells": {"growth_wish": 1},
        "rejects": "out.rejects.csv",
    }  # fmt: skip
    assert "left aside: colour, Growth_Wish (`growth_wish` answers it already)" in ran.err
    told = pl.read_csv(tmp_path / "out.rejects.csv").to_dicts()
    assert [(row["file"], row["line"], row["client"], row["column"], row["value"]) for row in told] == [
        ("in.csv", 3, "B", "growth_wish", "wantz")
    ]


def test_a_sheet_that_would_not_hold_all_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("xlsxwriter")
    monkeypatch.chdir(tmp_path)
    base(tmp_path, 100)
    (tmp_path / "out.xlsx").write_text("old", encoding="utf-8")
    for most, code in ((100, 2), (101, 0)):  # the heading takes a row
        monkeypatch.setattr(writing, "EXCEL_ROWS", most)
        ran = CliRunner().invoke(app, ["base", "classify", "clients.parquet", "-o", "out.xlsx"])
        assert ran.exit_code == code
        if code:
            assert "a sheet holds 99 clients at most; write Parquet or CSV" in ran.output
            assert (tmp_path / "out.xlsx").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clients.csv", "clients.parquet", "out.xlsx"]


def test_every_row_is_counted_once(tmp_path: Path) -> None:
    """Rows with several wrong cells or of a wrong length, in two files and in answers files: nothing goes missing."""
    rows = ["A,wants,1", "B,wantz,-1", "C,none", "D,none,1,1", 'E,"none",2', "F,none,x", "G,none,"]
    (tmp_path / "a.csv").write_text("\n".join(["client,growth_wish,employees", *rows]) + "\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("client;growth_wish\nA;none\nB;\nC;?\n", encoding="utf-8")
    (tmp_path / "clients").mkdir()
    wolf(tmp_path / "clients")
    wrong = "client: X\nzoo: clients-ecosystem\nanswers:\n  growth_wish: much\n  employees: many\n"
    (tmp_path / "clients" / "x.yaml").write_text(wrong, encoding="utf-8")
    ran = clientzoo("base", "classify", "a.csv", "b.csv", "clients", "-o", "out.csv", "--json", at=tmp_path)
    told = json.loads(ran.out)
    assert (told["clients"], told["rejected"]) == (6, 6)
    assert pl.read_csv(tmp_path / "out.csv").height == 6
    refused = pl.read_csv(tmp_path / "out.rejects.csv")
    assert sorted(set(refused.select("file", "line").rows())) == [
        ("a.csv", 3), ("a.csv", 4), ("a.csv", 5), ("a.csv", 7), ("b.csv", 4), ("clients/x.yaml", 4),
    ]  # fmt: skip


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
def test_wrong_use_leaves_with_2_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    base(tmp_path, 5)
    (tmp_path / "folder.csv").mkdir()
    before = {path: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()}
    ran = CliRunner().invoke(app, ["base", "classify", *arguments])
    assert ran.exit_code == 2
    assert said in ran.output
    assert "Traceback" not in ran.output and "should not happen" not in ran.output and "secret" not in ran.output
    assert {path: path.is_file() and path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX")
@pytest.mark.parametrize(
    ("stop", "shell"), [(signal.SIGINT, "exec"), (signal.SIGTERM, "exec"), (signal.SIGTERM, "trap '' INT; exec")]
)
def test_an_interrupted_run_leaves_the_old_output_and_nothing_else(
    tmp_path: Path, stop: signal.Signals, shell: str
) -> None:
    """Also as a job in the background of a script, where SIGINT is ignored."""
    many(tmp_path)
    (tmp_path / "out.parquet").write_text("old", encoding="utf-8")
    program = f"{shell} {sys.executable} -m clientzoo base classify many.csv -o out.parquet"
    command = ["/bin/sh", "-c", program]
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
        nearest = [(near["readiness"] or 0.0, near["certainty"]) for near in one["nearest"]]
        assert nearest == sorted(nearest, reverse=True)
        assert one["open"] >= len(nearest)
    page = (tmp_path / "base.html").read_text(encoding="utf-8")
    assert "<svg" in page and "What to ask next" in page
    assert not re.search(r"https?://", page), "no network"


@pytest.mark.parametrize("out", ["out.parquet", "out.csv", "out.xlsx"])
def test_a_summary_reads_what_classify_writes_even_of_no_client(tmp_path: Path, out: str) -> None:
    if out.endswith("xlsx"):
        pytest.importorskip("fastexcel")
    wolves = "".join(f"{name},demands,none,runs_everything,25,slight,yes,strong\n" for name in ("007", "1e5", "true"))
    heading = "client,growth_wish,internet_understanding,owner_involvement,employees,management_mess,regular_business"
    (tmp_path / "none.csv").write_text(f"{heading},leadership_will\n", encoding="utf-8")
    (tmp_path / "wolves.csv").write_text(f"{heading},leadership_will\n{wolves}", encoding="utf-8")
    for source, number in (("none.csv", 0), ("wolves.csv", 3)):
        assert clientzoo("base", "classify", source, "-o", out, at=tmp_path).code == 0
        ran = clientzoo("base", "summary", out, "--clients", source, "--json", at=tmp_path)
        assert (ran.code, ran.err) == (0, "")
        told = json.loads(ran.out)
        assert told["clients"] == number
        assert all(one["gain"] > 0 for one in told["ask"])
    assert ["007", "1e5", "true"] in [[near["client"] for near in one["nearest"]] for one in told["transitions"]]


def test_what_is_printed_for_programs_keeps_its_schema(tmp_path: Path) -> None:
    base(tmp_path, 200)
    classified = clientzoo("base", "classify", "clients.csv", "-o", "out.csv", "--json", at=tmp_path)
    summary = clientzoo("base", "summary", "out.csv", "--clients", "clients.csv", "--json", at=tmp_path)
    for name, ran in (("classified", classified), ("summary", summary)):
        described = json.loads(clientzoo("schema", name, at=tmp_path).out)
        jsonschema.Draft202012Validator.check_schema(described)
        jsonschema.validate(json.loads(ran.out), described)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("clients.csv",), "base classify"),
        (("empty.csv",), "base classify"),
        (("fake.parquet",), "base classify"),
        (("fake.xlsx",), "cannot be read"),
        (("odd.csv",), "base classify"),
        (("unicorn.csv",), "no animal of the zoo"),
        (("none.csv",), "no such file"),
        (("clients.csv", "--html", "gone/page.html"), "no folder"),
        (("clients.csv", "--html", "."), "this is a folder"),
        (("unicorn.csv", "--html", "unicorn.csv"), "to another one"),
    ],
)
def test_a_summary_of_something_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    base(tmp_path, 5)
    heading = "client,status,animal,certainty,margin\n"
    (tmp_path / "empty.csv").write_text("", encoding="utf-8")
    (tmp_path / "fake.parquet").write_text(heading, encoding="utf-8")
    (tmp_path / "fake.xlsx").write_text(heading, encoding="utf-8")
    (tmp_path / "odd.csv").write_text(f"{heading}A,decided,cow,much,0.2\n", encoding="utf-8")
    (tmp_path / "unicorn.csv").write_text(f"{heading}A,decided,unicorn,0.5,0.2\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    ran = CliRunner().invoke(app, ["base", "summary", *arguments])
    assert ran.exit_code == 2
    assert said in ran.output
    assert "should not happen" not in ran.output
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before

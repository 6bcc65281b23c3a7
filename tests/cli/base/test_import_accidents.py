"""`base import` when something goes wrong: the base stays as good as it was."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from clientzoo.cli.app import app
from clientzoo.knowledge.credentials import redacted, without_password


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["base", "import", *arguments])
    return done.exit_code, done.output


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "o.csv").write_text("client,order_date,amount\nA,2026-01-01,1\n")
    assert run("o.csv", "--as", "orders")[0] == 0
    return tmp_path


@pytest.mark.parametrize("rows", ["A,never,1\nB,never,2\n", ""])
def test_a_file_of_which_nothing_can_be_read_replaces_no_table(here: Path, rows: str) -> None:
    before = (here / "base/orders.parquet").read_bytes()
    (here / "p.csv").write_text("client,order_date,amount\n" + rows)
    code, said = run("p.csv", "--as", "orders")
    assert code == 2
    assert "no row of it could be read" in said
    assert (here / "base/orders.parquet").read_bytes() == before


@pytest.mark.parametrize(
    ("rows", "why"), [("A,never,1\nB,never,2\n", "base/rejects/requests.csv"), ("", "there is none")]
)
def test_a_first_import_of_which_nothing_can_be_read_writes_no_table(here: Path, rows: str, why: str) -> None:
    (here / "p.csv").write_text("client,request_date,amount\n" + rows)
    code, said = run("p.csv", "--as", "requests")
    assert code == 1
    assert "No row could be read, so no table base/requests.parquet is written" in said
    assert why in said
    assert not (here / "base/requests.parquet").exists()
    code, said = run("p.csv", "--as", "requests", "--json")
    assert (code, json.loads(said)["written"]) == (1, None)
    assert json.loads(said)["files"][0]["cells"] == ({"request_date": 2} if rows else {})


def test_a_damaged_workbook_is_told(here: Path) -> None:
    (here / "o.xlsx").write_bytes(b"PK\x03\x04 and then nothing")
    code, said = run("o.xlsx", "--as", "orders")
    assert code == 2
    assert "this workbook is damaged" in said


def test_a_folder_with_brackets_is_a_folder(here: Path) -> None:
    for _ in range(2):
        assert run("o.csv", "--as", "orders", "--base", "[2026] clients")[0] == 0
    assert (here / "[2026] clients/orders.parquet").is_file()


@pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
def test_a_table_keeps_its_mode_and_its_link(here: Path) -> None:
    table = here / "base/orders.parquet"
    real = table.rename(here / "elsewhere.parquet")
    real.chmod(0o600)
    table.symlink_to(real)
    (here / "p.csv").write_text("client,order_date,amount\nB,2026-01-01,7\n")
    assert run("p.csv", "--as", "orders")[0] == 0
    assert table.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert pl.read_parquet(real)["client_name"].to_list() == ["B"]


def test_two_imports_at_once_lose_no_row(here: Path) -> None:
    commands = []
    for number in range(3):
        path = here / f"{number}.csv"
        path.write_text("client,order_date,amount\n" + f"C{number},2026-01-02,1\n" * 1000)
        commands.append([sys.executable, "-m", "clientzoo", "base", "import", path.name, "--as", "orders", "--add"])
    running = [subprocess.Popen(one, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for one in commands]
    assert [one.wait(120) for one in running] == [0, 0, 0]
    assert pl.read_parquet(here / "base/orders.parquet").height == 3001


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_killed_import_leaves_nothing(here: Path, number: signal.Signals) -> None:
    (here / "tmp").mkdir()
    (here / "big.csv").write_text("client,order_date,amount\n" + "A,2026-01-02,1\n" * 3_000_000)
    command = [sys.executable, "-m", "clientzoo", "base", "import", "big.csv", "--as", "orders"]
    running = subprocess.Popen(
        command, env={**os.environ, "TMPDIR": str(here / "tmp")}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not any((here / "tmp").glob("clientzoo-*")) and time.monotonic() < deadline and running.poll() is None:
        time.sleep(0.01)
    running.send_signal(number)
    assert running.wait(60) == 130
    assert not any((here / "tmp").glob("clientzoo-*"))


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bob:S3CR3T?x@host/b", "postgresql://bob:a@S3CR3T@host/b", "https://host/b?token=S3CR3T",
        "s3://user:S3CR3T@host/b", "postgresql://S3CR3T@host/b", "mysql://bob:S3/CR3T@host/b?password=S3CR3T",
    ],
)  # fmt: skip
def test_no_password_is_shown(url: str) -> None:
    for said in (without_password(url), redacted(f"cannot reach {url} now")):
        assert "host" in said
        assert not {"S3CR3T", "CR3T", "bob"} & {*said.replace("@", " ").replace("/", " ").replace(":", " ").split()}
        assert "S3" not in said.replace("s3://", "")


def test_a_refusal_prints_the_whole_command_to_paste(here: Path) -> None:
    (here / "my deals.csv").write_text("No,Client,Zeitpunkt,Preis\n1,A,2026-01-02,1.5\n2,B,2026-01-03,2.5\n")
    code, said = run("my deals.csv", "--as", "orders", "--map", "deal_id=No", "--encoding", "utf-8")
    assert code == 2
    command = said.strip().splitlines()[-1].strip()
    assert command == (
        "clientzoo base import 'my deals.csv' --as orders --encoding utf-8 --map deal_id=No "
        "--map order_date=Zeitpunkt --map amount=Preis"
    )
    assert run(*shlex.split(command)[3:])[0] == 0
    assert pl.read_parquet(here / "base/orders.parquet")["amount"].sum() == 4


def test_without_a_heading_the_command_names_columns_by_number(here: Path) -> None:
    (here / "p.csv").write_text("Acme,2026-01-02,1.5\nBeta,2026-01-03,2.5\n")
    code, said = run("p.csv", "--as", "orders")
    assert code == 2
    command = said.strip().splitlines()[-1].strip()
    assert command.endswith("--map order_date=2 --map amount=3 --map client_name=1 --no-heading")
    assert run(*shlex.split(command)[3:])[0] == 0
    assert pl.read_parquet(here / "base/orders.parquet")["client_name"].to_list() == ["Acme", "Beta"]


@pytest.mark.skipif(os.name == "nt", reason="names and links of POSIX")
def test_odd_paths_are_told_in_a_sentence(here: Path) -> None:
    (here / "a.csv").symlink_to("b.csv")
    (here / "b.csv").symlink_to("a.csv")
    odd = os.fsdecode(b"caf\xe9.csv")
    (here / odd).write_text("client,order_date,amount\nA,2026-01-01,never\nB,2026-01-01,1\n")
    os.mkfifo(here / "p.csv")
    assert run(odd, "--as", "orders")[0] == 1
    for name, said in (
        ("a.csv", "symbolic links"),
        ("p.csv", "no regular file"),
        ("https://u:S3CR3T@h/a.csv?t=S3CR3T", "h/a.csv"),
    ):
        code, output = run(name, "--as", "orders")
        assert (code, said in output, "S3CR3T" in output) == (2, True, False), output


@pytest.mark.skipif(os.name == "nt", reason="names and links of POSIX")
def test_classify_tells_odd_sources_in_a_sentence(here: Path) -> None:
    pl.DataFrame({"client": ["A"], "growth_wish": ["wants"]}).write_parquet(here / "c[1].parquet")
    pl.DataFrame({"client": ["B"], "growth_wish": ["wants"]}).write_parquet(here / "c1.parquet")
    (here / "z.parquet").write_bytes((here / "c1.parquet").read_bytes()[:-30])
    (here / "z.xlsx").write_bytes(b"PK\x03\x04")
    os.mkfifo(here / "p.csv")
    classify = ["base", "classify", "-o", "out.csv", "--table", "t"]
    for source, said in (
        ("z.parquet", "damaged"), ("z.xlsx", "damaged"), ("p.csv", "no regular file"),
        ("postgresql+psycopg://bob:S3CR3T@host:port/b", "host"), ("postgresql://bob:S3CR3T?x@host:1x/b", "host"),
    ):  # fmt: skip
        done = CliRunner().invoke(app, [*classify, source])
        assert done.exit_code == 2, done.output
        assert said in done.output
        assert "S3CR3T" not in done.output
    assert CliRunner().invoke(app, [*classify, "c[1].parquet"]).exit_code == 0
    assert (here / "out.csv").read_text().splitlines()[1].startswith("A,")

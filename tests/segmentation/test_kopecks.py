"""Money to the kopeck: what a file holds, what a table holds, and what every method and every writer shows of it."""

import json
import re
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner, Result

from clientzoo.cli.app import app
from clientzoo.segmentation.money import major, minor

KOPECKS = "client,date,amount\nA,2026-01-31,10.49\nA,2026-02-01,20.49\nB,2026-01-31,5.55\n"
FINE = "client,date,amount\nA,2026-01-31,0.004\nA,2026-02-01,0.006\nB,2026-01-31,10.555\nB,2026-01-31,10.555\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["base", *arguments])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kopecks(here: Path) -> Path:
    (here / "o.csv").write_text(KOPECKS)
    assert run("import", "o.csv", "--as", "orders").exit_code == 0
    return here


MONEY_OF = [
    ("abc", "amount", ["30.98", "5.55"]), ("rfm", "monetary", ["30.98", "5.55"]), ("ltv", "ltv", ["30.98", "5.55"]),
    ("ltv", "average_bill", ["15.49", "5.55"]), ("pareto", "total", ["30.98", "5.55"]),
]  # fmt: skip


@pytest.mark.parametrize(("method", "column", "right"), MONEY_OF)
def test_kopecks_reach_every_format(kopecks: Path, method: str, column: str, right: list[str]) -> None:
    from python_calamine import CalamineWorkbook

    for number in right:
        assert re.search(rf"(?<![\d.]){number}(?!\d)", run("segment", method).output), number
    printed = json.loads(run("segment", method, "--json").stdout)["tables"][method]
    assert sorted(row[column] for row in printed) == right
    written = kopecks / "base" / "segments"
    run("segment", method, "--format", "parquet")
    assert sorted(map(str, pl.read_parquet(written / f"{method}.parquet")[column])) == right
    run("segment", method, "--format", "csv")
    texts = pl.read_csv(written / f"{method}.csv", infer_schema=False)
    assert sorted(texts[column]) == right
    run("segment", method, "--format", "xlsx")
    rows = CalamineWorkbook.from_path(written / f"{method}.xlsx").get_sheet_by_name(method).to_python()
    at = rows[0].index(column.replace("_", " "))
    assert sorted(f"{row[at]:.2f}" for row in rows[1:]) == right


def test_the_total_of_a_file_is_exact_and_what_rounding_makes_of_it_is_told(here: Path) -> None:
    (here / "o.csv").write_text(FINE)
    done = run("import", "o.csv", "--as", "orders")
    assert "total 21.12 in the file = 21.12 read + 0 rejected" in done.output
    assert "rounded to hundredths that is 21.13 read (+0.01)" in done.output
    (file,) = json.loads(run("import", "o.csv", "--as", "orders", "--json").stdout)["files"]
    assert file["totals"] == [{"currency": None, "file": "21.12", "read": "21.12", "rejected": "0", "rounding": "0.01"}]
    assert file["total"] == "21.13"


def test_a_rejected_row_keeps_its_fractions_in_the_account(here: Path) -> None:
    (here / "o.csv").write_text("client,date,amount\nA,2026-01-31,0.006\nB,31.31.2026,1.005\n")
    done = run("import", "o.csv", "--as", "orders", "--dates", "ymd")
    assert "total 1.011 in the file = 0.006 read + 1.005 rejected" in done.output
    assert "rounded to hundredths that is 0.01 read (+0.004)" in done.output


@pytest.mark.parametrize(
    ("kind", "given", "right"),
    [
        (pl.Decimal(38, 4), ["10.5550", "-10.5550", "0.0049", "90000000000000.0150"],
         [1056, -1056, 0, 9_000_000_000_000_002]),
        (pl.Decimal(18, 2), ["1.23", "-0.01"], [123, -1]),
        (pl.Decimal(18, 0), ["3"], [300]),
    ],
)  # fmt: skip
def test_decimals_of_any_scale_become_whole_kopecks(kind: pl.Decimal, given: list[str], right: list[int]) -> None:
    frame = pl.DataFrame({"a": [Decimal(one) for one in given]}, schema={"a": kind}).lazy()
    assert frame.select(minor(frame, "a")).collect()["a"].to_list() == right


@pytest.mark.parametrize(("units", "right"), [(3098, "30.98"), (-1, "-0.01"), (10**15 + 1, "10000000000000.01")])
def test_whole_kopecks_become_money_without_loss(units: int, right: str) -> None:
    assert str(pl.DataFrame({"a": [units]}).select(major("a")).item()) == right

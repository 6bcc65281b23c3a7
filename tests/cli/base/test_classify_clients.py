"""`base classify` finds who the client is in the tables that people and the program itself write."""

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from clientzoo.cli.app import app


def test_the_answers_of_the_demo_bear_their_clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["base", "demo"]).exit_code == 0
    done = CliRunner().invoke(app, ["base", "classify", "base/answers.parquet", "-o", "verdicts.parquet"])
    assert done.exit_code == 0, done.output
    named = pl.read_parquet("base/answers.parquet")["client_name"].to_list()
    assert pl.read_parquet("verdicts.parquet")["client"].to_list() == named


def test_a_cell_that_cannot_be_read_costs_the_client_only_if_so_wished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("c.csv").write_text("client_name,growth_wish,employees\nMira,wants,lots\nOle,wants,3-5\n", encoding="utf-8")
    kept = ("--unreadable", "unknown")
    for more, clients, said in (((), ["Ole"], "--unreadable unknown"), (kept, ["Mira", "Ole"], "employees: 1")):
        done = CliRunner().invoke(app, ["base", "classify", "c.csv", "-o", "v.parquet", *more])
        assert done.exit_code == 1
        assert said in done.output
        assert pl.read_parquet("v.parquet")["client"].to_list() == clients

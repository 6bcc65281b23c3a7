"""`pool moves` as a head of sales meets it: the made-up base with its history, and tables of one's own."""

import json
from pathlib import Path

import jsonschema
import polars as pl
import pytest
from typer.testing import CliRunner, Result

from clientzoo.cli.app import app
from clientzoo.cli.schemas import json_schema


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "base"
    assert run("base", "demo", "--history", "--base", str(folder)).exit_code == 0
    return folder


def test_the_history_of_the_made_up_base(demo: Path) -> None:
    done = run("pool", "moves", "2025-06-30", "2026-06-30", "--base", str(demo))
    assert done.exit_code in (0, 1)
    assert "From 2025-06-30 to 2026-06-30, a step of 1.00 years" in done.output
    assert "answers: " in done.output
    assert "now speak for it: " in done.output
    assert "the rules changed: undetermined -> " in done.output


def test_json_and_the_table_of_movers(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "movers.csv"
    done = run(
        "pool", "moves", "2024-06-30", "2026-06-30", "--base", str(demo), "--json", "--most", "0", "-o", str(out)
    )
    found = json.loads(done.stdout)
    jsonschema.validate(found, json_schema("moves"))
    assert found["no_moves"]["told_apart"]
    assert found["stayed"] + found["turned"] + found["came"] + found["left"] + found["unclear"] == found["clients"]
    assert found["all_movers"] == len(found["movers"]) == pl.read_csv(out).height
    assert (done.exit_code == 1) == (found["kinds"]["surprising"] > 0)


def test_a_day_that_the_history_lacks(demo: Path) -> None:
    done = run("pool", "moves", "2025-06-29", "2026-06-30", "--base", str(demo))
    assert done.exit_code == 2
    assert "it has 2024-06-30" in done.output


def test_two_tables_of_verdicts_and_a_renamed_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    heading = "client,status,animal,certainty,turnover\n"
    Path("a.csv").write_text(heading + "Старое имя,decided,cow,0.9,10.10\nИва,decided,tiger,0.9,5\n", encoding="utf-8")
    Path("b.csv").write_text(heading + "Новое имя,decided,llama,0.9,20.05\nИва,decided,rabbit,0.9,\n", encoding="utf-8")
    done = run("pool", "moves", "a.csv", "b.csv", "--money", "turnover", "--same", "Новое имя=Старое имя")
    assert done.exit_code == 1
    assert "cow -> llama" in done.output
    assert "money 10.10 -> 20.05" in done.output
    assert "Ива: tiger -> rabbit, surprising: the zoo knows no way from tiger to rabbit" in done.output
    assert "Renamed, and the same: Старое имя -> Новое имя" in done.output
    assert run("pool", "moves", "a.csv", "b.csv", "--same", "x").exit_code == 2
    assert run("pool", "moves", "a.csv", "b.csv", "--money", "turnover2").exit_code == 2


@pytest.mark.parametrize("arguments", [("moves",), ("readiness",)])
def test_without_scipy_it_says_what_to_install(
    demo: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr("clientzoo.pool.intervals.find_spec", lambda name: None)
    done = run("pool", *arguments, "2025-06-30", "2026-06-30", "--base", str(demo))
    assert done.exit_code == 2
    assert "pip install 'clientzoo[pool]'" in done.output

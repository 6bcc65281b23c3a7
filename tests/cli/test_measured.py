"""What was measured of a client joins its interview: at once, when it goes on later, and without a person."""

import json
import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from commands import clientzoo
from terminals import Terminal

ANSWERS = "growth_wish: wants"


@pytest.fixture
def at(tmp_path: Path) -> Path:
    facts = pl.DataFrame(
        {
            "client_id": ["c1", "c2"], "client_name": ["Ромашка", "Other"], "as_of": [date(2026, 6, 30)] * 2,
            "block": ["current", "outflow"], "abc": ["A", "C"], "xyz": ["X", "Z"], "silent_days": [140, 3],
            "turnover_share": [12.5, 3.0],
        }
    )  # fmt: skip
    (tmp_path / "base").mkdir()
    facts.write_parquet(tmp_path / "base/facts.parquet")
    return tmp_path


FILE = ("--file", "clients/ромашка.yaml")


def written(at: Path) -> str:
    return (at / "clients/ромашка.yaml").read_text(encoding="utf-8")


def advised(out: str) -> set[str]:
    return {one["advice"] for one in json.loads(out)["advice"]}


def test_the_closing_verdict_knows_it_and_the_file_does_not_keep_it(at: Path) -> None:
    ran = clientzoo("interview", "ромашка", "--plain", "--json", "--no-playbook", *FILE, at=at, given="u\nr\n\n")
    assert ran.code == 0
    assert "segment_guard" in advised(ran.out)
    for kept in ("abc", "silent_days"):
        assert f"{kept}:" not in written(at)


def test_so_does_one_that_goes_on(at: Path) -> None:
    clientzoo("interview", "ромашка", "--plain", "--no-playbook", *FILE, at=at, given="n a note\nu\nq\n")
    ran = clientzoo("interview", "ромашка", "--plain", "--json", "--no-playbook", *FILE, at=at, given="r\n\n")
    assert "1 answer was found" in ran.err
    assert "segment_guard" in advised(ran.out)
    assert "abc:" not in written(at)


def test_so_does_one_without_a_person(at: Path) -> None:
    assert "segment_guard" in advised(clientzoo("interview", "Ромашка", "--json", at=at).out)
    (at / "other.yaml").write_text(f"client: Other\nanswers: {{{ANSWERS}, abc: A, xyz: X}}\n")
    ran = clientzoo("interview", "other.yaml", "--answers", "other.yaml", "--json", at=at)
    assert "segment_guard" in advised(ran.out)  # what the file itself says counts more than what was measured
    (at / "other.yaml").write_text(f"client: Other\nanswers: {{{ANSWERS}}}\n")
    assert "segment_guard" not in advised(
        clientzoo("interview", "other.yaml", "--answers", "other.yaml", "--json", at=at).out
    )


def test_what_is_asked_back_knows_it(at: Path) -> None:
    ran = clientzoo("interview", "ромашка", "--plain", "--no-playbook", at=at, given=": what if abc=C\nq\n")
    assert "is no question" not in ran.out
    assert "ABC class" in ran.out


def test_the_screen_ends_with_it(at: Path) -> None:
    terminal = Terminal("interview", "ромашка", "-o", "papers", at=at)
    terminal.wait("u don't know")
    terminal.press("r")
    terminal.wait("Review: ромашка")
    terminal.press("Enter")
    assert terminal.end() == 0
    (paper,) = (at / "papers").glob("*.html")
    assert "140" in paper.read_text(encoding="utf-8")


def test_a_playbook_says_how_long_it_is_silent_and_what_is_usual(at: Path) -> None:
    path = at / "base/facts.parquet"
    lost = {"block": "outflow", "abc": "A", "silent_days": 140}
    facts = pl.read_parquet(path).with_columns(pl.lit(value).alias(name) for name, value in lost.items())
    facts.with_columns(usual_interval=pl.Series([30.0, None])).write_parquet(path)
    for name, said in (
        ("Ромашка", "silent for 140 days, and used to order every 30 days."),
        ("Other", "silent for 140 days. Ask whoever"),  # one order has no rhythm
    ):
        (at / "it.yaml").write_text(f"client: {name}\nanswers: {{{ANSWERS}}}\n", encoding="utf-8")
        assert clientzoo("playbook", "it.yaml", "-o", "papers", at=at).code == 0
        paper = (at / f"papers/{name}.html").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
        assert said in " ".join(re.sub(r"<[^>]*>", "", paper).split())

"""`history` and `decide` at the command line, and whole bases out of the register."""

import json
from pathlib import Path

import jsonschema
import polars as pl
import pytest

from clientzoo.cli.schemas import json_schema
from commands import clientzoo
from zoos import write_zoo


@pytest.fixture
def at(tmp_path: Path) -> Path:
    """A workspace of the tiny zoo, and a cow of March that was a cat in June."""
    write_zoo(tmp_path)
    (tmp_path / "clientzoo.toml").write_text('zoo = "tiny"\nregister = "clients.db"\n')
    for day, wish in (("2026-03-02", "none"), ("2026-06-30", "wants")):
        text = f"client: Ромашка\nanswers: {{wish: {wish}, employees: 12}}\n"
        (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
        assert clientzoo("clients", "import", "a.yaml", "--on", day, at=tmp_path).code == 0
    return tmp_path


def test_the_life_of_a_client_says_why_the_verdict_moved(at: Path) -> None:
    out = clientzoo("history", "ромашка", at=at).out
    assert out == (
        "Ромашка, by version 1.0.0 of the zoo\n"
        "\n"
        "2026-03-02  Headcount: 12 people (Anna)\n"
        "            Wish to grow: Wants no growth (Anna)\n"
        "            = cow, likely (0.72)\n"
        "\n"
        "2026-06-30  Wish to grow: Wants to grow, before: Wants no growth (Anna)\n"
        "            = cow, likely (0.72) -> cat, likely (0.72)\n"
        "                by Wish to grow\n"
        "                + A small hungry company is a cat. [hungry-cat]\n"
        "                - A content company is a cow. [content-cow]\n"
    )
    told = json.loads(clientzoo("history", "ромашка", "--json", at=at).out)
    jsonschema.validate(told, json_schema("history"))
    assert [one["kind"] for one in told["events"]] == ["said", "moved", "said", "moved"]


def test_a_decision_stands_beside_the_verdict_everywhere_until_it_ends(at: Path) -> None:
    assert "say why" in clientzoo("decide", "Ромашка", "cow", at=at).err
    assert clientzoo("decide", "Ромашка", "dog", "--because", "x", at=at).code == 2
    options = ("--because", "Отец против", "--until", "2099-12-31", "--by", "Вера")
    ran = clientzoo("decide", "Ромашка", "cow", *options, at=at)
    assert ran.out == "Ромашка: Вера decided cow, until 2099-12-31; the rules say cat, likely (0.72)\n"
    told = "cow, because Отец против; until 2099-12-31"
    for command in ("classify", "explain"):
        assert told in clientzoo(command, "Ромашка", at=at).out
    assert told in clientzoo("interview", "Ромашка", "--plain", "--no-playbook", at=at, given="r\n\n").out
    decided = json.loads(clientzoo("classify", "Ромашка", "--json", at=at).out)["decision"]
    assert (decided["animal"], decided["by"], decided["until"]) == ("cow", "Вера", "2099-12-31")
    assert "cat, decided: cow" in clientzoo("clients", "--animal", "cow", at=at).out
    assert told not in clientzoo("classify", "Ромашка", "--as-of", "2026-06-30", at=at).out
    assert "Вера decided: cow, because Отец против" in clientzoo("history", "Ромашка", at=at).out
    clientzoo("decide", "Ромашка", "--withdraw", at=at)
    assert told not in clientzoo("classify", "Ромашка", at=at).out


def test_where_the_evidence_agrees_nothing_is_shown_beside(at: Path) -> None:
    clientzoo("decide", "Ромашка", "cat", "--because", "Видно", at=at)
    assert clientzoo("classify", "Ромашка", at=at).out == "Ромашка: cat, likely (0.72)\n"


def test_the_whole_register_is_classified_as_of_a_day(at: Path) -> None:
    for day, animal in (("2026-04-01", "cow"), ("2026-07-01", "cat"), ("2026-03-01", None)):
        ran = clientzoo("base", "classify", "--register", "--as-of", day, "-o", "out.parquet", at=at)
        assert ran.code == 0, ran.err
        assert pl.read_parquet(at / "out.parquet").select("client", "animal").rows() == [("Ромашка", animal)]
    assert clientzoo("base", "classify", "-o", "out.csv", at=at).code == 2
    assert clientzoo("base", "classify", "a.csv", "--register", "-o", "out.csv", at=at).code == 2

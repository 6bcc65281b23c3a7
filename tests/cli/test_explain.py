"""`clientzoo explain` as a user runs it on the shipped zoo: every question, as text and as JSON."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from clientzoo.cli.schemas import json_schema
from commands import clientzoo, wolf
from zoos import write_zoo

EVERY_QUESTION = [
    [],
    ["--how", "appetite: hungry", "--depth", "1"],
    ["--how", "wolf -> tiger"],
    ["--how", "employees"],
    ["--why-not", "tiger"],
    ["--what-if", "growth_wish=none", "--what-if", "tenders=always"],
    ["--to", "tiger"],
    ["--sure"],
    ["--contradictions"],
]


@pytest.mark.parametrize("question", EVERY_QUESTION)
def test_json_is_as_its_schema_says(tmp_path: Path, question: list[str]) -> None:
    found = clientzoo("explain", wolf(tmp_path), *question, "--json", at=tmp_path)
    assert found.code == 0, found.err
    jsonschema.validate(json.loads(found.out), json_schema("explanation"))


def test_it_is_asked_and_told_in_any_language_of_the_zoo(tmp_path: Path) -> None:
    asked = ("--what-if", "Желание расти=Хотят, чтобы всё осталось как есть")
    told = clientzoo("explain", wolf(tmp_path), *asked, at=tmp_path)
    assert told.code == 0
    assert 'Wish to grow: "They want everything to stay as it is" (now "They want to sell more")' in told.out
    told = clientzoo("explain", wolf(tmp_path), "--what-if", "growth_wish=none", "--language", "ru", at=tmp_path)
    assert told.code == 0
    assert "Желание расти: «Хотят, чтобы всё осталось как есть» (сейчас «Хотят продавать больше»)" in told.out
    assert "сейчас: волк, " in told.out
    by_name, by_id = (
        clientzoo("explain", wolf(tmp_path), "--why-not", name, at=tmp_path) for name in ("тигр", "tiger")
    )
    assert by_name == by_id


def test_why_not_names_the_premise_that_failed_and_the_answer(tmp_path: Path) -> None:
    found = clientzoo("explain", wolf(tmp_path, extra="  budgeting: none\n"), "--why-not", "tiger", at=tmp_path)
    assert found.code == 0
    assert "fails: the rule wants a client that plans and budgets with discipline; but this one neither" in found.out
    assert 'going by Budgeting: "Money is found or it is not"' in found.out
    assert "to find out, ask:" in found.out


def test_changes_typed_into_the_file_yield_the_tiger(tmp_path: Path) -> None:
    file = wolf(tmp_path)
    found = clientzoo("explain", file, "--to", "tiger", "--json", at=tmp_path)
    sets = json.loads(found.out)["sets"]
    assert sets
    for changes in sets:
        verdict = classified(edited(file, changes), tmp_path)
        assert (verdict["animal"], verdict["status"]) == ("tiger", "decided")


def test_no_set_of_changes_is_a_negative_answer(tmp_path: Path) -> None:
    never = "- {id: never, if: {foreign: yes}, then: {animal: cat}, certainty: -0.9, because: So., source: s}\n"
    zoo = write_zoo(tmp_path / "own", extra_rules=never)
    file = tmp_path / "client.yaml"
    file.write_text("client: Branch\nzoo: tiny\nanswers: {wish: none, foreign: yes}\n", encoding="utf-8")
    found = clientzoo("explain", file, "--to", "cat", "--zoo", zoo, at=tmp_path)
    assert found.code == 1
    assert (
        "No set of up to 4 changes of answers for the better makes it a cat: all of them have been looked at."
        in found.out
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--sure", "--to", "tiger"], "ask one at a time"),
        (["--to", "tigre"], "did you mean tiger?"),
        (["--how", "apetite: hungry"], "did you mean appetite hungry"),
        (["--what-if", "growth_wish"], "write it as growth_wish=none"),
        (["--sure", "--depth", "2"], "--depth is for proofs"),
        (["--to", "tiger", "--all"], "--all goes with"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, options: list[str], message: str) -> None:
    found = clientzoo("explain", wolf(tmp_path), *options, at=tmp_path)
    assert found.code == 2
    assert message in found.err
    assert found.out == ""


def edited(file: Path, changes: list[dict[str, Any]]) -> Path:
    """The answers file with the changes typed in by hand: old lines go, new ones come at the end."""
    names = {change["attribute"] for change in changes}
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.split(":")[0].strip() not in names]
    lines += [f"  {change['attribute']}: {json.dumps(change['to'])}" for change in changes]
    new = file.with_name("edited.yaml")
    new.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return new


def classified(file: Path, at: Path) -> dict[str, Any]:
    verdict: dict[str, Any] = json.loads(clientzoo("classify", file, "--json", at=at).out)["verdict"]
    return verdict

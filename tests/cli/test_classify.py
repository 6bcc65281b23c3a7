"""`clientzoo classify`: what is printed, what programs read, and what happens to files that cannot be read."""

import json
from pathlib import Path

import jsonschema
import pytest

from commands import clientzoo, wolf


def test_a_file_is_a_line(tmp_path: Path) -> None:
    ran = clientzoo("classify", wolf(tmp_path), at=tmp_path)
    assert ran.code == 0
    assert ran.out.startswith("Ромашка: wolf, ")
    assert ran.err == ""


def test_json_is_one_object_a_line_and_keeps_to_its_schema(tmp_path: Path) -> None:
    wolf(tmp_path, "a.yaml")
    wolf(tmp_path, "b.yaml", "  turnover: 14,4 млн в год\n  kickbacks: unknown\n")
    (tmp_path / "c.yaml").write_text("client: Nobody\n", encoding="utf-8")
    schema = json.loads(clientzoo("schema", "verdict", at=tmp_path).out)
    ran = clientzoo("classify", "--json", "a.yaml", "b.yaml", "c.yaml", at=tmp_path)
    found = [json.loads(line) for line in ran.out.splitlines()]
    for one in found:
        jsonschema.validate(one, schema)
    assert [one["verdict"]["animal"] for one in found] == ["wolf", "wolf", None]
    assert [one["verdict"]["status"] for one in found] == ["decided", "decided", "undetermined"]
    assert [one["to"] for one in found[0]["transitions"]] == ["tiger"]
    assert "kickbacks" in found[1]["unknown"]
    assert "turnover" not in found[1]["unknown"]


@pytest.mark.parametrize("engine", ["builtin", "auto"])
def test_engines_say_the_same(tmp_path: Path, engine: str) -> None:
    found = json.loads(clientzoo("classify", "--json", "--engine", engine, wolf(tmp_path), at=tmp_path).out)
    again = json.loads(clientzoo("classify", "--json", "--engine", "builtin", wolf(tmp_path), at=tmp_path).out)
    assert {**found, "engine": ""} == {**again, "engine": ""}


def test_a_folder_stands_for_its_files(tmp_path: Path) -> None:
    folder = tmp_path / "clients"
    folder.mkdir()
    wolf(folder, "a.yaml")
    wolf(folder, "b.yaml")
    assert len(clientzoo("classify", "clients", at=tmp_path).out.splitlines()) == 2


def test_every_mistake_is_told_with_its_place_and_the_other_files_go_on(tmp_path: Path) -> None:
    bad = wolf(tmp_path, "bad.yaml", "  growth_wsh: wants\n  seo: somtimes\n  postpay_days: 3.5\n")
    ran = clientzoo("classify", bad.name, wolf(tmp_path).name, "missing.yaml", at=tmp_path)
    assert ran.code == 2
    assert len(ran.out.splitlines()) == 1
    assert [line.split(" ")[:2] for line in ran.err.splitlines()] == [
        ["bad.yaml:10:3:", "unknown-attribute"],
        ["bad.yaml:11:8:", "unknown-value"],
        ["bad.yaml:12:17:", "wrong-number"],
        ["missing.yaml:1:1:", "unreadable-file"],
    ]
    assert "did you mean growth_wish?" in ran.err


@pytest.mark.parametrize(
    "content",
    [b"\x00\x01\xff", b"[" * 100_000, b"answers: {a: &x [*x]}", b"!!python/object/apply:os.system [ls]", b"- 1", b""],
    ids=["binary", "deep", "alias", "tag", "list", "empty"],
)
def test_a_hostile_file_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.yaml").write_bytes(content)
    ran = clientzoo("classify", "x.yaml", at=tmp_path)
    assert ran.code == 2
    assert "Traceback" not in ran.err
    assert ran.err.startswith("x.yaml:")


def test_answers_for_another_zoo_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("client: X\nzoo: other\nanswers: {}\n", encoding="utf-8")
    ran = clientzoo("classify", "x.yaml", at=tmp_path)
    assert ran.code == 2
    assert "x.yaml:2:6: wrong-zoo" in ran.err

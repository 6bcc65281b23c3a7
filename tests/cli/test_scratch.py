"""A zoo from scratch: green from the first minute, with schemas that its files keep."""

import json
from pathlib import Path

import jsonschema
import pytest

from clientzoo.knowledge.yaml import read
from commands import clientzoo
from workbench.sound import NAME, write

KINDS = {"questionnaires/mine.yaml": "questionnaire", "rulebases/mine/zoo.yaml": "rulebase",
         "rulebases/mine/rules.yaml": "rulebase", "rulebases/mine/cases/first.yaml": "cases"}  # fmt: skip


def test_it_checks_tests_and_writes_a_playbook(tmp_path: Path) -> None:
    assert clientzoo("init", "--from", "scratch", "Our Zoo", at=tmp_path).code == 0
    workspace = tmp_path / "Our Zoo"
    assert "no finding" in clientzoo("rules", "check", at=workspace).out
    assert "4 cases passed, 0 failed" in clientzoo("rules", "test", at=workspace).out
    (workspace / "c.yaml").write_text("client: C\nanswers: {wish_to_grow: strong}\n", encoding="utf-8")
    assert "squirrel" in clientzoo("classify", "c.yaml", at=workspace).out
    assert clientzoo("playbook", "c.yaml", at=workspace).code == 0


@pytest.mark.parametrize("name", ["123", "null", "Пекарня №1"])
def test_any_folder_gives_it_a_name(tmp_path: Path, name: str) -> None:
    ran = clientzoo("init", "--from", "scratch", name, at=tmp_path)
    assert ran.code == 0
    assert "no finding" in clientzoo("rules", "check", at=tmp_path / name).out
    assert "files, no file to lay out" in clientzoo("rules", "fmt", "--check", at=tmp_path / name).out


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine", encoding="utf-8")
    assert clientzoo("init", "--from", "scratch", ".", at=tmp_path).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(("file", "kind"), KINDS.items())
def test_files_point_to_their_schema_and_keep_it(tmp_path: Path, file: str, kind: str) -> None:
    workspace = write(tmp_path)
    path = workspace / file
    modeline = path.read_text(encoding="utf-8").splitlines()[0]
    schema = path.parent / modeline.partition("$schema=")[2]
    assert schema.resolve() == (workspace / ".schemas" / f"{kind}.json").resolve()
    jsonschema.Draft202012Validator.check_schema(json.loads(schema.read_text(encoding="utf-8")))
    jsonschema.validate(read(path).value, json.loads(schema.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "condition", [{"wish_to_groww": "some"}, {"any": []}, {"deciding": {"a": 1}}, {"all": [{"nobody": "x"}]}]
)
def test_the_schema_refuses_what_no_condition_can_be(tmp_path: Path, condition: object) -> None:
    workspace = write(tmp_path)
    schema = json.loads((workspace / ".schemas" / "rulebase.json").read_text(encoding="utf-8"))
    rule = read(workspace / "rulebases" / NAME / "rules.yaml").value["rules"][0]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"rules": [{**rule, "if": condition}]}, schema)


def test_schemas_are_written_anew_on_request(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    file = workspace / ".schemas" / "rulebase.json"
    was = file.read_text(encoding="utf-8")
    file.unlink()
    assert clientzoo("schema", "--write", at=workspace).code == 0
    assert file.read_text(encoding="utf-8") == was

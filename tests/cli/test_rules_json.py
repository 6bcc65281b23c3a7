"""What the commands of `clientzoo rules` print for programs keeps its schema."""

import json
from pathlib import Path

import jsonschema
import pytest

from commands import clientzoo
from workbench.sound import NAME, rule, write


@pytest.mark.parametrize(
    ("schema", "arguments"),
    [
        ("findings", ["check"]),
        ("sources", ["check", "--sources"]),
        ("tested", ["test"]),
        ("coverage", ["coverage"]),
        ("mutated", ["mutate", "--draft"]),
        ("scored", ["score", "judged"]),
        ("fitted", ["fit", "judged"]),
        ("gaps", ["gaps", "--clients", "3000"]),
        ("diff", ["diff", f"../old/{NAME}"]),
        ("rule", ["explain", "tortoise-wakes"]),
    ],
)
def test_it_keeps_its_schema(tmp_path: Path, schema: str, arguments: list[str]) -> None:
    (tmp_path / "old").mkdir()
    write(tmp_path / "old")
    workspace = write(tmp_path, {"    animal: tortoise\n    trans": "    animal: squirrel\n    trans"})
    rules = workspace / "rulebases" / NAME / "rules.yaml"
    extra = rule("x", "{deciding: slowly}", "{animal: tortoise}", -0.9) if schema != "rule" else ""
    rules.write_text(rules.read_text(encoding="utf-8") + extra, encoding="utf-8")
    (workspace / "judged").mkdir()
    judged = "client: Ромашка\nanimal: squirrel\nanswers: {deciding: quickly, wish_to_grow: some}\n"
    (workspace / "judged" / "one.yaml").write_text(judged, encoding="utf-8")
    printed = json.loads(clientzoo("rules", *arguments, "--json", at=workspace).out)
    described = json.loads(clientzoo("schema", schema, at=workspace).out)
    jsonschema.Draft202012Validator.check_schema(described)
    jsonschema.validate(printed, described)
    assert any(printed.values())

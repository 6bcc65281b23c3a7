"""Every code that a file of a zoo can be told of is documented, and every documented code exists."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from clientzoo.workbench.check.codes import ERRORS, MEANINGS
from clientzoo.workbench.check.hints import HINTS

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "engine" / "clientzoo"
MAKERS = {"Problem": 1, "finding": 1, "_refusal": 1, "_refused": 1, "report": 1, "_UnreadableError": 0}
CODE = re.compile(r"[a-z]+(-[a-z]+)+|cycle|unreachable")
BESIDE = ("segmentation", "pool", "tables", "work")  # what these read is no file of a zoo


def used() -> Iterator[str]:
    """The codes written where problems are made, and those that validation translates Pydantic's into."""
    for path in ENGINE.rglob("*.py"):
        if path.relative_to(ENGINE).parts[0] in BESIDE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                at = MAKERS.get(name)
                if at is not None and len(node.args) > at:
                    yield from (
                        one.value
                        for one in ast.walk(node.args[at])
                        if isinstance(one, ast.Constant) and isinstance(one.value, str) and CODE.fullmatch(one.value)
                    )
    from clientzoo.knowledge.validation import _CODES

    yield from _CODES.values()


def documented() -> list[str]:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    return re.findall(r"^### `([a-z-]+)`$", text, flags=re.MULTILINE)


def test_every_code_is_in_the_table() -> None:
    assert set(used()) - set(MEANINGS) == set()


def test_the_document_explains_each_code_once_with_an_example_and_a_way_out() -> None:
    assert sorted(documented()) == sorted(MEANINGS)
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    for section in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        assert "Example:" in section, section
        assert "What to do:" in section, section


def test_every_error_has_a_hint() -> None:
    assert HINTS.keys() == ERRORS.keys()
    assert all(HINTS.values())

"""The canonical layout: nothing changes its meaning, comments stay, and a second time changes nothing."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.yaml import parse
from clientzoo.workbench.fmt import files, formatted
from commands import clientzoo
from workbench.sound import NAME, write

FOUND = shipped()
SHIPPED = list(files(load_zoo(FOUND.root, FOUND.name).zoo))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_files_keep_meaning_and_comments(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    laid_out = formatted(text)
    assert parse(laid_out, "").value == parse(text, "").value
    assert [line.strip() for line in laid_out.splitlines() if line.lstrip().startswith("#")] == [
        line.strip() for line in text.splitlines() if line.lstrip().startswith("#")
    ]
    assert laid_out == text, "clientzoo rules fmt"


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
names = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True)
numbers = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
plain = words | numbers | st.booleans() | st.none()
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4))
sections = st.sampled_from(["rules", "parameters", "traits", "animals", "advice", "cases", "other"])


@given(st.dictionaries(sections, st.dictionaries(names, values, max_size=5) | st.lists(values, max_size=5)))
def test_any_document_keeps_its_meaning_and_comes_out_the_same_twice(value: dict[str, object]) -> None:
    stream = io.StringIO()
    YAML(typ="rt").dump(value, stream)
    text = stream.getvalue()
    once = formatted(text)
    assert parse(once, "").value == parse(text, "").value
    assert formatted(once) == once


def test_rules_come_in_the_order_of_their_documentation_and_tables_are_aligned(tmp_path: Path) -> None:
    untidy = (
        "# heading\nparameters:\n  a: {value: 1, unit: people, about: One.}\n  long_name: {value: 1000,   unit: months,"
        " about: Two.}\n\nrules:\n    -   because:   Why.   # says why\n        id: x\n        if:   {a:   b}\n"
        "    -   because: Why.\n        id: y\n"
    )
    assert formatted(untidy) == (
        "# heading\nparameters:\n  a:         {value: 1,    unit: people, about: One.}\n"
        "  long_name: {value: 1000, unit: months, about: Two.}\n\nrules:\n"
        "- because: Why.           # says why\n  id: x\n  if: {a: b}\n- id: y\n  because: Why.\n"
    )


def test_check_writes_nothing_and_leaves_with_1(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    rules = workspace / "rulebases" / NAME / "rules.yaml"
    untidy = rules.read_text(encoding="utf-8").replace("  then:", "  then:   ")
    rules.write_text(untidy, encoding="utf-8")
    ran = clientzoo("rules", "fmt", "--check", at=workspace)
    assert (ran.code, rules.read_text(encoding="utf-8")) == (1, untidy)
    assert "rules.yaml: would change" in ran.out
    assert clientzoo("rules", "fmt", at=workspace).code == 0
    assert clientzoo("rules", "fmt", "--check", at=workspace).code == 0


def test_a_file_that_is_no_yaml_is_left_as_it_is(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    rules = workspace / "rulebases" / NAME / "rules.yaml"
    rules.write_text("rules: [", encoding="utf-8")
    ran = clientzoo("rules", "fmt", at=workspace)
    assert (ran.code, rules.read_text(encoding="utf-8")) == (2, "rules: [")
    assert "yaml-syntax" in ran.err

"""One entry of a list edited, all other lines of the file left as they are, however the file is laid out."""

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from clientzoo.knowledge.yaml import parse
from clientzoo.workbench.entries import Entries, new_entry
from clientzoo.workbench.round_trip import RoundTripError

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40)
values = st.recursive(
    words | st.integers(-(10**9), 10**9) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
)
entries = st.fixed_dictionaries({"id": st.sampled_from("xyz"), "if": values, "then": values})
layouts = st.tuples(st.sampled_from([(2, 0), (4, 2), (6, 4)]), st.booleans())


def laid_out(rules: list[dict[str, Any]], layout: tuple[tuple[int, int], bool]) -> str:
    """A file with other sections around the list, comments between its entries, and a list indented in some way."""
    (sequence, offset), commented = layout
    yaml, stream = YAML(typ="rt"), io.StringIO()
    yaml.indent(mapping=2, sequence=sequence, offset=offset)
    yaml.width = 60
    yaml.dump({"before": [{"id": "other"}], "rules": rules, "after": {"id": "other"}}, stream)
    lines = stream.getvalue().splitlines(keepends=True)
    dash = " " * offset + "-"
    return "".join(f"\n# note\n{line}" if commented and line.startswith(dash) else line for line in lines)


@given(st.lists(entries, min_size=1, max_size=4), layouts, st.data())
def test_what_is_not_touched_stays(rules: list[dict[str, Any]], layout: Any, data: st.DataObject) -> None:
    text = laid_out(rules, layout)
    listed = Entries(text, "rules")
    assert listed.meanings == parse(text, "").value["rules"]
    assert listed.rewritten({}) == text
    position = data.draw(st.integers(0, len(rules) - 1))
    gone = listed.rewritten({position: ""})
    assert parse(gone, "").value["rules"] == rules[:position] + rules[position + 1 :]
    assert gone.count("# note") == text.count("# note")
    assert all(line in text.splitlines() for line in gone.splitlines() if line != "rules: []")


@given(st.lists(entries, max_size=3), entries, layouts)
def test_an_entry_more_is_the_last(rules: list[dict[str, Any]], more: dict[str, Any], layout: Any) -> None:
    text = laid_out(rules, layout)
    after = Entries(text, "rules").rewritten({}, [new_entry("rules", more, more)])
    assert parse(after, "").value["rules"] == [*rules, more]
    assert [line for line in text.splitlines() if line != "rules: []"] == [
        line for line in after.splitlines() if line in text.splitlines() and line != "rules:"
    ] or rules


@given(st.lists(entries, min_size=1, max_size=3), words, layouts)
def test_an_edit_changes_its_entry_alone(rules: list[dict[str, Any]], word: str, layout: Any) -> None:
    text = laid_out(rules, layout)
    listed = Entries(text, "rules")

    def edit(node: Any, meaning: dict[str, Any]) -> None:
        node["then"] = meaning["then"] = word

    after = listed.rewritten({0: listed.edited(0, edit)})
    assert parse(after, "").value["rules"] == [{**rules[0], "then": word}, *rules[1:]]
    assert [Entries(after, "rules").text(at) for at in range(1, len(rules))] == [
        listed.text(at) for at in range(1, len(rules))
    ]


@pytest.mark.parametrize(
    "text", ["rules: [{id: x}]\n", "rules: {}\n", "words\n", "other: []\n", "rules:\n-\n  id: x\n"]
)
def test_a_list_written_in_another_way_is_refused(text: str) -> None:
    with pytest.raises(RoundTripError):
        Entries(text, "rules")

"""Where rules come from: a sentence of a work, our reading of one, or ourselves; told apart and counted."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.source import Source, read_source
from clientzoo.workbench.sources import sources_of
from commands import clientzoo
from workbench.sound import NAME, loaded, rule, write


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("Clients Ecosystem, wolves", Source("Clients Ecosystem", "wolves"), "stated"),
        ("Clients Ecosystem, wolves; our reading", Source("Clients Ecosystem", "wolves", "our reading"), "read"),
        ("Clients Ecosystem, lions (implied)", Source("Clients Ecosystem", "lions", "implied"), "read"),
        ("Method, lions (implied); the step is ours", Source("Method", "lions", "implied; the step is ours"), "read"),
        ("Method, ABC; VIP clients are called", Source("Method", "ABC; VIP clients are called"), "stated"),
        ("Экосистема, волки; наше прочтение", Source("Экосистема", "волки", "наше прочтение"), "read"),
        ("our practice; the method is silent", Source(ours="our practice; the method is silent"), "ours"),
        ("Наша практика", Source(ours="Наша практика"), "ours"),
        ("Method; our reading", Source("Method", "", "our reading"), "unplaced"),
        ("Method", Source("Method"), "unplaced"),
        ("hourly rates, page 3", Source("hourly rates", "page 3"), "stated"),
    ],
)
def test_a_text_names_work_place_and_what_is_ours(text: str, source: Source, kind: str) -> None:
    assert (read_source(text), read_source(text).kind) == (source, kind)


words = st.sampled_from(["Method", "wolves", "page 12", "Метод", "волки"])


@given(st.builds(Source, words, words, st.sampled_from(["", "our reading", "наше прочтение"])))
def test_a_source_reads_back_from_its_text(source: Source) -> None:
    assert read_source(str(source)) == source


def test_every_shipped_rule_can_be_looked_up() -> None:
    found = shipped()
    zoo = load_zoo(found.root, found.name).sound()
    sources = sources_of(zoo)
    assert sources.unplaced == ()
    assert sum(sources.kinds.values()) == len(zoo.rules)
    assert all(sources.kinds[kind] for kind in ("stated", "read", "ours"))


TABLE = """\
tables:
- fact: deciding
  columns: [squirrel, tortoise]
  weights:
    quickly: [0.2, -0.3]
    slowly: [~, 0.4]
  because: So.
  source:
    quickly:
      squirrel: {work: Method, place: squirrels}
      tortoise: {work: Method, place: tortoises, ours: our reading}
    slowly: {work: Method, place: page 3}
"""


def workspace_with_sources(tmp_path: Path) -> Path:
    nowhere = rule("nowhere", "{deciding: slowly, budget: over 9}", "{animal: tortoise}", 0.15)
    placed = rule("placed", "{deciding: slowly}", "{animal: tortoise}", 0.1)
    workspace = write(tmp_path, extra_rules=nowhere + placed)
    path = workspace / "rulebases" / NAME / "rules.yaml"
    head, _, tail = path.read_text(encoding="utf-8").rpartition("  source: here\n")
    path.write_text(f"{head}  source: {{work: Method, place: page 4}}\n{tail}", encoding="utf-8")
    path.with_name("weights.yaml").write_text(TABLE, encoding="utf-8")
    return workspace


def test_work_and_place_may_be_written_apart_in_rules_and_tables(tmp_path: Path) -> None:
    zoo = loaded(workspace_with_sources(tmp_path)).sound()
    told = {name: zoo.rule[name].source for name in zoo.rule if name.startswith("deciding-") or name == "placed"}
    assert told == {
        "placed": "Method, page 4",
        "deciding-quickly-squirrel": "Method, squirrels",
        "deciding-quickly-tortoise": "Method, tortoises; our reading",
        "deciding-slowly-tortoise": "Method, page 3",
    }


def test_they_are_counted_and_what_cannot_be_looked_up_is_told(tmp_path: Path) -> None:
    workspace = workspace_with_sources(tmp_path)
    ran = clientzoo("rules", "check", "--sources", "--json", at=workspace)
    found = json.loads(ran.out)
    assert ran.code == 1
    assert found["kinds"]["stated"] == 3
    assert found["kinds"]["read"] == 1
    assert {"work": "Method", "place": "tortoises", "stated": 0, "read": 1} in found["places"]
    assert sum(found["kinds"].values()) == found["rules"]
    assert [one["rule"] for one in found["unplaced"]] == ["nowhere"]
    text = clientzoo("rules", "check", "--sources", at=workspace).out
    assert f"{found['unplaced'][0]['place']}: the rule `" in text
    assert "a sentence of a work" in text


def test_a_source_with_a_slip_is_told(tmp_path: Path) -> None:
    workspace = workspace_with_sources(tmp_path)
    path = workspace / "rulebases" / NAME / "weights.yaml"
    path.write_text(TABLE.replace("{work: Method, place: page 3}", "{work: Method, plaec: page 3}"), encoding="utf-8")
    ran = clientzoo("rules", "check", at=workspace)
    assert ran.code == 1
    assert "`work` is no column of this table" in ran.out


def test_sheets_leave_sources_that_nobody_touched(tmp_path: Path) -> None:
    workspace = workspace_with_sources(tmp_path)
    assert clientzoo("rules", "table", "tortoise", "-o", "t.xlsx", at=workspace).code == 0
    assert "No difference." in clientzoo("rules", "import", "tortoise", "t.xlsx", at=workspace).out

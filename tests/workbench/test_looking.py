"""Looking at a zoo: coverage, one rule, graphs, and what a program reads of the findings."""

import json
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from clientzoo.workbench.graph.dependencies import graph
from clientzoo.workbench.graph.picture import ordered
from commands import clientzoo
from workbench.sound import NAME, loaded, rule, write

SARIF = {  # what SARIF 2.1.0 demands of a run's results, as far as a host shows them
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool", "results"],
                "properties": {
                    "results": {
                        "items": {
                            "required": ["ruleId", "ruleIndex", "level", "message", "locations"],
                            "properties": {"level": {"enum": ["error", "warning", "note", "none"]}},
                        }
                    }
                },
            },
        },
    },
}


def test_what_no_case_tries_is_told(tmp_path: Path) -> None:
    workspace = write(tmp_path, extra_rules=rule("untried", "{budget: over 90000}", "{animal: squirrel}", 0.2))
    ran = clientzoo("rules", "coverage", "--html", "c.html", at=workspace)
    assert ran.code == 1
    assert "never fired: untried" in ran.out
    assert "4 cases fire 93% of 14 rules" in ran.out
    page = (workspace / "c.html").read_text(encoding="utf-8")
    assert "never true: budget: over 90000" in page
    assert "http" not in page.replace("http-equiv", "")
    found = json.loads(clientzoo("rules", "coverage", "--json", at=workspace).out)
    assert [one["rule"] for one in found["rules"] if not one["fired"]] == ["untried"]
    assert found["animals"] == {"squirrel": 1, "tortoise": 2}


def test_a_rule_is_explained_with_what_it_alone_changes(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    found = json.loads(clientzoo("rules", "explain", "tortoise-wakes", "--json", at=workspace).out)
    assert found["sentence"] == (
        "When the verdict is tortoise and “Wish to grow” is at least some, it is likely (0.6) that the tortoise may "
        "become a squirrel."
    )
    assert found["used_by"] == ["step-for-waking-tortoises"]
    assert found["fired_in"] == ["a-waking-one"]
    assert found["changes_when_removed"] == {
        "a-waking-one": ["transition no longer tortoise -> squirrel", "advice no longer ask_for_a_goal"]
    }
    ran = clientzoo("rules", "explain", "tortoise-wake", at=workspace)
    assert (ran.code, "did you mean tortoise-wakes" in ran.err) == (2, True)


def test_the_graph_has_strata_as_layers(tmp_path: Path) -> None:
    found = graph(loaded(write(tmp_path)).sound())
    layer = {name: node.layer for name, node in found.nodes.items()}
    assert all(layer[one] < layer[other] for one, other in found.edges)
    assert layer["wish_to_grow"] < layer["appetite"] < layer["animal:squirrel"] == layer["animal:tortoise"]
    assert found.edges["wish_to_grow", "appetite"] == 3
    assert sorted(name for row in ordered(found) for name in row) == sorted(found.nodes)


@pytest.mark.parametrize("around", ["appetite-some", "deciding", "appetite", "squirrel", "tortoise -> squirrel"])
def test_a_graph_around_something_shows_its_neighbours(tmp_path: Path, around: str) -> None:
    workspace = write(tmp_path)
    for form in ("mermaid", "dot", "svg", "html"):
        ran = clientzoo("rules", "graph", around, "--format", form, at=workspace)
        assert (ran.code, ran.err) == (0, "")
        if form == "svg":
            assert ElementTree.fromstring(ran.out).tag.endswith("svg")
    whole = clientzoo("rules", "graph", "--format", "dot", at=workspace).out
    assert len(clientzoo("rules", "graph", around, "--format", "dot", at=workspace).out) < len(whole)


def test_findings_for_programs_carry_their_level_and_client(tmp_path: Path) -> None:
    workspace = write(tmp_path, extra_rules=rule("x", "{deciding: quickly}", "{animal: squirrel}", -0.2))
    ran = clientzoo("rules", "check", "--json", "--sarif", "f.sarif", at=workspace)
    assert ran.code == 1
    (one,) = json.loads(ran.out)["problems"]
    assert (one["level"], one["code"], one["client"]) == ("warning", "contradictory-rules", {"deciding": "quickly"})
    report = json.loads((workspace / "f.sarif").read_text(encoding="utf-8"))
    jsonschema.validate(report, SARIF)
    (result,) = report["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]
    assert region["artifactLocation"]["uri"] == f"rulebases/{NAME}/rules.yaml"
    assert region["region"]["startLine"] == one["line"]
    assert result["properties"] == {"client": {"deciding": "quickly"}}


def test_an_error_is_an_error(tmp_path: Path) -> None:
    workspace = write(tmp_path, {"then: {animal: tortoise}": "then: {animal: turtle}"})
    found = json.loads(clientzoo("rules", "check", "--json", at=workspace).out)["problems"]
    assert {(one["level"], one["code"]) for one in found} == {("error", "unknown-value")}


def test_premises_that_no_case_saw_fail_are_named_by_file(tmp_path: Path) -> None:
    easy = rule("easy", "{budget: over 5, wish_to_grow: strong}", "{animal: squirrel}")
    ran = clientzoo("rules", "coverage", at=write(tmp_path, extra_rules=easy))
    assert ran.out.startswith(
        f"rulebases/{NAME}/rules.yaml: 14 of 14 rules fired (100%)\n"
        f"    rulebases/{NAME}/rules.yaml:90:3: never false: budget: over 5, of easy\n2 of 2 animals tried\n"
    )


def test_a_rule_that_no_case_fires_is_explained_with_a_client_who_does(tmp_path: Path) -> None:
    workspace = write(tmp_path, extra_rules=rule("untried", "{budget: over 90000}", "{animal: squirrel}", 0.2))
    ran = clientzoo("rules", "explain", "untried", at=workspace)
    assert "fired by cases: none\nfires with: {budget: 108000}" in ran.out
    told = clientzoo("rules", "explain", "appetite-some", at=workspace).out
    assert "most is changed in" in told or "without it:\n" in told


def test_around_a_rule_stands_what_leads_to_it_and_what_follows(tmp_path: Path) -> None:
    zoo = loaded(write(tmp_path)).sound()
    near, far = graph(zoo, "squirrel-hungry"), graph(zoo, "squirrel-hungry", 2)
    assert near.nodes.keys() == {"appetite", "rule:squirrel-hungry", "animal:squirrel"}
    assert near.edges.keys() == {("appetite", "rule:squirrel-hungry"), ("rule:squirrel-hungry", "animal:squirrel")}
    assert far.nodes.keys() == near.nodes.keys() | {"wish_to_grow", "budget", "verdict"}


def test_a_picture_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    ran = clientzoo("rules", "graph", "-o", "zoo.png", at=workspace)
    assert (ran.code, ran.out) == (2, "")
    assert "zoo.png: end the name in .svg, .html, .mmd or .dot" in ran.err
    assert not (workspace / "zoo.png").exists()

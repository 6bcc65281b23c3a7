"""Findings: each planted fault is found by its code, shown by a client where one can, and none is invented."""

from pathlib import Path

import pytest

from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.check import check
from clientzoo.workbench.check.finding import Finding
from workbench.sound import findings, loaded, rule, write

HIGH = "{wish_to_grow: strong}"
ON_ONE_ANSWER = {  # all that speaks for a tortoise
    "if: {deciding: slowly}": "if: {wish_to_grow: none}",
    "under good_budget}": "under good_budget, wish_to_grow: none}",
}


def zoo_of(root: Path) -> Zoo:
    return loaded(root / "mine").sound()


def fired(root: Path, finding: Finding) -> set[str]:
    """The rules that fire for the client of a finding."""
    assert finding.client is not None
    answers = {name: Answer(value) for name, value in finding.client.items()}
    return {step.planned.rule.id for step in Forward(plan(zoo_of(root))).consult(answers).steps}


def test_nothing_is_invented_on_the_shipped_zoo() -> None:
    found = shipped()
    assert check(load_zoo(found.root, found.name)) == ()


def test_nothing_is_invented_on_a_zoo_from_scratch(tmp_path: Path) -> None:
    assert findings(tmp_path) == ()


@pytest.mark.parametrize(
    ("extra", "code", "words"),
    [
        (rule("x", "{wish_to_grow: none, all: [{wish_to_grow: some}]}", "{animal: squirrel}"), "never-fires", "excl"),
        (rule("x", "{budget: under 0}", "{animal: squirrel}"), "never-fires", "outside the range"),
        (rule("x", "{budget: over 5, all: [{budget: under 5}]}", "{animal: squirrel}"), "never-fires", "exclude"),
        (rule("x", "{verdict: tortoise, status: undetermined}", "{advice: quick_trial}"), "never-fires", "exclude"),
        (rule("x", "{appetite: large, all: [{wish_to_grow: none}, {budget: under 10}]}", "{animal: squirrel}"),
         "never-fires", "cannot conclude"),
        (rule("x", "{wish_to_grow: [strong]}", "{appetite: large}", 0.9), "duplicate-rule", "`appetite-strong`"),
        (rule("x", "{wish_to_grow: not none or some}", "{appetite: large}", 0.2), "duplicate-rule", "same premises"),
        (rule("x", "{deciding: quickly, budget: over 5}", "{animal: squirrel}", 0.5, "It decides within days."),
         "subsumed-rule", "`squirrel-quick`"),
        (rule("x", "{wish_to_grow: at least some}", "{animal: squirrel}", 0.3)
         + rule("y", HIGH, "{animal: squirrel}", 0.3), "subsumed-rule", "`y` adds nothing to `x` at"),
        (rule("x", HIGH, "{animal: squirrel}", 1.0) + rule("y", "{wish_to_grow: strong, budget: over 5}",
         "{animal: squirrel}", 0.3), "subsumed-rule", "`y` adds nothing to `x`"),
        (rule("x", "{deciding: quickly}", "{animal: squirrel}", -0.2), "contradictory-rules", "for"),
        (rule("x", HIGH, "{animal: squirrel}", 1.0) + rule("y", "{budget: over 5}", "{animal: squirrel}", -1.0),
         "contradictory-rules", "can meet"),
        (rule("x", HIGH, "{appetite: small}", 0.8), "contradictory-rules", "different values of `appetite`"),
    ],
)  # fmt: skip
def test_a_planted_rule_is_found_and_nothing_else(tmp_path: Path, extra: str, code: str, words: str) -> None:
    found = findings(tmp_path, extra_rules=extra)
    assert {one.problem.code for one in found} == {code}
    assert any(words in one.problem.message for one in found)
    assert all(one.level == "warning" for one in found)


@pytest.mark.parametrize(
    ("extra", "rules"),
    [
        (rule("x", "{wish_to_grow: [strong]}", "{appetite: large}", 0.9), {"x", "appetite-strong"}),
        (rule("x", HIGH, "{animal: squirrel}", 1.0) + rule("y", "{budget: over 5}", "{animal: squirrel}", -1.0),
         {"x", "y"}),
        (rule("x", "{deciding: quickly}", "{animal: squirrel}", -0.2), {"x", "squirrel-quick"}),
    ],
)  # fmt: skip
def test_the_client_of_a_finding_fires_both_rules(tmp_path: Path, extra: str, rules: set[str]) -> None:
    (one,) = findings(tmp_path, extra_rules=extra)
    assert fired(tmp_path, one) >= rules


def test_evidence_that_adds_up_is_no_subsumption(tmp_path: Path) -> None:
    extra = rule("x", "{deciding: quickly, wish_to_grow: strong}", "{animal: squirrel}", 0.5, "Both together.")
    assert findings(tmp_path, extra_rules=extra) == ()


@pytest.mark.parametrize(
    ("replaced", "code", "words"),
    [
        ({"{deciding: quickly}": HIGH, "{deciding: slowly}": "{wish_to_grow: none}"}, "unused-attribute", "`deciding`"),
        ({"at least some": "strong", "if: {wish_to_grow: some}": "if: {budget: over 9000}"}, "undistinguished-value",
         "`some`"),
        ({"good_budget}": "2000}"}, "unused-parameter", "`good_budget`"),
        ({"certainty: 0.7": "certainty: 0.2", "certainty: 0.5": "certainty: 0.1"}, "undecidable-animal", "squirrel"),
        (ON_ONE_ANSWER, "single-answer", "`wish_to_grow`"),
        ({"certainty: 0.6\n  because: It has begun": "certainty: 0.1\n  because: It has begun"}, "dead-transition",
         "never open"),
        ({"when: {appetite: large}": "when: {appetite: large, wish_to_grow: none, budget: under 1}"},
         "dead-transition", "cannot be met"),
        ({"if: {transition: tortoise -> squirrel}": "if: {wish_to_grow: some}"}, "idle-transition", "nothing follows"),
        ({"then: {advice: calm_contract}": "then: {advice: quick_trial}"}, "unobtainable-advice", "`calm_contract`"),
    ],
)  # fmt: skip
def test_a_fault_of_the_zoo_is_found(tmp_path: Path, replaced: dict[str, str], code: str, words: str) -> None:
    found = [one for one in findings(tmp_path, replaced) if one.problem.code == code]
    assert found
    assert any(words in one.problem.message for one in found)


def test_an_animal_on_one_answer_comes_with_a_client_who_is_it(tmp_path: Path) -> None:
    (one,) = [one for one in findings(tmp_path, ON_ONE_ANSWER) if one.problem.code == "single-answer"]
    assert one.client == {"wish_to_grow": "none"}


def test_a_missing_part_of_the_playbook_is_found(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    (workspace / "templates/mine/animals/squirrel.md.jinja").unlink()
    assert {one.problem.code for one in check(loaded(workspace))} == {"missing-part"}


def test_a_question_ruled_out_by_another_answer_never_fires(tmp_path: Path) -> None:
    extra = rule("x", "{budget: over 5, wish_to_grow: none}", "{animal: squirrel}")
    replaced = {"    min: 0\n": "    min: 0\n    relevant_if: {wish_to_grow: not none}\n"}
    found = findings(tmp_path, replaced, extra)
    assert [one.problem.code for one in found if "`x`" in one.problem.message] == ["never-fires"]


@pytest.mark.parametrize("name", ["rulebases/mine/zoo.yaml", "questionnaires/mine.yaml"])
def test_a_file_that_cannot_be_read_is_told_and_not_all_that_misses_it(tmp_path: Path, name: str) -> None:
    workspace = write(tmp_path)
    (workspace / name).write_text("zoo: [\n", encoding="utf-8")
    (one,) = check(loaded(workspace))
    assert (one.problem.code, one.problem.place.file) == ("yaml-syntax", name)

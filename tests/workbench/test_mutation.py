"""Rules spoilt on purpose: the ways to spoil one, and whether a case notices as it would run on the spoilt zoo."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.cases import read_cases
from clientzoo.workbench.contrast_test import run_contrasts
from clientzoo.workbench.contrasts import read_contrasts
from clientzoo.workbench.mutation import Kind, Watchers, mutants
from clientzoo.workbench.test import run
from commands import clientzoo
from workbench.sound import NAME, loaded, rule, write

CONTRASTS = """\
contrasts:
- id: quick
  about: Quick deciders.
  source: the zoo of the tests
  shows:
  - {more: {deciding: quickly}, raises: [squirrel], because: They decide within days.}
  - {more: {budget: 100}, raises: [{appetite: small}], because: They spend little.}
"""
RULES = (
    rule("bounded", "{budget: at least good_budget, wish_to_grow: at least some}", "{animal: squirrel}", 0.3)
    + rule("other-bound", "{budget: over 1}", "{animal: squirrel}", 0.1)
    + rule("either", "{any: [{deciding: slowly}, {wish_to_grow: none}]}", "{animal: tortoise}", -0.2)
)


def zoo_of(tmp_path: Path, extra: str = RULES) -> Zoo:
    workspace = write(tmp_path, extra_rules=extra)
    (workspace / "rulebases" / NAME / "cases" / "more.yaml").write_text(CONTRASTS, encoding="utf-8")
    return loaded(workspace).sound()


@pytest.mark.parametrize(
    ("name", "kind", "told"),
    [
        ("bounded", "deleted", ["deleted"]),
        ("bounded", "flipped", ["+0.3 becomes -0.3"]),
        (
            "bounded",
            "bound",
            [
                "budget: at least good_budget becomes over 1",
                "wish_to_grow: at least some becomes strong",
            ],
        ),
        ("bounded", "premise", ["without budget: at least good_budget", "without wish_to_grow: at least some"]),
        ("either", "premise", ["without deciding: slowly", "without wish_to_grow: none"]),
        ("either", "bound", []),
        ("squirrel-quick", "premise", []),
    ],
)
def test_the_ways_to_spoil_a_rule(tmp_path: Path, name: str, kind: Kind, told: list[str]) -> None:
    assert [one.what for one in mutants(zoo_of(tmp_path), [kind], [name])] == told


def test_an_ordered_value_moves_outwards_and_inwards_and_never_to_everything(tmp_path: Path) -> None:
    extra = rule("middle", "{wish_to_grow: [some, strong]}", "{animal: squirrel}")
    found = [one.what for one in mutants(zoo_of(tmp_path, extra), ["bound"], ["middle"])]
    assert found == ["wish_to_grow: some or strong becomes strong"]


def test_a_mutant_is_noticed_where_running_the_cases_on_the_spoilt_zoo_fails(tmp_path: Path) -> None:
    condition = "{deciding: quickly, unless: {budget: at least good_budget}}"
    zoo = zoo_of(tmp_path, RULES + rule("except", condition, "{animal: squirrel}", 0.2))
    cases, _ = read_cases(zoo)
    contrasts, _ = read_contrasts(zoo, cases)
    watchers = Watchers(plan(zoo), cases, contrasts)
    noticed = 0
    for mutant in mutants(zoo):
        rules = (*(one for one in zoo.rules if one.id != mutant.rule.id), *filter(None, [mutant.changed]))
        engine = Forward(plan(replace(zoo, rules=tuple(sorted(rules, key=lambda one: one.id)))))
        fails = {one.case.id for one in (*run(cases, engine), *run_contrasts(contrasts, engine)) if not one.passed}
        found = watchers.outcome(mutant)
        assert found.noticed == bool(fails), (mutant.rule.id, mutant.what, found.noticed_by, fails)
        assert not found.noticed or found.noticed_by in fails
        noticed += found.noticed
    assert noticed > 10


def test_a_failing_case_watches_nothing(tmp_path: Path) -> None:
    zoo = zoo_of(tmp_path)
    (zoo.cases_dir / "more.yaml").write_text(CONTRASTS.replace("raises", "lowers"), encoding="utf-8")
    contrasts, _ = read_contrasts(zoo, ())
    watchers = Watchers(plan(zoo), (), contrasts)
    assert not any(one.noticed for one in watchers.outcomes(mutants(zoo)))


def test_drafts_are_shown_taken_in_and_then_notice(tmp_path: Path) -> None:
    workspace = write(tmp_path, extra_rules=RULES)
    ran = clientzoo("rules", "mutate", "--to", "drafted", at=workspace)
    assert ran.code == 1
    assert not (workspace / "rulebases" / NAME / "cases" / "drafted.yaml").exists()
    clientzoo("rules", "mutate", "--to", "drafted", "--yes", at=workspace)
    assert clientzoo("rules", "test", at=workspace).code == 0
    assert "drafted.yaml" not in clientzoo("rules", "fmt", "--check", at=workspace).out
    after = json.loads(clientzoo("rules", "mutate", "--json", at=workspace).out)["mutants"]
    unnoticed = {one["rule"] for one in after if one["noticed_by"] is None and one["kind"] != "premise"}
    assert unnoticed - {"other-bound"} == {"either"}  # whatever holds for it also fires a heavier rule the other way


def test_what_nobody_notices_is_told_by_file_and_rule(tmp_path: Path) -> None:
    workspace = write(tmp_path, extra_rules=RULES)
    ran = clientzoo("rules", "mutate", "--only", "bounded", at=workspace)
    assert ran.code == 1
    assert "1 rule spoilt in 6 ways before 4 cases and no contrast" in ran.out
    assert "bounded (+0.3): deleted; +0.3 becomes -0.3; budget: at least good_budget becomes over 1" in ran.out
    assert clientzoo("rules", "mutate", "--only", "bounded", "--weight", "0.5", at=workspace).code == 0


def test_a_word_that_is_no_kind_is_refused_with_a_hint(tmp_path: Path) -> None:
    ran = clientzoo("rules", "mutate", "--kind", "delted", at=write(tmp_path))
    assert ran.code == 2
    assert "did you mean deleted?" in ran.err


def test_since_a_revision_only_what_changed_is_spoilt(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "x"],
    ):
        subprocess.run(["git", "-C", str(workspace), *words], check=True)
    rules = workspace / "rulebases" / NAME / "rules.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace(
            "certainty: 0.5\n  because: It decides", "certainty: 0.45\n  because: It decides"
        ),
        encoding="utf-8",
    )
    found = json.loads(clientzoo("rules", "mutate", "--since", "HEAD", "--json", at=workspace).out)
    assert {one["rule"] for one in found["mutants"]} == {"squirrel-quick"}
    assert clientzoo("rules", "mutate", "--since", "nosuch", at=workspace).code == 2


@pytest.mark.parametrize(("kind", "least"), [("deleted", 0.95), ("flipped", 0.95), ("bound", 0.9)])
def test_the_shipped_cases_notice_what_weighs(kind: Kind, least: float) -> None:
    """What nobody notices is listed by `clientzoo rules mutate` and reasoned in docs/knowledge.md."""
    found = shipped()
    zoo = load_zoo(found.root, found.name, Path()).sound()
    cases, _ = read_cases(zoo)
    contrasts, problems = read_contrasts(zoo, cases)
    assert not problems
    heavy = [one for one in mutants(zoo, [kind]) if one.weight >= 0.15 - 1e-9]
    outcomes = list(Watchers(plan(zoo), cases, contrasts).outcomes(heavy))
    unnoticed = [f"{one.mutant.rule.id}: {one.mutant.what}" for one in outcomes if not one.noticed]
    assert len(unnoticed) <= (1 - least) * len(heavy), unnoticed


def test_advice_that_only_grows_surer_is_drafted_as_such(tmp_path: Path) -> None:
    """Both rules conclude it; the second alone would not let it appear or go."""
    extra = rule("trial-anyway", "{deciding: quickly}", "{advice: calm_contract}", 0.4) + rule(
        "trial-surer", "{deciding: quickly, budget: at least good_budget}", "{advice: calm_contract}", 0.3
    )
    workspace = write(tmp_path, extra_rules=extra)
    found = json.loads(clientzoo("rules", "mutate", "--only", "trial-surer", "--draft", "--json", at=workspace).out)
    drafted = [one["draft"]["shows"][0] for one in found["mutants"] if one["draft"]]
    assert any(line.get("raises") == ["calm_contract"] for line in drafted), found

"""Two zoos compared: rules by meaning, and exactly the clients for whom something changes, with the rule."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from commands import clientzoo
from workbench.sound import NAME, rule, write


def diff(old: Path, new: Path, *more: str) -> dict[str, object]:
    ran = clientzoo("rules", "diff", old, new, "--json", *more, at=new)
    assert ran.err == ""
    found: dict[str, object] = json.loads(ran.out)
    return found


def client(workspace: Path, name: str, answers: str) -> None:
    (workspace / "clients").mkdir(exist_ok=True)
    (workspace / "clients" / f"{name}.yaml").write_text(f"client: {name}\nanswers: {{{answers}}}\n", encoding="utf-8")


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    return write(tmp_path / "old"), write(tmp_path / "new")


def test_layout_order_and_wording_are_no_change(two: tuple[Path, Path]) -> None:
    old, new = two
    rules = new / "rulebases" / NAME / "rules.yaml"
    text = rules.read_text(encoding="utf-8").replace(
        "  if: {wish_to_grow: strong}", "  if:\n    wish_to_grow:   [strong]"
    )
    text = text.replace(
        "{verdict: tortoise, wish_to_grow: at least some}", "{wish_to_grow: some or strong, verdict: tortoise}"
    )
    rules.write_text(text, encoding="utf-8")
    ran = clientzoo("rules", "diff", old, new, at=new)
    assert (ran.code, ran.out) == (0, "0 of 4 clients change animal, status or transition\n")


def test_rules_added_removed_changed_renamed_and_reworded(two: tuple[Path, Path]) -> None:
    old, new = two
    rules = new / "rulebases" / NAME / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    text = text.replace("id: appetite-some", "id: appetite-a-little").replace("It takes weeks", "It needs weeks")
    text = text.replace("certainty: 0.9", "certainty: 0.8", 1)
    text += rule("brand-new", "{budget: over 9000}", "{animal: squirrel}")
    head, _, tail = text.partition("- id: squirrel-quick")
    rules.write_text(head + tail[tail.index("- id: tortoise-content") :], encoding="utf-8")
    found = diff(old, new)["rules"]
    assert found == {
        "added": ["brand-new"], "removed": ["squirrel-quick"], "changed": ["appetite-strong"],
        "renamed": {"appetite-some": "appetite-a-little"}, "reworded": ["tortoise-slow"],
    }  # fmt: skip


def test_exactly_the_clients_that_change_are_named_with_the_rule(two: tuple[Path, Path]) -> None:
    old, new = two
    rules = new / "rulebases" / NAME / "rules.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8") + rule("not-when-slow", "{deciding: slowly}", "{animal: tortoise}", -0.9),
        encoding="utf-8",
    )
    client(new, "slow", "deciding: slowly")
    client(new, "quick", "deciding: quickly")
    client(new, "content", "wish_to_grow: none")
    impact = diff(old, new, "--clients", "clients")["impact"]
    assert isinstance(impact, list)
    assert {one["client"] for one in impact} == {"slow", "case a-slow-one", "case a-waking-one"}
    assert all(one["rules"] == ["not-when-slow"] for one in impact)
    slow = next(one for one in impact if one["client"] == "slow")
    assert (slow["before"]["animal"], slow["after"]["animal"]) == ("tortoise", None)


def test_a_parameter_changes_the_rules_that_use_it(two: tuple[Path, Path]) -> None:
    old, new = two
    zoo = new / "rulebases" / NAME / "zoo.yaml"
    zoo.write_text(zoo.read_text(encoding="utf-8").replace("value: 2000", "value: 200"), encoding="utf-8")
    found = diff(old, new)
    assert found["rules"]["changed"] == ["appetite-thrifty", "appetite-well-fed"]  # type: ignore[index]
    change = {"name": "value", "before": 2000, "after": 200}
    assert found["other"] == [
        {"kind": "parameter", "id": "good_budget", "how": "changed", "what": "value: 2000 -> 200", "fields": [change]}
    ]


def test_what_changed_in_a_rule_is_told(two: tuple[Path, Path]) -> None:
    old, new = two
    zoo, rules = (new / "rulebases" / NAME / name for name in ("zoo.yaml", "rules.yaml"))
    zoo.write_text(zoo.read_text(encoding="utf-8").replace("value: 2000", "value: 200"), encoding="utf-8")
    text = rules.read_text(encoding="utf-8").replace(
        "if: {deciding: quickly}", "if: {deciding: quickly, budget: over 5}"
    )
    text = text.replace(
        "if: {deciding: slowly}\n  then: {animal: tortoise}", "if: {budget: 1}\n  then: {animal: squirrel}"
    )
    rules.write_text(text, encoding="utf-8")
    told = clientzoo("rules", "diff", old, new, at=new).out
    assert "rule appetite-thrifty: changed (budget: under good_budget, of which the parameter changed)\n" in told
    assert "rule squirrel-quick: changed (nothing -> budget: over 5)\n" in told
    assert "tortoise-slow: changed (deciding: slowly -> budget: 1, animal: tortoise -> animal: squirrel)\n" in told


def git(at: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(at), "-c", "user.name=x", "-c", "user.email=x@x", *arguments], check=True)


def test_a_git_revision_is_as_good_as_a_folder(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    git(workspace, "init", "-q")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "first")
    rules = workspace / "rulebases" / NAME / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("certainty: 0.7", "certainty: 0.75"), encoding="utf-8")
    ran = clientzoo("rules", "diff", "HEAD", at=workspace)
    assert ran.code == 1
    assert ran.out.splitlines()[:2] == [
        "rule squirrel-hungry: changed (certainty 0.7 -> 0.75)",
        "rule tortoise-content: changed (certainty 0.7 -> 0.75)",
    ]


def test_what_is_wrong_in_a_revision_is_told_as_git_names_it(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    bad = workspace / "rulebases" / NAME / "bad.yaml"
    bad.write_text("rules: [\n", encoding="utf-8")
    git(workspace, "init", "-q")
    git(workspace, "add", "-A")
    git(workspace, "commit", "-qm", "first")
    bad.unlink()
    ran = clientzoo("rules", "diff", "HEAD", at=workspace)
    assert ran.code == 2
    assert ran.err.startswith(f"HEAD:rulebases/{NAME}/bad.yaml:2:1: yaml-syntax")


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=touch x", "HEAD; touch x"])
def test_what_is_neither_is_refused(tmp_path: Path, name: str) -> None:
    workspace = write(tmp_path)
    ran = clientzoo("rules", "diff", "--", name, at=workspace)
    assert ran.code == 2
    assert "neither a folder nor a git revision" in ran.err
    assert not (workspace / "x").exists()


def test_a_whole_base_is_compared_and_only_those_that_change_are_named(two: tuple[Path, Path]) -> None:
    old, new = two
    rules = new / "rulebases" / NAME / "rules.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8") + rule("not-when-slow", "{deciding: slowly}", "{animal: tortoise}", -0.9),
        encoding="utf-8",
    )
    rows = [f"c{number},{('slowly', 'quickly')[number % 2]},{number}" for number in range(9_000)]
    (new / "base.csv").write_text("\n".join(["client,deciding,budget", *rows]) + "\n", encoding="utf-8")
    found = diff(old, new, "--base", "base.csv")["impact"]
    assert isinstance(found, list)
    named = {one["client"] for one in found if not one["client"].startswith("case ")}
    assert named == {f"c{number}" for number in range(0, 9_000, 2)}


def changed(root: Path, name: str, replaced: dict[str, str], extra_rules: str = "") -> Path:
    (root / name).mkdir()
    return write(root / name, replaced, extra_rules)


def impacts(old: Path, new: Path, *more: str) -> dict[str, dict[str, Any]]:
    found = diff(old, new, *more)["impact"]
    assert isinstance(found, list)
    return {one["client"]: one for one in found}


def test_a_question_that_is_gone_changes_whom_it_decided(tmp_path: Path) -> None:
    old = changed(tmp_path, "old", {})
    new = changed(tmp_path, "new", {"deciding: quickly": "wish_to_grow: strong", "deciding: slowly": "budget: under 9"})
    questions = new / "questionnaires" / f"{NAME}.yaml"
    head, _, rest = questions.read_text(encoding="utf-8").partition("  - id: deciding")
    questions.write_text(head + rest[rest.index("  - id: budget") :], encoding="utf-8")
    client(new, "slow", "deciding: slowly")
    client(new, "content", "wish_to_grow: none")
    (new / "base.csv").write_text("client,deciding,wish_to_grow\nb-slow,slowly,\nb-content,,none\n", "utf-8")
    found = impacts(old, new, "--clients", "clients", "--base", "base.csv")
    assert found.keys() >= {"slow", "b-slow"}
    assert not {"content", "b-content"} & found.keys()
    assert found["b-slow"]["rules"] == found["slow"]["rules"] == ["tortoise-slow"]


RENAMED = {
    "  - id: deciding\n": "  - id: pace\n    renamed_from: deciding\n    values_renamed_from: {fast: quickly}\n",
    "quickly:": "fast:",
    "deciding: quickly": "pace: fast",
    "deciding: slowly": "pace: slowly",
}


@pytest.mark.parametrize("forth", [True, False])
def test_what_was_only_renamed_changes_nobody(tmp_path: Path, forth: bool) -> None:
    old, new = changed(tmp_path, "old", {}), changed(tmp_path, "new", RENAMED)
    if not forth:
        old, new = new, old
    client(new, "earlier", "deciding: quickly")
    client(new, "later", "pace: fast")
    (new / "base.csv").write_text("client,deciding\nb,quickly\n", encoding="utf-8")
    assert impacts(old, new, "--clients", "clients", "--base", "base.csv") == {}


def test_rules_that_do_it_only_together_are_named_together(tmp_path: Path) -> None:
    squirrel = "{animal: squirrel}"
    three = rule("x", "{budget: under 10}", squirrel, 0.4) + rule("y", "{budget: over 8}", squirrel, 0.4)
    old = changed(tmp_path, "old", {})
    new = changed(tmp_path, "new", {}, three + rule("z", "{budget: over 700}", squirrel, 0.4))
    client(new, "torn", "budget: 9")
    found = impacts(old, new, "--clients", "clients")
    assert (found["torn"]["rules"], found["torn"]["together"]) == (["x", "y"], True)
    ran = clientzoo("rules", "diff", old, new, "--clients", "clients", at=new)
    assert (
        "torn: animal: undetermined -> squirrel; status: undetermined -> decided, because of x and y together"
        in ran.out
    )


def test_the_policy_is_named_where_no_rule_does_it(tmp_path: Path) -> None:
    old = changed(tmp_path, "old", {})
    new = changed(tmp_path, "new", {"decide_at: 0.5": "decide_at: 0.55"})
    client(new, "slow", "deciding: slowly")
    found = impacts(old, new, "--clients", "clients")
    assert found["slow"]["rules"] == []
    assert found["slow"]["others"] == ["verdict policy"]


def test_answers_that_cannot_be_read_are_told_and_leave_with_2(two: tuple[Path, Path]) -> None:
    old, new = two
    ran = clientzoo("rules", "diff", old, new, "--clients", "nowhere.yaml", at=new)
    assert ran.code == 2
    assert "nowhere.yaml:1:1: unreadable-file" in ran.err


BUDGET = (
    "parameters:\n  plenty:\n    value: 15\n    unit: thousand/month\n    about: Much money.\n",
    rule("rich", "{budget: over plenty}", "{animal: tortoise}", 0.3),
)


def with_plenty(root: Path, name: str, value: int) -> Path:
    workspace = changed(root, name, {}, BUDGET[1])
    unit = next(
        line.partition("unit: ")[2]
        for line in (workspace / "questionnaires" / f"{NAME}.yaml").read_text(encoding="utf-8").splitlines()
        if "unit: " in line
    )
    text = BUDGET[0].replace("thousand/month", unit).replace("15", str(value))
    (workspace / "rulebases" / NAME / "parameters.yaml").write_text(text, encoding="utf-8")
    return workspace


def test_old_and_new_value_of_a_parameter_and_the_shift_it_brings(tmp_path: Path) -> None:
    old, new = with_plenty(tmp_path, "old", 15), with_plenty(tmp_path, "new", 25)
    client(new, "middling", "deciding: slowly, wish_to_grow: none, budget: 20")
    client(new, "rich", "deciding: slowly, wish_to_grow: none, budget: 30")
    found: dict[str, Any] = diff(old, new, "--clients", "clients")
    (parameter,) = found["other"]
    assert parameter["what"] == "value: 15 -> 25"
    assert parameter["fields"] == [{"name": "value", "before": 15, "after": 25}]
    assert found["impact"] == []
    less = found["shifts"]["less_sure"]
    assert (less["clients"], found["shifts"]["surer"]["clients"]) == (1, 0)
    (shift,) = less["largest"]
    assert (shift["client"], shift["animal"]) == ("middling", "tortoise")
    assert 0.0 < shift["before"] - shift["after"] < 0.3
    assert less["mean"] == pytest.approx(shift["before"] - shift["after"], abs=1e-6)
    ran = clientzoo("rules", "diff", old, new, "--clients", "clients", at=new)
    assert "parameter plenty: changed (value: 15 -> 25)" in ran.out
    assert "1 of 6 clients gets less sure, by " in ran.out
    assert f"    middling: tortoise {shift['before']:.2f} -> {shift['after']:.2f}\n" in ran.out
    back: dict[str, Any] = diff(new, old, "--clients", "../../new/mine/clients")
    assert (back["shifts"]["surer"]["clients"], back["shifts"]["less_sure"]["clients"]) == (1, 0)


def test_close_calls_that_appear_and_go_are_told(tmp_path: Path) -> None:
    old = changed(tmp_path, "old", {})
    new = changed(tmp_path, "new", {}, rule("torn", "{deciding: slowly}", "{animal: squirrel}", 0.45))
    client(new, "slow", "deciding: slowly")
    found: dict[str, Any] = diff(old, new, "--clients", "clients")
    assert {"client": "slow", "first": "tortoise", "second": "squirrel"} in found["shifts"]["newly_close"]
    ran = clientzoo("rules", "diff", old, new, "--clients", "clients", at=new)
    assert "now close between tortoise and squirrel: " in ran.out
    again = clientzoo("rules", "diff", new, old, "--clients", "../../new/mine/clients", at=old)
    assert "no longer close calls" in again.out

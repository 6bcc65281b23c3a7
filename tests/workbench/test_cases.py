"""Cases: what a failing one says, bringing them up to date, and making them out of clients."""

from pathlib import Path

import pytest

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.yaml import parse
from clientzoo.workbench.case_file import case_id, with_case
from commands import clientzoo
from workbench.sound import NAME, write


def cases(workspace: Path) -> Path:
    return workspace / "rulebases" / NAME / "cases" / "first.yaml"


def spoilt(tmp_path: Path) -> Path:
    workspace = write(tmp_path)
    path = cases(workspace)
    text = path.read_text(encoding="utf-8").replace("animal: squirrel", "animal: tortoise  # surely")
    path.write_text(text.replace("closed: [tortoise", "open: [tortoise"), encoding="utf-8")
    return workspace


def test_a_failing_case_says_expected_got_and_the_proof(tmp_path: Path) -> None:
    ran = clientzoo("rules", "test", at=spoilt(tmp_path))
    assert ran.code == 1
    assert "expected animal tortoise, got squirrel" in ran.out
    assert "+0.50 squirrel-quick (deciding: quickly)" in ran.out
    assert "not fired +0.50 tortoise-slow: lacks deciding: slowly (fails)" in ran.out
    assert "expected tortoise -> squirrel to be open, it is closed" in ran.out


def test_update_shows_and_writes_nothing_unasked(tmp_path: Path) -> None:
    workspace = spoilt(tmp_path)
    before = cases(workspace).read_text(encoding="utf-8")
    ran = clientzoo("rules", "test", "--update", at=workspace)
    assert ran.code == 1
    assert "+    animal: squirrel" in ran.out
    assert cases(workspace).read_text(encoding="utf-8") == before


def test_update_with_yes_keeps_comments_and_then_passes(tmp_path: Path) -> None:
    workspace = spoilt(tmp_path)
    assert clientzoo("rules", "test", "--update", "--yes", at=workspace).code == 0
    text = cases(workspace).read_text(encoding="utf-8")
    assert "animal: squirrel  # surely" in text
    assert "# Clients we know, and what they are" in text
    assert clientzoo("rules", "test", at=workspace).code == 0


def test_a_client_becomes_a_case(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    (workspace / "romashka.yaml").write_text(
        "client: ООО «Ромашка»\nanswers:\n  deciding: {value: quickly, certainty: 0.6}\n  wish_to_grow: strong\n",
        encoding="utf-8",
    )
    before = cases(workspace).read_text(encoding="utf-8")
    ran = clientzoo("rules", "case", "add", "romashka.yaml", "--to", "first", "--yes", at=workspace)
    assert ran.code == 0
    assert cases(workspace).read_text(encoding="utf-8") == before + (
        "- id: ооо-ромашка\n  about: As ООО «Ромашка» was answered.\n  answers:\n    deciding:\n      value: quickly\n"
        "      certainty: 0.6\n    wish_to_grow: strong\n  expect:\n    status: decided\n    animal: squirrel\n"
    )
    assert "5 cases passed" in clientzoo("rules", "test", at=workspace).out


def test_a_case_goes_nowhere_else(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    (workspace / "a.yaml").write_text("client: A\nanswers: {}\n", encoding="utf-8")
    ran = clientzoo("rules", "case", "add", "a.yaml", "--to", "../../out", "--yes", at=workspace)
    assert ran.code == 2
    assert not list(tmp_path.rglob("out*"))


def test_ids_are_made_of_names_and_never_twice() -> None:
    assert case_id("Röd & Grön AB", ()) == "röd-grön-ab"
    assert case_id("A", {"a", "a-2"}) == "a-3"
    assert case_id("***", ()) == "client"


@pytest.mark.parametrize(
    ("expected", "proof"),
    [
        ("status: close", ["squirrel 0.81:", "tortoise 0.00:"]),
        ("traits: {appetite: small}", ["appetite: small 0.00:", "  not fired +0.90 appetite-none: lacks wish_to_grow: "
                                       "none (fails)"]),
        ("transitions: {open: [tortoise -> squirrel]}", ["transition: tortoise -> squirrel 0.00:", "  not fired +0.60 "
         "tortoise-wakes: lacks verdict: tortoise (fails)"]),
        ("advice: [calm_contract]", ["  not fired +1.00 offer-to-tortoises: lacks verdict: tortoise (fails)"]),
        ("rules: {fired: [tortoise-slow]}", ["tortoise-slow did not fire: lacks deciding: slowly (fails)"]),
        ("rules: {silent: [squirrel-quick]}", ["squirrel-quick fired: +0.50 (deciding: quickly)"]),
    ],
)  # fmt: skip
def test_whatever_was_expected_the_proof_says_why_it_did_not_come(
    tmp_path: Path, expected: str, proof: list[str]
) -> None:
    workspace = write(tmp_path)
    answers = "{wish_to_grow: strong, deciding: quickly}"
    cases(workspace).write_text(
        f"cases:\n- id: x\n  about: Spoilt.\n  answers: {answers}\n  expect: {{{expected}}}\n", encoding="utf-8"
    )
    ran = clientzoo("rules", "test", at=workspace)
    assert ran.code == 1
    for line in proof:
        assert f"    {line}\n" in ran.out


def test_a_long_case_file_changes_only_where_it_must(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    about = "  about: " + " ".join(["It says much and means little of it,"] * 4) + "\n    and so it folds.\n"
    before = "# Held to these.\ncases:\n" + "".join(
        f"- id: {name}\n{about}  answers: {{deciding: {name}}}\n  expect:\n    animal: {animal}   # as ever\n# next\n"
        for name, animal in (("quickly", "tortoise"), ("slowly", "tortoise"))
    )
    cases(workspace).write_text(before, encoding="utf-8")
    assert clientzoo("rules", "test", "--update", "--yes", at=workspace).code == 0
    after = cases(workspace).read_text(encoding="utf-8")
    assert after.splitlines()[after.splitlines().index("- id: slowly") :] == before.splitlines()[-7:]
    assert "animal: squirrel" in after


def test_cases_follow_questions_and_values_that_were_renamed(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    replaced = {
        "  - id: deciding\n": "  - id: pace\n    renamed_from: deciding\n    values_renamed_from: {fast: quickly}\n",
        "      quickly:": "      fast:", "if: {deciding: quickly}": "if: {pace: fast}",
        "if: {deciding: slowly}": "if: {pace: slowly}",
    }  # fmt: skip
    for name in ("rulebases/mine/rules.yaml", "questionnaires/mine.yaml"):
        text = (workspace / name).read_text(encoding="utf-8")
        for old, new in replaced.items():
            text = text.replace(old, new)
        (workspace / name).write_text(text, encoding="utf-8")
    assert "no finding" in clientzoo("rules", "check", at=workspace).out
    assert "4 cases passed, 0 failed" in clientzoo("rules", "test", at=workspace).out


@pytest.mark.parametrize("before", ["", "# Clients of ours.\n", "cases:\n", "cases: []\n# the end\n"])
def test_a_file_without_a_case_takes_the_first(before: str) -> None:
    case = {"id": "x", "about": "X.", "answers": {"deciding": "slowly"}, "expect": {"animal": "tortoise"}}
    after = with_case(before, case)
    assert parse(after, "").value == {"cases": [case]}
    assert [line for line in before.splitlines() if "#" in line] == [line for line in after.splitlines() if "#" in line]


@pytest.mark.parametrize("before", ["rules: []\n", "words\n", "cases: {}\n", "cases: [{id: x}]\n", "- cases\n"])
def test_what_is_no_file_of_cases_is_left_alone(before: str) -> None:
    with pytest.raises(ValueError, match="list"):
        with_case(before, {"id": "x"})


@pytest.mark.parametrize(("only", "durable"), [("", False), ("wolf-full", True)])
def test_for_many_cases_the_built_in_engine_is_taken(only: str, durable: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from clientzoo.cli.app import app
    from clientzoo.inference import durable as durable_rules
    from clientzoo.inference.forward import Forward
    from clientzoo.inference.plan import Plan

    compiled = []

    def recorded(planned: Plan) -> Forward:
        compiled.append(planned)
        return Forward(planned)

    monkeypatch.setattr(durable_rules, "unavailable", lambda _: None)
    monkeypatch.setattr(durable_rules, "Durable", recorded)
    ran = CliRunner().invoke(app, ["rules", "test", "--only", only, "--zoo", str(shipped().root)])
    assert ran.exit_code == 0, ran.output
    assert bool(compiled) is durable

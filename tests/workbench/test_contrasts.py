"""Contrasts: what one more answer does, told apart from what it should do, with the evidence."""

from pathlib import Path

import pytest

from clientzoo.inference.certainty import Belief
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.problems import Problem
from clientzoo.workbench.cases import read_cases
from clientzoo.workbench.contrast_test import run_contrasts, together
from clientzoo.workbench.contrasts import Contrast, read_contrasts
from clientzoo.workbench.fmt import formatted
from clientzoo.workbench.test import Result
from commands import clientzoo
from workbench.sound import NAME, loaded, rule, write

TABLE = """\
contrast_tables:
- id: wish
  about: The wish to grow tells squirrels from tortoises.
  fact: wish_to_grow
  columns:  [squirrel, tortoise]
  effects:
    strong: [      up,     {strong}]
    none:   [    same,       up]
  because: Squirrels want more.
  source: the zoo of the tests
"""
LINE = """\
contrasts:
- id: quick
  about: Quick deciders.
  answers: {{wish_to_grow: strong}}
  source: the zoo of the tests
  shows:
  - {line}
"""


def read(workspace: Path, text: str) -> tuple[tuple[Contrast, ...], tuple[Problem, ...]]:
    zoo = loaded(workspace).sound()
    (zoo.cases_dir / "more.yaml").write_text(text, encoding="utf-8")
    cases, problems = read_cases(zoo, workspace)
    assert not problems
    return read_contrasts(zoo, cases, workspace)


def ran_of(workspace: Path, text: str) -> list[Result]:
    contrasts, problems = read(workspace, text)
    assert not problems, problems
    planned = plan(loaded(workspace).sound())
    one_by_one = list(run_contrasts(contrasts, Forward(planned)))
    at_once = list(run_contrasts(contrasts, Forward(planned), planned))
    assert [(one.case.id, one.failures, one.proof) for one in at_once] == [
        (one.case.id, one.failures, one.proof) for one in one_by_one
    ]
    return one_by_one


def test_a_table_is_a_contrast_for_each_of_its_rows(tmp_path: Path) -> None:
    results = ran_of(write(tmp_path), TABLE.format(strong="same"))
    assert [(one.case.id, one.passed) for one in results] == [("wish-strong", True), ("wish-none", True)]


def test_what_does_not_move_as_claimed_is_told_with_what_moved_it(tmp_path: Path) -> None:
    failed, passed = ran_of(write(tmp_path), TABLE.format(strong="up"))
    assert passed.passed
    assert failed.failures == ("wish_to_grow: strong: expected tortoise to rise, got 0.00 before, 0.00 after",)
    assert "tortoise: what moved it: nothing" in failed.proof
    assert any(line.startswith("  not fired +0.70 tortoise-content") for line in failed.proof)


@pytest.mark.parametrize(
    ("line", "passes"),
    [
        ("{more: {deciding: quickly}, raises: [squirrel, {appetite: large}], because: So.}", False),
        ("{more: {deciding: quickly}, raises: [squirrel], leaves: [tortoise, {appetite: large}], because: So.}", True),
        ("{more: {deciding: slowly}, lowers: [squirrel], because: So.}", False),
        ("{more: {wish_to_grow: none}, lowers: [squirrel], goes: [{appetite: large}], because: Instead of it.}", True),
        ("{more: {wish_to_grow: none}, appears: [{appetite: small}, tortoise], because: Instead of it.}", True),
        ("{together: {deciding: quickly, wish_to_grow: strong}, leaves: [squirrel], because: So.}", True),
        ("{together: {deciding: quickly, wish_to_grow: strong}, raises: [squirrel], because: So.}", False),
    ],
)
def test_a_line_claims_what_a_further_answer_does(tmp_path: Path, line: str, passes: bool) -> None:
    (result,) = ran_of(write(tmp_path), LINE.format(line=line))
    assert result.passed is passes, (result.failures, result.proof)


def test_answers_speak_together_where_a_rule_joins_them(tmp_path: Path) -> None:
    joined = rule("both", "{deciding: quickly, wish_to_grow: strong}", "{animal: squirrel}", 0.3)
    line = "{together: {deciding: quickly, wish_to_grow: strong}, raises: [squirrel], because: So.}"
    (result,) = ran_of(write(tmp_path, extra_rules=joined), LINE.format(line=line))
    assert result.passed, result.failures


@pytest.mark.parametrize(("first", "second"), [(0.3, 0.6), (0.2, -0.4), (-0.5, -0.25)])
def test_evidence_that_only_adds_up_says_nothing_together(first: float, second: float) -> None:
    def belief(*evidence: float) -> Belief:
        doubt, against = 1.0, 1.0
        for one in evidence:
            doubt, against = doubt * (1 - max(one, 0)), against * (1 + min(one, 0))
        return Belief(0.0, 1 - doubt, 1 - against)

    beliefs = [belief(0.1), belief(0.1, first), belief(0.1, second), belief(0.1, first, second)]
    assert together(beliefs, (1, -1, -1, 1)) == pytest.approx(0, abs=1e-12)


def test_what_is_wrong_is_told_at_once_with_its_place_and_a_hint(tmp_path: Path) -> None:
    text = TABLE.format(strong="upp") + LINE.format(
        line="{more: {deciding: quick}, raises: [squirel, {apetite: large}], because: So.}"
    ) + "- id: other\n  about: x\n  given: a-quick-on\n  source: x\n  shows:\n" + (
        "  - {together: {deciding: quickly}, raises: [squirrel], because: So.}\n"
        "  - {more: {deciding: quickly}, because: So.}\n"
        "  - {raises: [tortoise], because: So.}\n"
    )  # fmt: skip
    contrasts, problems = read(write(tmp_path), text)
    assert not contrasts
    told = [str(problem).removeprefix(f"rulebases/{NAME}/cases/more.yaml:") for problem in problems]
    assert told == [
        "17:23: unknown-value `quick` is not a value of `deciding` (did you mean quickly?)",
        "17:40: unknown-value `squirel` is no animal, transition or advice of this zoo (did you mean squirrel?)",
        "17:49: unknown-fact `apetite` is nothing that rules conclude (did you mean appetite?)",
        "20:10: unknown-case there is no case `a-quick-on` (did you mean a-quick-one?)",
        "23:6: wrong-length `together` takes two to 4 answers, not 1",
        "24:5: missing-field this contrast claims nothing"
        " (name what it raises, lowers, leaves, lets appear or lets go)",
        "25:5: missing-field a contrast has either `more`, further answers, or `together`, answers that speak together",
        "7:28: unknown-value `upp` is not a value of `strong` (did you mean up?)",
    ], told


def test_contrasts_are_counted_apart_and_fail_the_command(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    path = workspace / "rulebases" / NAME / "cases" / "more.yaml"
    path.write_text(TABLE.format(strong="same"), encoding="utf-8")
    ran = clientzoo("rules", "test", at=workspace)
    assert ran.code == 0, ran.out + ran.err
    assert "2 contrasts passed, 0 failed" in ran.out
    path.write_text(TABLE.format(strong="down"), encoding="utf-8")
    ran = clientzoo("rules", "test", "--update", "--yes", "--junit", "j.xml", at=workspace)
    assert ran.code == 1
    assert "FAILED wish-strong: Squirrels want more." in ran.out
    assert "1 contrasts passed, 1 failed" in ran.out
    assert path.read_text(encoding="utf-8") == TABLE.format(strong="down")
    assert 'name="wish-strong"' in (workspace / "j.xml").read_text(encoding="utf-8")


def test_the_grid_is_laid_out_like_a_table_of_weights() -> None:
    text = (
        TABLE.format(strong="same")
        .replace("[      up,     same]", "[up,same]")
        .replace("[    same,       up]", "[null, up]")
    )
    assert "    strong: [      up,     same]\n    none:   [       ~,       up]\n" in formatted(text)

"""A zoo whose animals do not exclude each other lists several winners, to every engine the same."""

from pathlib import Path

import pytest

from agreement import fired
from clientzoo.explanation.verdict import headline
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.check import check
from zoos import write_zoo

RULES = """\
- {id: also-cow, if: {employees: under 20}, then: {animal: cow}, certainty: 0.75, because: Small., source: s}
- {id: both, if: {all: [{verdict: cow}, {verdict: cat}]}, then: {advice: grow}, certainty: 1, because: B., source: s}
- {id: of-cows, if: {verdict: cow}, then: {advice: grow}, certainty: 1, because: C., source: s}
"""
LISTS = {"title: Tiny zoo\n": "title: Tiny zoo\nverdict: {list_from: 0.6}\n"}
BOTH = {"wish": Answer("demands"), "employees": Answer(5)}  # a cat by 0.72 and a cow by 0.75
CLIENTS = [BOTH, {"wish": Answer("demands"), "foreign": Answer(False)}, {"employees": Answer(5)}, {}]


def loaded(root: Path, replaced: dict[str, str]) -> Zoo:
    return load_zoo(write_zoo(root, replaced=replaced, extra_rules=RULES), "tiny").sound()


def test_all_that_are_sure_enough_win(tmp_path: Path) -> None:
    zoo = loaded(tmp_path, LISTS)
    found = Forward(plan(zoo)).consult(BOTH)
    assert (found.verdict.status, found.verdict.animal, found.verdict.listed) == ("decided", "cow", ("cow", "cat"))
    assert headline(found) == "cow, likely (0.75); cat, likely (0.72)"


def test_without_a_list_the_second_is_a_close_call(tmp_path: Path) -> None:
    found = Forward(plan(loaded(tmp_path, {}))).consult(BOTH)
    assert (found.verdict.status, found.verdict.listed) == ("close", ())
    assert "both" not in {one.rule for one in found.firings}


@pytest.mark.parametrize("lists", [True, False])
def test_rules_look_at_every_winner_in_every_engine(tmp_path: Path, postgres_url: str, lists: bool) -> None:
    zoo = loaded(tmp_path, LISTS if lists else {})
    for engine, found in fired(zoo, CLIENTS, postgres_url).items():
        assert ["both" in rules for rules in found] == [lists, False, False, False], engine
        assert ["of-cows" in rules for rules in found] == [True, False, True, False], engine


def test_a_rule_on_two_winners_can_fire_and_is_not_complained_of(tmp_path: Path) -> None:
    write_zoo(tmp_path / "listed", replaced=LISTS, extra_rules=RULES)
    codes = {one.problem.code for one in check(load_zoo(tmp_path / "listed", "tiny"))}
    assert "never-fires" not in codes
    write_zoo(tmp_path / "alone", extra_rules=RULES)
    assert "never-fires" in {one.problem.code for one in check(load_zoo(tmp_path / "alone", "tiny"))}

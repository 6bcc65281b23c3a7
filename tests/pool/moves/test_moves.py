"""Two days side by side: what is a move, and what only looks like one."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bases import ZOO
from clientzoo.pool.day import Day
from clientzoo.pool.moves.account import Account, account
from clientzoo.pool.moves.matrix import matrix
from clientzoo.pool.moves.passages import ORIGIN, TARGET, passages
from clientzoo.pool.moves.states import LEFT, NEW, NOT_ASKED, UNDETERMINED

COW: dict[str, Any] = {
    "website_role": "brings_sales", "growth_wish": "would_not_mind", "strategy": "none", "demeanour": "content",
    "support_need": "regular_support", "cash_position": "comfortable",
}  # fmt: skip
LLAMA: dict[str, Any] = {
    **COW, "marketing_team": "department_for_reports", "reporting_need": "polished_reports", "demeanour": "delegating",
    "support_need": "full_outsourcing", "management_mess": "moderate",
}  # fmt: skip
WOLF: dict[str, Any] = {
    "regular_business": True, "growth_wish": "wants", "internet_understanding": "none", "demeanour": "driven",
    "owner_involvement": "runs_everything", "management_mess": "slight", "employees": 20,
}  # fmt: skip
JUNE, LATER = date(2025, 6, 30), date(2026, 6, 30)
ANSWERED = {name: pl.Boolean if name == "regular_business" else pl.Int64 if name == "employees" else pl.String
            for name in {**COW, **LLAMA, **WOLF, "leadership_change": ""}}  # fmt: skip


def told(when: date, verdicts: dict[str, tuple[str | None, int | None]], **more: Any) -> Day:
    """A day of verdicts with money in minor units."""
    rows = [
        {"client": name, "name": name, "animal": animal, "certainty": 0.9 if animal else 0.3, "amount": amount}
        for name, (animal, amount) in verdicts.items()
    ]
    kinds: dict[str, Any] = {"client": pl.String, "name": pl.String, "animal": pl.String, "certainty": pl.Float64,
             "amount": pl.Int64}  # fmt: skip
    return Day(str(when), when, pl.DataFrame(rows, schema=kinds), **more)


def answered(when: date, said: dict[str, dict[str, Any]], since: dict[str, dict[str, date]] | None = None) -> Day:
    rows = [{"client": name, **dict.fromkeys(ANSWERED), **answers} for name, answers in said.items()]
    frame = pl.DataFrame(rows, schema={"client": pl.String, **ANSWERED})
    days = None
    if since is not None:
        names = sorted({name for one in since.values() for name in one})
        dated = [{"client": name, **dict.fromkeys(names), **one} for name, one in since.items()]
        days = pl.DataFrame(dated, schema={"client": pl.String, **dict.fromkeys(names, pl.Date)})
    return Day(str(when), when, frame.select("client", name="client"), frame, days)


def paths(found: Account) -> dict[tuple[str, str], int]:
    return {(one.origin, one.target): one.clients for one in found.matrix.paths}


def test_paths_by_verdicts_alone() -> None:
    before = told(JUNE, {"А": ("cow", 1001), "Б": ("cow", 5), "В": ("wolf", -300), "Г": (None, None)})
    after = told(LATER, {"А": ("llama", 2002), "Б": ("cow", 7), "Г": ("wolf", 1), "Д": ("tiger", 9)})
    found = account(ZOO, before, after)
    assert paths(found) == {
        ("cow", "llama"): 1, ("cow", "cow"): 1, ("wolf", LEFT): 1, ("wolf", "wolf"): 1, (NEW, "tiger"): 1
    }  # fmt: skip
    assert [(one.name, one.kind) for one in found.movers] == [("А", "allowed"), ("В", "left"), ("Д", "came")]
    assert [(one.origin, one.target, one.clients) for one in found.learned] == [(UNDETERMINED, "wolf", 1)]
    assert found.years == pytest.approx(0.9993, abs=1e-3)
    grown = next(one for one in found.matrix.moves if one.origin == "cow")
    assert (grown.amount_before, grown.amount_after) == (1001, 2002)


@pytest.mark.parametrize(
    ("origin", "target", "kind", "why"),
    [
        ("cow", "llama", "allowed", ""),
        ("cow", "elephant", "allowed", "by way of llama"),
        ("cow", "wolf", "surprising", "a new management team"),
        ("tiger", "rabbit", "surprising", "no way from tiger to rabbit"),
    ],
)
def test_what_the_zoo_makes_of_a_move_without_answers(origin: str, target: str, kind: str, why: str) -> None:
    (mover,) = account(ZOO, told(JUNE, {"A": (origin, 1)}), told(LATER, {"A": (target, 1)})).movers
    assert mover.kind == kind
    assert why in mover.why


def test_a_first_answer_moves_nobody() -> None:
    before = answered(JUNE, {"A": {"website_role": "brings_sales"}, "B": COW})
    after = answered(LATER, {"A": COW, "B": COW})
    found = account(ZOO, before, after)
    assert paths(found) == {("cow", "cow"): 2}
    assert [(one.target, one.clients) for one in found.learned] == [("cow", 1)]
    assert not found.movers


def test_an_answer_that_holds_from_a_later_day_is_a_move() -> None:
    began = dict.fromkeys(("marketing_team", "reporting_need", "demeanour", "support_need", "management_mess"), LATER)
    found = account(ZOO, answered(JUNE, {"A": COW}), answered(LATER, {"A": LLAMA}, {"A": began}))
    assert paths(found) == {("cow", "llama"): 1}
    (mover,) = found.movers
    assert {one.question for one in mover.changed} == {*began}
    assert any(rule.endswith("-llama") or rule.startswith("llama") for rule in mover.gained)
    assert mover.lost
    assert ZOO.rule.keys() >= {*mover.gained, *mover.lost}


def test_a_correction_moves_nobody() -> None:
    """The same change of answers, but they held already on the earlier day."""
    held = dict.fromkeys((*LLAMA,), date(2024, 1, 1))
    found = account(ZOO, answered(JUNE, {"A": COW}), answered(LATER, {"A": LLAMA}, {"A": held}))
    assert paths(found) == {("llama", "llama"): 1}
    assert [(one.origin, one.target) for one in found.learned] == [("cow", "llama")]


def test_an_answer_taken_back_moves_nobody() -> None:
    found = account(ZOO, answered(JUNE, {"A": COW}), answered(LATER, {"A": {"website_role": "brings_sales"}}))
    assert not found.movers
    assert len(found.learned) == 1


def test_changed_rules_move_nobody_and_are_told() -> None:
    before = answered(JUNE, {"A": COW})
    before = replace(
        before, version="0.1", people=before.people.with_columns(animal=pl.lit("wolf"), certainty=pl.lit(0.9))
    )
    found = account(ZOO, before, answered(LATER, {"A": COW}))
    assert paths(found) == {("cow", "cow"): 1}
    assert found.rules_changed
    assert [(one.origin, one.target) for one in found.ruled] == [("wolf", "cow")]


def test_an_animal_that_the_zoo_has_no_more() -> None:
    before = answered(JUNE, {"A": COW})
    before = replace(before, people=before.people.with_columns(animal=pl.lit("mammoth"), certainty=pl.lit(0.9)))
    found = account(ZOO, before, answered(LATER, {"A": COW}))
    assert [(one.origin, one.target) for one in found.ruled] == [(UNDETERMINED, "cow")]


@pytest.mark.parametrize(("leaders", "kind"), [("happened", "expected"), (None, "surprising"), ("none", "surprising")])
def test_a_herbivore_turns_predator_only_under_new_leaders(leaders: str | None, kind: str) -> None:
    after = {**WOLF, "leadership_change": leaders}
    since = {"A": dict.fromkeys({**COW, **after}, LATER)}
    (mover,) = account(ZOO, answered(JUNE, {"A": COW}), answered(LATER, {"A": after}, since)).movers
    assert (mover.origin, mover.target, mover.kind) == ("cow", "wolf", kind)
    assert bool(mover.why) == (kind == "surprising")
    assert mover.changed
    assert mover.gained


def test_outflow_is_a_state_and_there_is_a_way_back() -> None:
    before, after = told(JUNE, {"A": ("cow", 5), "B": ("cow", 5)}), told(LATER, {"A": ("cow", 0), "B": ("cow", 9)})
    before = replace(before, people=before.people.with_columns(block=pl.Series(["current", "outflow"])))
    after = replace(after, people=after.people.with_columns(block=pl.Series(["outflow", "current"])))
    found = account(ZOO, before, after)
    assert paths(found) == {("cow", LEFT): 1, (LEFT, "cow"): 1}
    assert (found.matrix.left(), found.matrix.came()) == (1, 1)


def test_nobody_asked_is_not_undetermined() -> None:
    day = told(JUNE, {"A": (None, 0)})
    silent = replace(day, people=day.people.with_columns(certainty=pl.lit(0.0)))
    assert passages(ZOO, silent, silent).clients[ORIGIN].to_list() == [NOT_ASKED]


def test_an_empty_base_has_no_moves() -> None:
    found = account(ZOO, told(JUNE, {}), told(LATER, {}))
    assert (found.matrix.rows, found.movers, found.matrix.clients) == ((), (), 0)


def test_renamed_clients_are_the_same_by_their_id() -> None:
    before, after = told(JUNE, {"7": ("cow", 1)}), told(LATER, {"7": ("cow", 1)})
    after = replace(after, people=after.people.with_columns(name=pl.lit("ООО Новое имя")))
    found = account(ZOO, before, after)
    assert found.renamed == (("7", "ООО Новое имя"),)
    assert not found.movers


NAMES = st.sampled_from([f"клиент {number}" for number in range(12)])
VERDICT = st.tuples(st.sampled_from([*ZOO.animals, None]), st.one_of(st.none(), st.integers(-(10**12), 10**12)))
DAYS = st.dictionaries(NAMES, VERDICT, max_size=12)


@settings(max_examples=60, deadline=None)
@given(DAYS, DAYS, st.randoms(use_true_random=False))
def test_laws(one: Any, other: Any, dice: Any) -> None:
    """Rows sum, no kopeck is lost, the order of clients does not matter, and a day has not moved from itself."""
    before, after = told(JUNE, one), told(LATER, other)
    found = passages(ZOO, before, after)
    table = matrix(ZOO, found.clients)
    assert table.clients == len({*one, *other})
    for row in table.rows:
        assert sum(way.clients for way in row.paths) == row.clients
        assert all(way.low <= way.share <= way.high for way in row.paths)
    assert sum(way.amount_before or 0 for way in table.paths) == sum(amount or 0 for _, amount in one.values())
    assert sum(way.amount_after or 0 for way in table.paths) == sum(amount or 0 for _, amount in other.values())
    shuffled = [*one.items()]
    dice.shuffle(shuffled)
    assert matrix(ZOO, passages(ZOO, told(JUNE, dict(shuffled)), after).clients) == table
    itself = passages(ZOO, before, before)
    assert (itself.clients[ORIGIN] == itself.clients[TARGET]).all()

"""Movers by name: what changed in their answers, which rules that brought, and whether the zoo expects the move.

Expected: the zoo has the transition, and its conditions are met on the later day, or it was under way or ready on the
earlier one. Surprising: the zoo has no such transition, nor several of growth one after the other, or it is a
revolution and no new team with a new leader is known; then the rules or the answers are wrong, and both are named.
Allowed: the rest.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import polars as pl

from clientzoo.explanation.path import holds
from clientzoo.explanation.what_if import Comparison, compared
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Firing
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import ANIMAL, Fact, Transition, Zoo
from clientzoo.pool.day import CLIENT, NAME, answers_of
from clientzoo.pool.moves.passages import AMOUNT_AFTER, AMOUNT_BEFORE, ORIGIN, TARGET, Passages
from clientzoo.pool.moves.states import LEFT, NEW

Kind: TypeAlias = Literal["expected", "allowed", "surprising", "came", "left", "unclear"]
KINDS: tuple[Kind, ...] = ("expected", "allowed", "surprising", "came", "left", "unclear")


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """`old` and `new` are None where nobody had, or has, an answer."""

    question: str
    old: Value | None
    new: Value | None


@dataclass(frozen=True, slots=True)
class Mover:
    """A client whose state is another one. `why` says what makes a move surprising, or by which way it went.

    `gained` are the rules that speak for the new animal now and did not, or against the old one; `lost` those that
    spoke for the old one, or against the new, and do no more: strongest first. Both are empty without answers.
    """

    client: str
    name: str
    origin: str
    target: str
    kind: Kind
    transition: str | None
    amount_before: int | None
    amount_after: int | None
    changed: tuple[ChangedAnswer, ...] = ()
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    why: str = ""


def movers(zoo: Zoo, engine: Engine, found: Passages) -> Iterator[Mover]:
    """Everybody who moved: from animal to animal first, then who came, left or is unclear; by name within."""
    rows = found.movers.with_columns(pl.col(ORIGIN).cast(pl.String), pl.col(TARGET).cast(pl.String)).with_columns(
        (pl.col(ORIGIN).is_in([*zoo.animals]) & pl.col(TARGET).is_in([*zoo.animals])).alias("turned")
    )
    order = {kind: place for place, kind in enumerate([*zoo.animals])}
    rows = rows.with_columns(pl.col(ORIGIN).replace_strict(order, default=len(order)).alias("at"))
    rows = rows.sort(["turned", "at", TARGET, NAME, CLIENT], descending=[True, False, False, False, False])
    turned = rows.filter("turned")[CLIENT]
    then, now = (_answers(zoo, frame, turned) for frame in (found.known, found.now))
    for row in rows.iter_rows(named=True):
        client = row[CLIENT]
        if row["turned"] and client in then and client in now:
            comparison = compared(engine.consult(then[client]), engine.consult(now[client]))
            yield _explained(row, comparison)
        else:
            yield _plain(zoo, row)


def transition_between(zoo: Zoo, origin: str, target: str) -> Transition | None:
    """The zoo's transition from the one animal to the other, growth before revolution; None where it has none."""
    known = [one for one in zoo.transitions_from(origin) if one.target == target]
    return min(known, key=lambda one: one.kind == "revolution", default=None)


def way_between(zoo: Zoo, origin: str, target: str) -> tuple[str, ...]:
    """The animals on the shortest way of growth from the one to the other, both left out; empty where there is none."""
    ways: list[tuple[str, ...]] = [(origin,)]
    seen = {origin}
    while ways:
        way = ways.pop(0)
        for one in zoo.transitions_from(way[-1]):
            if one.kind != "growth" or one.target in seen:
                continue
            if one.target == target:
                return way[1:]
            seen.add(one.target)
            ways.append((*way, one.target))
    return ()


def _plain(zoo: Zoo, row: Mapping[str, Any]) -> Mover:
    origin, target = row[ORIGIN], row[TARGET]
    transition = transition_between(zoo, origin, target)
    kind, why = _kind_unexplained(zoo, transition, origin, target)
    return _mover(row, kind, transition, why=why)


def kind_of_path(zoo: Zoo, origin: str, target: str) -> Kind:
    """Of which kind everybody is who went from the one state to the other, as long as nobody's answers are known."""
    return _kind_unexplained(zoo, transition_between(zoo, origin, target), origin, target)[0]


def _kind_unexplained(zoo: Zoo, transition: Transition | None, origin: str, target: str) -> tuple[Kind, str]:
    if origin in (NEW, LEFT):
        return "came", ""
    if target == LEFT:
        return "left", ""
    if origin not in zoo.animals or target not in zoo.animals:
        return "unclear", ""
    if transition is None:
        return _without_transition(zoo, origin, target)
    if transition.kind == "revolution":
        return "surprising", f"nothing is known of what `{transition.id}` needs: {transition.needs[0].need}"
    return "allowed", ""


def _explained(row: Mapping[str, Any], comparison: Comparison) -> Mover:
    zoo = comparison.before.zoo
    origin, target = row[ORIGIN], row[TARGET]
    transition = transition_between(zoo, origin, target)
    changed = tuple(_changed(zoo, comparison))
    gained = _rules(comparison.appeared, speaks_for=target, speaks_against=origin)
    lost = _rules(comparison.vanished, speaks_for=origin, speaks_against=target)
    kind, why = _kind(comparison, transition, origin, target)
    return _mover(row, kind, transition, changed=changed, gained=gained, lost=lost, why=why)


def _kind(comparison: Comparison, transition: Transition | None, origin: str, target: str) -> tuple[Kind, str]:
    if transition is None:
        return _without_transition(comparison.before.zoo, origin, target)
    met = [need for need in transition.needs if holds(need, comparison.after)]
    if len(met) == len(transition.needs):
        return "expected", ""
    before = {one.transition.id: one for one in prospects(comparison.before)}.get(transition.id)
    if before is not None and before.stage in ("ready", "under way"):
        return "expected", ""
    if transition.kind == "revolution":
        missing = next(need for need in transition.needs if need not in met)
        return "surprising", f"`{transition.id}` needs that {missing.need}, and nothing says so"
    return "allowed", ""


def _without_transition(zoo: Zoo, origin: str, target: str) -> tuple[Kind, str]:
    between = way_between(zoo, origin, target)
    if between:
        return "allowed", f"by way of {' and '.join(between)}"
    return "surprising", f"the zoo knows no way from {origin} to {target}"


def _changed(zoo: Zoo, comparison: Comparison) -> Iterator[ChangedAnswer]:
    before, after = comparison.before.answers, comparison.after.answers
    for question in zoo.attributes:
        old, new = before.get(question), after.get(question)
        if (old.value if old else None) != (new.value if new else None):
            yield ChangedAnswer(question, old.value if old else None, new.value if new else None)


def _rules(firings: Sequence[Firing], speaks_for: str, speaks_against: str) -> tuple[str, ...]:
    """Of the firings the rules that speak for the one animal or against the other, in their order."""
    found = [
        one.rule
        for one in firings
        if (one.conclusion == Fact(ANIMAL, speaks_for) and one.certainty > 0)
        or (one.conclusion == Fact(ANIMAL, speaks_against) and one.certainty < 0)
    ]
    return tuple(dict.fromkeys(found))


def _mover(row: Mapping[str, Any], kind: Kind, transition: Transition | None, **more: Any) -> Mover:
    return Mover(
        row[CLIENT], row[NAME], row[ORIGIN], row[TARGET], kind, transition.id if transition else None,
        row[AMOUNT_BEFORE], row[AMOUNT_AFTER], **more,
    )  # fmt: skip


def _answers(zoo: Zoo, frame: pl.DataFrame | None, of: pl.Series) -> dict[str, dict[str, Answer]]:
    """The answers of some clients by client."""
    if frame is None:
        return {}
    wanted = frame.filter(pl.col(CLIENT).is_in(of.implode()))
    return {row[CLIENT]: answers_of(zoo, row) for row in wanted.iter_rows(named=True)}

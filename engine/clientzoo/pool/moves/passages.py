"""Every client on both days: where it was, where it is, and how much of the difference is a move.

Told then -> the same answers under today's zoo: a change of the rules. -> the earlier day as known today: learning.
-> the later day under today's zoo: a move.
"""

from dataclasses import dataclass

import narwhals as nw
import numpy as np
import polars as pl

from clientzoo.inference.batch import NOBODY, Batch
from clientzoo.inference.columns import compiled
from clientzoo.inference.plan import plan
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.day import AMOUNT, ANIMAL, BLOCK, CERTAINTY, CLIENT, NAME, Day, answers_of
from clientzoo.pool.moves.knowledge_then import known_later
from clientzoo.pool.moves.states import LEFT, NEW, NOT_ASKED, UNDETERMINED, state, state_kind

TOLD, RULED, ORIGIN, TARGET, TOLD_AFTER = "told", "ruled", "origin", "target", "told_after"
_HASH, _CHECK, _THERE = "hash", "check", "there"
_FEW = 20_000  # clients for whom compiling column expressions does not pay
NAME_BEFORE, AMOUNT_BEFORE, AMOUNT_AFTER = "name_before", "amount_before", "amount_after"


@dataclass(frozen=True)
class Passages:
    """`clients` has a row for each client of either day: `client`, `name`, `name_before`, amounts (minor units), and
    its states `told` (as given on the earlier day), `ruled` (the same answers under today's zoo), `origin` (the earlier
    day as known today), `target` (the later day under today's zoo) and `told_after` (as given on the later day).

    `recomputed`: whether both days had answers, so that rules, learning and moves could be told apart; then `known` are
    the answers of the earlier day as known today, `now` those of the later day. `rules_changed`: whether another
    version of the zoo gave one of the days' verdicts.
    """

    clients: pl.DataFrame
    recomputed: bool
    rules_changed: bool
    known: pl.DataFrame | None = None
    now: pl.DataFrame | None = None

    @property
    def movers(self) -> pl.DataFrame:
        """Those whose state is another one, those who came and who left among them."""
        return self.clients.filter(pl.col(ORIGIN) != pl.col(TARGET))


def passages(zoo: Zoo, before: Day, after: Day) -> Passages:
    """Both days side by side. Clients are the same where `client` is; their order does not matter."""
    known = now = None
    if before.answers is not None and after.answers is not None:
        known, now = known_later(zoo, before.answers, after.answers, after.since, before.date), after.answers
        ruled, origin = _states(zoo, before, _judged(zoo, before.answers)), _states(zoo, before, _judged(zoo, known))
        target = _states(zoo, after, _judged(zoo, now))
        told = _states(zoo, before, None) if before.has_verdicts else ruled
        told_after = _states(zoo, after, None) if after.has_verdicts else target
    else:
        told = ruled = origin = _states(zoo, before, _given(zoo, before))
        target = told_after = _states(zoo, after, _given(zoo, after))
    plain = all((day.people[NAME] == day.people[CLIENT]).all() for day in (before, after))  # no names beside the ids
    earlier = before.people.select(
        CLIENT, *([] if plain else [pl.col(NAME).alias(NAME_BEFORE)]), _amount(before).alias(AMOUNT_BEFORE),
        told.alias(TOLD), ruled.alias(RULED), origin.alias(ORIGIN),
    )  # fmt: skip
    later = after.people.select(
        CLIENT,
        *([] if plain else [NAME]),
        _amount(after).alias(AMOUNT_AFTER),
        target.alias(TARGET),
        told_after.alias(TOLD_AFTER),
    )
    kind = state_kind(zoo)
    clients = _side_by_side(earlier, later).with_columns(
        *([pl.col(CLIENT).alias(one) for one in (NAME, NAME_BEFORE)] if plain else [pl.coalesce(NAME, NAME_BEFORE)]),
        *(pl.col(name).fill_null(pl.lit(NEW, kind)) for name in (TOLD, RULED, ORIGIN)),
        *(pl.col(name).fill_null(pl.lit(LEFT, kind)) for name in (TARGET, TOLD_AFTER)),
    )
    if known is None:
        # without answers, who had no animal and has one now is taken for better known, not for moved
        unknown = (pl.col(ORIGIN) == pl.lit(UNDETERMINED, kind)) | (pl.col(ORIGIN) == pl.lit(NOT_ASKED, kind))
        learned = unknown & (pl.col(TARGET) != pl.lit(LEFT, kind))
        clients = clients.with_columns(pl.when(learned).then(TARGET).otherwise(ORIGIN).alias(ORIGIN))
    versions = {day.version for day in (before, after) if day.version} | ({zoo.version} if known is not None else set())
    return Passages(clients, known is not None, len(versions) > 1, known, now)


def _side_by_side(earlier: pl.DataFrame, later: pl.DataFrame) -> pl.DataFrame:
    """A row for each client of either table, as a full join gives: those of the earlier one in their order, then those
    of the later one only. Names are joined by two hashes of 64 bits, in a third of the time that texts would take.
    """
    hashes = [pl.DataFrame({_HASH: one[CLIENT].hash(1), _CHECK: one[CLIENT].hash(2)}) for one in (earlier, later)]
    if any(one[_HASH].n_unique() < one.height for one in hashes):
        return earlier.join(later, on=CLIENT, how="full", coalesce=True)
    there = hashes[1].select(_HASH).with_row_index(_THERE)
    places = hashes[0].select(_HASH).join(there, on=_HASH, how="left", maintain_order="left")[_THERE]
    if (hashes[0][_CHECK] != hashes[1][_CHECK].gather(places)).any():
        return earlier.join(later, on=CLIENT, how="full", coalesce=True)
    came = np.ones(later.height, np.bool_)
    came[places.drop_nulls().to_numpy()] = False
    known = earlier.with_columns(later[name].gather(places) for name in later.columns if name != CLIENT)
    return pl.concat([known, later.filter(pl.Series(came))], how="diagonal")


def _given(zoo: Zoo, day: Day) -> pl.DataFrame | None:
    """None where the day's own verdicts serve; else those of today's zoo by its answers."""
    return None if day.has_verdicts or day.answers is None else _judged(zoo, day.answers)


def _states(zoo: Zoo, day: Day, verdicts: pl.DataFrame | None) -> pl.Series:
    """The states of the day's people in their order, by its own verdicts unless others are given."""
    found = day.people
    if verdicts is not None:
        mine = found.select(CLIENT, *([BLOCK] if BLOCK in found.columns else []))
        found = mine.join(verdicts, on=CLIENT, how="left", maintain_order="left")
    block = pl.col(BLOCK).cast(pl.String) if BLOCK in found.columns else pl.lit(None, pl.String)
    return found.select(state(zoo, pl.col(ANIMAL), pl.col(CERTAINTY), block)).to_series()


def _judged(zoo: Zoo, answers: pl.DataFrame) -> pl.DataFrame:
    """The verdicts of today's zoo: `client`, `animal`, `certainty`. Both engines give the same to the last bit."""
    if answers.height <= _FEW:
        return _judged_few(zoo, answers)
    columns = compiled(plan(zoo), answers.columns, keep=[CLIENT])
    judged: pl.LazyFrame = columns.classified(nw.from_native(answers.lazy())).to_native()
    return judged.select(CLIENT, ANIMAL, CERTAINTY).collect()


def _judged_few(zoo: Zoo, answers: pl.DataFrame) -> pl.DataFrame:
    """By arrays, which are compiled in no time."""
    batch = Batch(plan(zoo))
    results = batch.run(batch.encode([answers_of(zoo, row) for row in answers.iter_rows(named=True)]))
    certainties = results.certainties[batch.rows_of(ANIMAL)]
    top = certainties.max(axis=0) if len(certainties) else [0.0] * answers.height
    names = [batch.animals[code] if code != NOBODY else None for code in results.animal]
    kinds = {CLIENT: pl.String, ANIMAL: pl.String, CERTAINTY: pl.Float64}
    return pl.DataFrame({CLIENT: answers[CLIENT], ANIMAL: names, CERTAINTY: top}, schema=kinds)


def _amount(day: Day) -> pl.Expr:
    return pl.col(AMOUNT).cast(pl.Int64) if day.has_money else pl.lit(None, pl.Int64)

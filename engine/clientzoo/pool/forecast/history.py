"""The history of a base as what the rates are learned from: every two days one after the other."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import polars as pl

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.day import CLIENT, Day, years_between
from clientzoo.pool.forecast.observed import Observed
from clientzoo.pool.moves.passages import ORIGIN, TARGET, passages
from clientzoo.pool.moves.states import NEW
from clientzoo.pool.standing import Standing, standings


def observed(zoo: Zoo, days: Sequence[Day], advance: Callable[[], None] = lambda: None) -> Observed:
    """What happened between the days, in their order; those without a date are left out. `advance` hears of each step.
    What happened between the days, in their order; those without a date are left out. `advance` hears of each step.
    """
    dated = sorted((day for day in days if day.date is not None), key=lambda day: str(day.date))
    engine = engine_for(zoo, EngineChoice.BUILTIN)
    found = Observed()
    for before, after in pairwise(dated):
        years = years_between(before, after)
        if not years:
            continue
        step = passages(zoo, before, after)
        start = _as_told(standings(zoo, engine, before, step.known), step.clients)
        targets = dict(step.clients.select(CLIENT, pl.col(TARGET).cast(pl.String)).iter_rows())
        origins = dict(step.clients.select(CLIENT, pl.col(ORIGIN).cast(pl.String)).iter_rows())
        found.add(start, targets, origins, years)
        advance()
    return found


def _as_told(start: Sequence[Standing], clients: pl.DataFrame) -> tuple[Standing, ...]:
    """Where the matrix of moves says that they started; without answers the later day may know better."""
    origins = dict(clients.select(CLIENT, pl.col(ORIGIN).cast(pl.String)).iter_rows())
    return tuple(
        one if origins.get(one.client, NEW) == one.state else _other(one, origins[one.client]) for one in start
    )


def _other(one: Standing, state: str) -> Standing:
    return Standing(one.client, one.name, state, one.certainty, one.amount, one.block)

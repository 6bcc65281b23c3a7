"""The made-up history: the same each time, by the chances that it states, and the tables agree with it."""

from datetime import date
from math import log

import polars as pl
import pytest

from clientzoo.segmentation.demo import demo
from clientzoo.segmentation.demo_history import CHANCES, answers_now, history, history_days, lives

AS_OF = date(2026, 6, 30)


def test_the_same_seed_gives_the_same_history() -> None:
    assert lives(5, AS_OF, 40) == lives(5, AS_OF, 40)
    assert lives(5, AS_OF, 40) != lives(6, AS_OF, 40)


@pytest.mark.parametrize("pair", [("wolf", "tiger"), ("cow", "llama"), ("rabbit", "wolf")])
def test_it_turns_clients_by_its_chances(pair: tuple[str, str]) -> None:
    """Moves over client-years is the rate that the chance of a year means, within four standard errors."""
    first = history_days(AS_OF)[0]
    moved, years = 0, 0.0
    for life in lives(1, AS_OF, 12_000):
        ends = [one[0] for one in life.spells[1:]] + [None]
        for (begin, animal, progress), end in zip(life.spells, ends, strict=True):
            if (animal, progress) == (pair[0], "ready"):
                years += ((end or AS_OF) - max(begin, first)).days / 365.25
                moved += end is not None and life.animal_on(end) == pair[1]
    rate = -log(1 - CHANCES[pair]["ready"])
    assert abs(moved - rate * years) < 4 * (rate * years) ** 0.5
    assert moved > 50


def test_days_hold_what_was_known_by_then() -> None:
    clients = lives(2013, AS_OF)
    tables = demo(2013, AS_OF, [one.animal_on for one in clients])
    days = history(clients, tables, AS_OF)
    heights = [frame.height for frame in days.values()]
    assert heights == sorted(heights)
    assert [*days][-1] == AS_OF
    assert heights[-1] == 300
    for day, frame in days.items():
        since = frame.select("^.*__since$")
        assert since.select(pl.max_horizontal(pl.all().max())).item() <= day
        assert frame["block"].null_count() == 0
    assert not [name for name in answers_now(days[AS_OF]).columns if "since" in name]

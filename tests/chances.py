"""How often 95 % intervals cover the chances by which the made-up history moves its clients."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from clientzoo.pool.intervals import jeffreys
from clientzoo.segmentation.demo_history import CHANCES, Progress, lives

AS_OF = date(2026, 6, 30)
YEAR_BEFORE = AS_OF - timedelta(days=365)


def covered(seeds: Iterable[int]) -> tuple[int, int]:
    """How many intervals cover the chance of a year, and how many there are: one for each base, animal and stage.

    Counted are those who turned at all within the last year, whatever they are at its end.
    """
    hits = of = 0
    for seed in seeds:
        stood: Counter[tuple[str, Progress]] = Counter()
        turned: Counter[tuple[str, Progress]] = Counter()
        for life in lives(seed, AS_OF):
            begun, animal, stage = life.spell_on(YEAR_BEFORE)
            stood[animal, stage] += 1
            turned[animal, stage] += life.spell_on(AS_OF)[0] != begun
        for (animal, stage), number in stood.items():
            truth = chance(animal, stage)
            if truth:
                low, high = jeffreys(turned[animal, stage], number)
                hits += bool(low <= truth <= high)
                of += 1
    return hits, of


def chance(animal: str, stage: Progress) -> float:
    """The chance to turn into anything within a year: the ways out of an animal compete."""
    stays = 1.0
    for (start, _), chances in CHANCES.items():
        if start == animal:
            stays *= 1 - chances[stage]
    return 1 - stays

"""The pool simulated quarter by quarter: every client goes its own way, and how fast they go is not known either."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clientzoo.pool.forecast.chain import QUARTER, SEED, Chain, Counts, Floats

BANDS = (50, 90)


@dataclass(frozen=True)
class Forecast:
    """`counts` [draws, steps + 1, states]: clients at the start and after each step of `years`."""

    states: tuple[str, ...]
    years: float
    counts: Counts

    @property
    def steps(self) -> int:
        return int(self.counts.shape[1]) - 1

    def median(self, state: str) -> Floats:
        """After each step, the start included."""
        return self._quantile(state, 0.5)

    def band(self, state: str, percent: int) -> tuple[Floats, Floats]:
        """The ends of the band that holds so many percent of the draws, after each step."""
        tail = (1 - percent / 100) / 2
        return self._quantile(state, tail), self._quantile(state, 1 - tail)

    def chance(self, wanted: Mapping[str, float], animals: Sequence[str], shares: Mapping[str, float]) -> Floats:
        """After each step the share of draws in which every animal has at least what is wanted: so many clients, or
        such a share of those who have an animal."""
        reached: npt.NDArray[np.bool_] = np.ones(self.counts.shape[:2], dtype=np.bool_)
        owned = self.counts[:, :, [self.states.index(one) for one in animals]].sum(axis=2)
        for state, number in wanted.items():
            reached &= self.counts[:, :, self.states.index(state)] >= number
        for state, share in shares.items():
            reached &= self.counts[:, :, self.states.index(state)] >= share * owned - 1e-9
        found: Floats = reached.mean(axis=0)
        return found

    def _quantile(self, state: str, at: float) -> Floats:
        found: Floats = np.quantile(self.counts[:, :, self.states.index(state)], at, axis=0)
        return found


@dataclass(frozen=True)
class Future:
    """A forecast under a name: as things go, with the plan, what if. `reached` is the chance of the target after each
    step, now being the first; None without a target."""

    name: str
    forecast: Forecast
    reached: tuple[float, ...] | None


def simulated(
    chain: Chain, steps: int, years: float = QUARTER, start: Counts | None = None, seed: int = SEED
) -> Forecast:
    """So many steps of `years` each. `start` [draws, groups], where clients stand at first, is the chain's own unless
    given."""
    generator = np.random.default_rng(seed)
    draws, groups = chain.rates.shape[:2]
    chances = chain.chances(years)
    counts = np.broadcast_to(chain.start, (draws, groups)).copy() if start is None else start.astype(np.int64)
    ways = [np.flatnonzero(chances[:, group, :].max(axis=0) > 0) for group in range(groups)]
    of_states = chain.of_states().astype(np.int64)
    found = [counts @ of_states]
    for _ in range(steps):
        moved = np.zeros_like(counts)
        for group in range(groups):
            moved[:, ways[group]] += generator.multinomial(counts[:, group], chances[:, group, ways[group]])
        moved += generator.poisson(chain.newcomers * years)
        counts = moved
        found.append(counts @ of_states)
    return Forecast(chain.states, years, np.stack(found, axis=1))

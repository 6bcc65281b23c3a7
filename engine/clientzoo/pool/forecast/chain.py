"""The chain of groups: draws of its rates, and the chances of a step of any length.

Formula: Q holds the rates from group to group, each row summing to 0; a step of h years is expm(Q h), so that two
steps of a quarter are one of half a year. Those who come to an animal are as far along as those who are there now.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.forecast.observed import Group, group_of
from clientzoo.pool.forecast.rates import Rates, Way, runs, stage_along
from clientzoo.pool.intervals import need_scipy
from clientzoo.pool.moves.states import LEFT, NEW, NOT_ASKED, UNDETERMINED
from clientzoo.pool.standing import Standing, first_growth

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]
DRAWS, SEED = 4000, 2013
QUARTER = 0.25  # years
_NEVER = 1e-12


@dataclass(frozen=True)
class Chain:
    """`groups` in a fixed order, the last one those who left. `rates` [draws, groups, groups] a year, rows sum to 0.

    `newcomers` [draws, groups] a year. `start` [groups] is how many clients stand there now.
    """

    groups: tuple[Group, ...]
    rates: Floats
    newcomers: Floats
    start: Counts

    @property
    def states(self) -> tuple[str, ...]:
        """The states that the groups are of, in order, each once."""
        return tuple(dict.fromkeys(group.state for group in self.groups))

    def place(self, group: Group) -> int:
        return self.groups.index(group)

    def of_states(self) -> Floats:
        """[groups, states]: 1 where the group is of the state."""
        states = self.states
        return np.array([[float(group.state == state) for state in states] for group in self.groups])

    def chances(self, years: float) -> Floats:
        """[draws, groups, groups]: the chance of each group to be in each other after so many years."""
        steps = years / QUARTER
        if steps == round(steps) and steps > 1:
            several: Floats = np.linalg.matrix_power(self._quarter, round(steps))
            return several
        return self._quarter if steps == 1 else self._after(years)

    @cached_property
    def _quarter(self) -> Floats:
        return self._after(QUARTER)

    def _after(self, years: float) -> Floats:
        from scipy.linalg import expm

        found: Floats = expm(self.rates * years)
        found[found < _NEVER] = 0.0  # what rounding leaves of nothing
        found /= found.sum(axis=2, keepdims=True)
        return found


def chain(zoo: Zoo, rates: Rates, clients: Sequence[Standing], draws: int = DRAWS, seed: int = SEED) -> Chain:
    """The chain for the clients of a day. Their order does not matter. Raises SciPyMissingError."""
    need_scipy()
    counted = Counter(group_of(one) for one in clients if one.state != LEFT)
    groups = _groups(zoo, counted)
    place = {group: number for number, group in enumerate(groups)}
    shares = {state: _shares(state, groups, counted) for state in {group.state for group in groups}}
    generator = np.random.default_rng(seed)
    drawn = {
        way: generator.gamma(rate.shape, 1 / rate.years, draws)
        if rate.shape > 0 and rate.years > 0
        else np.zeros(draws)
        for way, rate in sorted(rates.of.items(), key=lambda one: str(one[0]))
    }
    size = len(groups)
    matrix = np.zeros((draws, size, size))
    for group, row in place.items():
        for target, rate in _out_of(zoo, group, drawn):
            if target in shares:
                matrix[:, row, :] += rate[:, None] * shares[target][None, :]
    matrix[:, range(size), range(size)] -= matrix.sum(axis=2)
    newcomers = np.zeros((draws, size))
    for way, rate in drawn.items():
        if way.origin == NEW and way.target in shares:
            newcomers += rate[:, None] * shares[way.target][None, :]
    start = np.array([counted[group] for group in groups], dtype=np.int64)
    return Chain(groups, matrix, newcomers, start)


def _groups(zoo: Zoo, counted: Counter[Group]) -> tuple[Group, ...]:
    """Those that anybody is in, at least one for each animal, and every further stage of a transition that is there."""
    found: dict[Group, None] = {}
    for animal in (*zoo.animals, UNDETERMINED, NOT_ASKED):
        own = sorted(group for group in counted if group.state == animal)
        lead = first_growth(zoo, animal)
        found |= dict.fromkeys(own or [Group(animal, lead.id, "possible") if lead else Group(animal, "", "blocked")])
        for group in own:
            if group.lead:
                found |= {Group(animal, group.lead, stage): None for stage in ("possible", "under way", "ready")}
    return (*found, Group(LEFT, "", "blocked"))


def _shares(state: str, groups: tuple[Group, ...], counted: Counter[Group]) -> Floats:
    """How those of a state are spread over its groups; where nobody is, all are in the first."""
    numbers = np.array([float(counted[group]) if group.state == state else 0.0 for group in groups])
    if not numbers.sum():
        numbers[next(place for place, group in enumerate(groups) if group.state == state)] = 1.0
    spread: Floats = numbers / numbers.sum()
    return spread


def _out_of(zoo: Zoo, group: Group, drawn: "dict[Way, Floats]") -> "list[tuple[str, Floats]]":
    """The states to which clients of the group go, each with the draws of its rate."""
    found = []
    for transition in zoo.transitions_from(group.state):
        if runs(group, transition):
            way = Way(group.state, transition.target, transition.id, stage_along(group, transition))
            if way in drawn:
                found.append((transition.target, drawn[way]))
    found += [(way.target, rate) for way, rate in drawn.items() if way.origin == group.state and way.stage is None]
    return found

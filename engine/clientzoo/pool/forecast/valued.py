"""The worth of a pool, by animal and by client, with the doubt that the draws leave."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from clientzoo.pool.forecast.chain import Floats
from clientzoo.pool.forecast.observed import group_of
from clientzoo.pool.forecast.worth import Values
from clientzoo.pool.moves.states import LEFT
from clientzoo.pool.standing import Standing

_BAND = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Worth:
    """Minor units. `worth` is the mean of the draws for all `clients`, 90 % of them lie in [`low`, `high`].

    `brings` is what one brings a year, `each` what one is worth on average; None for all states together.
    """

    state: str
    clients: int
    worth: float
    low: float
    high: float
    brings: int | None = None
    each: float | None = None


@dataclass(frozen=True, slots=True)
class ClientWorth:
    client: str
    name: str
    state: str
    worth: float
    low: float
    high: float


@dataclass(frozen=True)
class Valued:
    """Clients most worth first."""

    animals: tuple[Worth, ...]
    all: Worth
    clients: tuple[ClientWorth, ...]


def valued(clients: Sequence[Standing], values: Values) -> Valued:
    """What those who have not left are worth."""
    here = [one for one in clients if one.state != LEFT]
    place = {group: number for number, group in enumerate(values.chain.groups)}
    by_client = []
    sums = {state: np.zeros(len(values.worth)) for state in values.chain.states}
    for one in here:
        usual, more = values.own(one)
        at = place[group_of(one)]
        draws = usual[:, at] + more[:, at]
        sums[one.state] += draws
        low, high = np.quantile(draws, _BAND)
        by_client.append(ClientWorth(one.client, one.name, one.state, float(draws.mean()), float(low), float(high)))
    animals = []
    for state in values.chain.states:
        number = sum(one.state == state for one in here)
        if number:
            animals.append(_worth(state, sums[state], number, values.brings.get(state, 0)))
    total = _worth("all", np.sum([*sums.values()], axis=0), len(here), None)
    return Valued(tuple(animals), total, tuple(sorted(by_client, key=lambda one: (-one.worth, one.client))))


def _worth(state: str, draws: Floats, clients: int, brings: int | None) -> Worth:
    low, high = np.quantile(draws, _BAND)
    mean = float(draws.mean())
    each = mean / clients if brings is not None and clients else None
    return Worth(state, clients, mean, float(low), float(high), brings, each)

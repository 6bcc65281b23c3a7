"""What a pool is worth: what its clients will bring, year by year, money of later years counting less.

Formula: V = sum over k < n of (P / (1 + d))^k R for n years, and (I - P / (1 + d))^-1 R without end, where P are the
chances of a year, R what a group brings a year and d the discount. Source: Pfeifer and Carraway (2000).
Edges: what a group brings in the coming year counts whole. A client that brings more or less than is usual for its
animal does so as long as it stays that animal; once it turned it brings what is usual there. Newcomers are nobody's
value yet and are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from clientzoo.pool.forecast.chain import Chain, Floats
from clientzoo.pool.moves.states import LEFT
from clientzoo.pool.standing import Standing

YEARS = 5


@dataclass(frozen=True)
class Values:
    """What clients are worth over the years, in minor units, by what they bring themselves.

    `worth` [draws, groups] is that of a client who brings what its animal usually brings, `stay` [draws, groups,
    states] the discounted years that a client of a group will spend in a state; `brings` what is usual, by state.
    """

    chain: Chain
    worth: Floats
    stay: Floats
    brings: Mapping[str, int]

    def own(self, one: Standing) -> tuple[Floats, Floats]:
        """[draws, groups] twice: what is known of groups, and what is added to it for this client, who brings more or
        less than is usual as long as it stays what it is. Who brings nothing is worth nothing whatever it turns
        into."""
        if one.amount is not None and one.amount <= 0:
            return np.zeros_like(self.worth), np.zeros_like(self.worth)
        more = 0 if one.amount is None else one.amount - self.brings.get(one.state, 0)
        return self.worth, more * self.stay[:, :, self.chain.states.index(one.state)]

    def mean_of(self, one: Standing) -> Floats:
        """[groups]: the mean of the draws of what this client would be worth in each group of its state."""
        usual, more = self.own(one)
        mean: Floats = usual.mean(axis=0) + more.mean(axis=0)
        return mean


def values(chain: Chain, brings: Mapping[str, int], discount: float, years: int = YEARS) -> Values:
    """The values of the clients of a chain over so many years."""
    chances = chain.chances(1.0)
    of_states = chain.of_states()
    stays = [discounted(chances, one, discount, years) for one in of_states.T]
    return Values(chain, discounted(chances, income(chain, brings), discount, years), np.stack(stays, axis=2), brings)


def yearly(clients: Sequence[Standing], given: Mapping[str, int]) -> dict[str, int]:
    """What a client of each state brings a year, in minor units: as given, else the median of those here that bring
    anything; nothing where nobody does."""
    found: dict[str, int] = {}
    for state in {one.state for one in clients} | {*given}:
        amounts = [one.amount for one in clients if one.state == state and one.amount]
        found[state] = round(median(amounts)) if amounts else 0
    return {**found, LEFT: 0, **given}


def income(chain: Chain, brings: Mapping[str, int]) -> Floats:
    """[groups]: what a client of each group brings a year, in minor units."""
    return np.array([float(brings.get(group.state, 0)) for group in chain.groups])


def discounted(chances: Floats, brings: Floats, discount: float, years: int | None = YEARS) -> Floats:
    """[..., groups]: the value of a client of each group over the years, without end where that is None.

    `chances` [..., groups, groups] are those of a year. Raises ValueError where money without end is not discounted.
    """
    factor = 1 / (1 + discount)
    if years is None:
        if discount <= 0:
            raise ValueError("a value without end wants a discount above 0")
        identity = np.eye(chances.shape[-1])
        wanted = np.broadcast_to(brings[..., None], (*chances.shape[:-1], 1))
        return np.asarray(np.linalg.solve(identity - chances * factor, wanted)[..., 0])
    value = np.zeros(chances.shape[:-1])
    for _ in range(years):
        value = brings + factor * np.einsum("...ij,...j->...i", chances, value)
    return value

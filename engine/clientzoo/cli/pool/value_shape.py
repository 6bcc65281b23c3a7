"""What `pool value --json` prints."""

from datetime import date
from typing import TYPE_CHECKING

from clientzoo.cli.pool.money import in_text
from clientzoo.cli.pool.plan_shape import BasisShape
from clientzoo.output.shape import Count, Shape, Share

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.forecast.rates import Rates
    from clientzoo.pool.forecast.valued import ClientWorth, Valued, Worth


class WorthShape(Shape):
    """Decimals as text. `worth` is the mean of the draws, 90 % of them lie between `low` and `high`."""

    state: str
    clients: Count
    brings: str | None
    each: str | None
    worth: str | None
    low: str | None
    high: str | None

    @classmethod
    def of(cls, one: "Worth") -> "WorthShape":
        return cls(
            state=one.state, clients=one.clients, brings=in_text(one.brings),
            each=None if one.each is None else in_text(round(one.each)), worth=in_text(round(one.worth)),
            low=in_text(round(one.low)), high=in_text(round(one.high)),
        )  # fmt: skip


class ClientWorthShape(Shape):
    client: str
    name: str
    state: str
    worth: str | None
    low: str | None
    high: str | None

    @classmethod
    def of(cls, one: "ClientWorth") -> "ClientWorthShape":
        worth, low, high = (in_text(round(units)) for units in (one.worth, one.low, one.high))
        return cls(client=one.client, name=one.name, state=one.state, worth=worth, low=low, high=high)


class ValueShape(Shape):
    """What the pool is worth over so many years."""

    zoo: str
    day: str | None
    years: Count
    discount: Share
    animals: tuple[WorthShape, ...]
    all: WorthShape
    clients: tuple[ClientWorthShape, ...]
    basis: BasisShape

    @classmethod
    def of(
        cls, zoo: "Zoo", day: date | None, rates: "Rates", told: "Valued", discount: float, years: int, most: int | None
    ) -> "ValueShape":
        return cls(
            zoo=zoo.id, day=str(day) if day else None, years=years, discount=discount,
            animals=tuple(map(WorthShape.of, told.animals)), all=WorthShape.of(told.all),
            clients=tuple(map(ClientWorthShape.of, told.clients[:most])), basis=BasisShape.of(rates),
        )  # fmt: skip

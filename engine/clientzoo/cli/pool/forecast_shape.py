"""What `pool forecast --json` prints."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from clientzoo.cli.pool.plan_shape import BasisShape
from clientzoo.output.shape import Count, Shape, Share

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.forecast.rates import Rate, Rates, Way
    from clientzoo.pool.forecast.simulated import Forecast, Future

Pair = tuple[float, float]


class StepShape(Shape):
    """After so many quarters: the median, and the ends of the bands that hold 50 and 90 % of the draws."""

    quarter: Count
    median: float
    band_50: Pair
    band_90: Pair


class StateShape(Shape):
    state: str
    steps: tuple[StepShape, ...]

    @classmethod
    def of(cls, forecast: "Forecast", state: str) -> "StateShape":
        median, half, most = forecast.median(state), forecast.band(state, 50), forecast.band(state, 90)
        return cls(
            state=state,
            steps=tuple(
                StepShape(
                    quarter=step, median=float(median[step]), band_50=(float(half[0][step]), float(half[1][step])),
                    band_90=(float(most[0][step]), float(most[1][step])),
                )
                for step in range(forecast.steps + 1)
            ),
        )  # fmt: skip


class FutureShape(Shape):
    """`reached` is the chance of the target after each quarter, now being the first; null without a target."""

    name: str
    states: tuple[StateShape, ...]
    reached: tuple[Share, ...] | None


class RateShape(Shape):
    """Moves a year for each client; so many were seen in so many client-years, the rest is the guess of the source."""

    origin: str
    target: str
    transition: str
    stage: str | None
    rate: float
    moves: Count
    client_years: float
    source: str

    @classmethod
    def of(cls, way: "Way", rate: "Rate") -> "RateShape":
        return cls(
            origin=way.origin, target=way.target, transition=way.lead, stage=way.stage, rate=round(rate.mean, 6),
            moves=rate.moves, client_years=round(rate.watched, 4), source=rate.source,
        )  # fmt: skip


class ForecastShape(Shape):
    """The pool in the coming quarters, each future under its name."""

    zoo: str
    day: str | None
    draws: Count
    futures: tuple[FutureShape, ...]
    rates: tuple[RateShape, ...]
    basis: BasisShape

    @classmethod
    def of(cls, zoo: "Zoo", day: date | None, rates: "Rates", futures: "Sequence[Future]") -> "ForecastShape":
        told = tuple(
            FutureShape(
                name=one.name, reached=one.reached,
                states=tuple(StateShape.of(one.forecast, state) for state in one.forecast.states),
            )
            for one in futures
        )  # fmt: skip
        return cls(
            zoo=zoo.id, day=str(day) if day else None, draws=int(futures[0].forecast.counts.shape[0]), futures=told,
            rates=tuple(RateShape.of(way, rate) for way, rate in rates.of.items()), basis=BasisShape.of(rates),
        )  # fmt: skip

"""What `pool plan --json` prints."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from clientzoo.cli.pool.money import in_text
from clientzoo.output.shape import Count, Shape, Share

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.forecast.rates import Rates
    from clientzoo.pool.steering.planned import Plan, Planned


class BasisShape(Shape):
    """What the figures rest on: so many moves in so many years; with none they only repeat the guesses of the zoo."""

    moves: Count
    years: float
    only_guessed: bool

    @classmethod
    def of(cls, rates: "Rates") -> "BasisShape":
        return cls(moves=rates.observed, years=round(rates.span, 4), only_guessed=rates.guessed)


class RoleShape(Shape):
    """`one_more_hour` in the unit of `brings`; `role` is empty where hours are those of all roles together."""

    role: str
    hours: float
    used: float
    one_more_hour: float


class PlannedShape(Shape):
    client: str
    name: str
    origin: Annotated[str, Field(alias="from")]
    target: Annotated[str, Field(alias="to")]
    stage: str
    steps: tuple[str, ...]
    hours: dict[str, float]
    needs: tuple[str, ...]
    chance_before: Share
    chance_after: Share
    worth: str | None
    instead: tuple[str, ...]
    loss: float | None

    @classmethod
    def of(cls, one: "Planned") -> "PlannedShape":
        choice = one.choice
        return cls(
            client=choice.client, name=choice.name, origin=choice.group.state, target=one.target,
            stage=choice.group.stage, steps=choice.steps, hours=dict(choice.hours), needs=one.missing,
            chance_before=one.before, chance_after=min(1.0, one.before + one.chance), worth=in_text(round(one.brings)),
            instead=one.instead, loss=None if one.loss is None else round(one.loss, 6),
        )  # fmt: skip


class PlanShape(Shape):
    """`brings` and `loss` are minor units of money toward worth, clients nearer to the target toward that."""

    zoo: str
    day: str | None
    toward: str
    years: float
    brings: float
    considered: Count
    roles: tuple[RoleShape, ...]
    chosen: tuple[PlannedShape, ...]
    basis: BasisShape

    @classmethod
    def of(cls, zoo: "Zoo", day: date | None, rates: "Rates", made: "Plan") -> "PlanShape":
        roles = tuple(
            RoleShape(role=role, hours=hours, used=made.hours_of(role), one_more_hour=round(made.an_hour[role], 6))
            for role, hours in made.hours.items()
        )
        return cls(
            zoo=zoo.id, day=str(day) if day else None, toward=made.toward, years=made.years,
            brings=round(made.brings, 6), considered=made.considered, roles=roles,
            chosen=tuple(map(PlannedShape.of, made.chosen)), basis=BasisShape.of(rates),
        )  # fmt: skip

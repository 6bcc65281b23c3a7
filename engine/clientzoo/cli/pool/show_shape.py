"""What `pool show --json` prints."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from clientzoo.cli.pool.money import in_text
from clientzoo.cli.pool.money_shape import Money
from clientzoo.output.shape import Count, Shape, Share

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.composition import Composition, Part
    from clientzoo.pool.day import Day
    from clientzoo.pool.steering.target import Target


class PartShape(Shape):
    """`certainty` is the mean, `age` the median number of days since anything was said; null where nobody knows."""

    state: str
    clients: Count
    share: Share
    amount: Money
    certainty: float | None
    age: float | None
    wanted: float | None
    gap: Annotated[float | None, Field(description="wanted less those that are there")]

    @classmethod
    def of(cls, part: "Part") -> "PartShape":
        return cls(
            state=part.state, clients=part.clients, share=part.share, amount=in_text(part.amount),
            certainty=None if part.certainty is None else round(part.certainty, 6), age=part.age,
            wanted=_rounded(part.wanted), gap=_rounded(part.gap),
        )  # fmt: skip


class BlockShape(Shape):
    block: str
    clients: Count
    amount: Money
    parts: tuple[PartShape, ...]


class ShowShape(Shape):
    """The pool on a day: `parts` are those who have not left, `blocks` has everybody where blocks are known."""

    zoo: str
    day: str | None
    by: str | None
    clients: Count
    with_animal: Count
    parts: tuple[PartShape, ...]
    blocks: tuple[BlockShape, ...]

    @classmethod
    def of(cls, zoo: "Zoo", day: "Day", found: "Composition", target: "Target") -> "ShowShape":
        return cls(
            zoo=zoo.id, day=str(day.date) if day.date else None, by=str(target.by) if target.by else None,
            clients=found.clients, with_animal=found.with_animal, parts=tuple(map(PartShape.of, found.parts)),
            blocks=tuple(
                BlockShape(
                    block=one.name, clients=one.clients, amount=in_text(one.amount),
                    parts=tuple(map(PartShape.of, one.parts)),
                )
                for one in found.blocks
            ),
        )  # fmt: skip


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 6)

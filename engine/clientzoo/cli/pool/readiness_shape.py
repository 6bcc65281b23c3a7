"""What `pool readiness --json` prints."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from clientzoo.output.shape import Count, Shape, Share

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.day import Day
    from clientzoo.pool.readiness import Kept


class KeptShape(Shape):
    """`transition` is null for all of them together; `stage` is `none` for those nearest to no transition."""

    transition: str | None
    stage: str
    clients: Count
    went: Count
    elsewhere: Count
    left: Count
    share: Share
    low: Share
    high: Share
    reliable: bool

    @classmethod
    def of(cls, one: "Kept") -> "KeptShape":
        return cls(
            transition=one.transition or None, stage=one.stage, clients=one.clients, went=one.went,
            elsewhere=one.elsewhere, left=one.left, share=one.share, low=one.low, high=one.high, reliable=one.reliable,
        )  # fmt: skip


class ReadinessShape(Shape):
    """How many of those that were ready, under way, possible or blocked went."""

    zoo: str
    before: str
    after: str
    stages: tuple[KeptShape, ...]

    @classmethod
    def of(cls, zoo: "Zoo", before: "Day", after: "Day", found: "Sequence[Kept]") -> "ReadinessShape":
        days = [str(one.date or one.name) for one in (before, after)]
        return cls(zoo=zoo.id, before=days[0], after=days[1], stages=tuple(map(KeptShape.of, found)))

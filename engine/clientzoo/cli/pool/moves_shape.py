"""What `pool moves --json` prints."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from clientzoo.cli.pool.money import in_text
from clientzoo.cli.pool.money_shape import Money
from clientzoo.output.shape import Count, Said, Shape, Share

if TYPE_CHECKING:
    from clientzoo.knowledge.zoo import Zoo
    from clientzoo.pool.day import Day
    from clientzoo.pool.moves.account import Account
    from clientzoo.pool.moves.matrix import Path, Row
    from clientzoo.pool.moves.movers import Mover


class DayShape(Shape):
    table: str
    day: str | None
    zoo_version: str | None

    @classmethod
    def of(cls, day: "Day") -> "DayShape":
        return cls(table=day.name, day=str(day.date) if day.date else None, zoo_version=day.version or None)


class PathShape(Shape):
    """`share` is of the clients of `from`, `low` and `high` its 95 % interval; money is that of the path's clients."""

    origin: Annotated[str, Field(alias="from")]
    target: Annotated[str, Field(alias="to")]
    clients: Count
    share: Share
    low: Share
    high: Share
    amount_before: Money
    amount_after: Money

    @classmethod
    def of(cls, one: "Path") -> "PathShape":
        return cls(
            origin=one.origin, target=one.target, clients=one.clients, share=one.share, low=one.low, high=one.high,
            amount_before=in_text(one.amount_before), amount_after=in_text(one.amount_after),
        )  # fmt: skip


class RowShape(Shape):
    """A row is reliable where no interval in it is wider than 0.2."""

    origin: Annotated[str, Field(alias="from")]
    clients: Count
    reliable: bool
    paths: tuple[PathShape, ...]

    @classmethod
    def of(cls, row: "Row") -> "RowShape":
        paths = tuple(PathShape.of(one) for one in row.paths)
        return cls(origin=row.origin, clients=row.clients, reliable=row.reliable, paths=paths)


class ChangedShape(Shape):
    question: str
    old: Said | None
    new: Said | None


class MoverShape(Shape):
    """`gained` and `lost` are the rules that speak for the move now, and those that spoke against it and do no more."""

    client: str
    name: str
    origin: Annotated[str, Field(alias="from")]
    target: Annotated[str, Field(alias="to")]
    kind: str
    transition: str | None
    why: str
    amount_before: Money
    amount_after: Money
    answers: tuple[ChangedShape, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @classmethod
    def of(cls, one: "Mover") -> "MoverShape":
        return cls(
            client=one.client, name=one.name, origin=one.origin, target=one.target, kind=one.kind,
            transition=one.transition, why=one.why,
            amount_before=in_text(one.amount_before), amount_after=in_text(one.amount_after),
            answers=tuple(ChangedShape(question=it.question, old=it.old, new=it.new) for it in one.changed),
            gained=one.gained, lost=one.lost,
        )  # fmt: skip


class RenamedShape(Shape):
    before: str
    after: str


class NoMovesShape(Shape):
    """What is no move: `told_apart` says whether both days had answers, so that it could be taken out."""

    told_apart: bool
    rules_changed: bool
    rules: tuple[PathShape, ...]
    learned: tuple[PathShape, ...]
    renamed: tuple[RenamedShape, ...]


class KindsShape(Shape):
    expected: Count
    allowed: Count
    surprising: Count


class MovesShape(Shape):
    """The moves between two days. States are animals, `undetermined`, `not asked`, `left us` and `new to us`."""

    zoo: str
    zoo_version: str
    before: Annotated[DayShape, Field(alias="from")]
    after: Annotated[DayShape, Field(alias="to")]
    years: Annotated[float | None, Field(description="years of 365.25 days; null where a day has no date")]
    clients: Count
    stayed: Count
    turned: Count
    came: Count
    left: Count
    unclear: Count
    kinds: KindsShape
    rows: tuple[RowShape, ...]
    movers: tuple[MoverShape, ...]
    all_movers: Count
    no_moves: NoMovesShape

    @classmethod
    def of(cls, zoo: "Zoo", told: "Account", most: int | None) -> "MovesShape":
        """The account, with at most so many movers."""
        kinds = told.kinds
        return cls(
            zoo=zoo.id, zoo_version=told.version, before=DayShape.of(told.before), after=DayShape.of(told.after),
            years=None if told.years is None else round(told.years, 4), clients=told.matrix.clients,
            stayed=told.stayed, turned=told.turned, came=told.matrix.came(), left=told.matrix.left(),
            unclear=told.unclear,
            kinds=KindsShape(
                expected=kinds["expected"], allowed=kinds["allowed"], surprising=kinds["surprising"]
            ),
            rows=tuple(map(RowShape.of, told.matrix.rows)),
            movers=tuple(map(MoverShape.of, told.first_movers(most))), all_movers=told.number_of_movers,
            no_moves=NoMovesShape(
                told_apart=told.recomputed, rules_changed=told.rules_changed,
                rules=tuple(map(PathShape.of, told.ruled)), learned=tuple(map(PathShape.of, told.learned)),
                renamed=tuple(RenamedShape(before=before, after=after) for before, after in told.renamed),
            ),
        )  # fmt: skip

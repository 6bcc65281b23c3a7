"""The life of a client as programs read it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from clientzoo.knowledge.zoo import Zoo
from clientzoo.output.shape import Certainty, Said, Shape
from clientzoo.output.verdict import VerdictShape

if TYPE_CHECKING:
    from clientzoo.register.history import Event
    from clientzoo.register.statement import Statement


class AnswerShape(Shape):
    """`value` is null while nobody knows it."""

    question: str
    before: Said | None
    value: Said | None
    certainty: Certainty
    by: str
    holds_from: str


class EventShape(Shape):
    """What happened on a day, as 2026-06-30. Which of the other properties say something depends on the kind."""

    day: str
    kind: Literal["said", "corrected", "moved", "rules_changed", "decided"]
    answers: Annotated[tuple[AnswerShape, ...], Field(description="said, corrected: what the questions say since")] = ()
    before: Annotated[VerdictShape | None, Field(description="moved: the verdict before, by today's rules")] = None
    after: Annotated[VerdictShape | None, Field(description="moved, rules_changed: the verdict by today's rules")] = (
        None
    )
    questions: Annotated[tuple[str, ...], Field(description="moved: whose answers did it")] = ()
    gained: Annotated[tuple[str, ...], Field(description="moved: rules that speak for the new verdict since")] = ()
    lost: Annotated[tuple[str, ...], Field(description="moved: rules that no longer speak for the old one")] = ()
    given: Annotated[str | None, Field(description="rules_changed: the animal as it was given")] = None
    zoo_version: Annotated[str | None, Field(description="rules_changed: by which version")] = None
    animal: Annotated[str | None, Field(description="decided: null where it was withdrawn")] = None
    because: str | None = None
    until: str | None = None
    by: str | None = None


class HistoryShape(Shape):
    """A client's life in the order of its days, all verdicts by today's rules."""

    client: str
    zoo: str
    zoo_version: str
    events: tuple[EventShape, ...]

    @classmethod
    def of(cls, client: str, zoo: Zoo, events: "Iterable[Event]") -> "HistoryShape":
        return cls(client=client, zoo=zoo.id, zoo_version=zoo.version, events=tuple(map(_event, events)))


def _event(event: "Event") -> EventShape:
    from clientzoo.register.history import Corrected, Decided, Moved, RulesChanged
    from clientzoo.register.history import Said as SaidThen

    day = event.day.isoformat()
    match event:
        case SaidThen():
            answers = tuple(_answer(one.after, one.before) for one in event.answers)
            return EventShape(day=day, kind="said", answers=answers)
        case Corrected():
            return EventShape(day=day, kind="corrected", answers=(_answer(event.statement, event.before),))
        case Moved():
            return EventShape(
                day=day,
                kind="moved",
                before=VerdictShape.of(event.before) if event.before else None,
                after=VerdictShape.of(event.after),
                questions=event.questions,
                gained=event.gained,
                lost=event.lost,
            )
        case RulesChanged():
            given = event.given.verdict
            return EventShape(
                day=day,
                kind="rules_changed",
                after=VerdictShape.of(event.now),
                given=given.animal,
                zoo_version=given.zoo_version,
            )
        case Decided():
            one = event.decision
            until = one.until.isoformat() if one.until else None
            return EventShape(day=day, kind="decided", animal=one.animal, because=one.because, until=until, by=one.by)


def _answer(after: "Statement", before: "Statement | None") -> AnswerShape:
    return AnswerShape(
        question=after.question,
        before=before.value if before else None,
        value=after.value,
        certainty=after.certainty,
        by=after.by,
        holds_from=after.holds_from.isoformat(),
    )

"""Steps as programs read them: what `today --json` and `tasks --json` print."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from clientzoo.output.shape import Count, Shape, Share

if TYPE_CHECKING:
    from clientzoo.inference.share import Share as Counted
    from clientzoo.work.outcome import Outcome, Preceding
    from clientzoo.work.step import Step


class StepShape(Shape):
    """One step, days as 2026-06-30; `person` is empty where nobody has it."""

    number: int
    client: str
    animal: Annotated[str | None, Field(description="what the client was when the step was opened")]
    advice: Annotated[str, Field(description="what the step comes from; `ask:` and a question for one to ask")]
    state: Literal["open", "done", "dropped", "closed"]
    text: str
    because: str
    done_when: str
    role: str
    person: str
    day: Annotated[Count, Field(description="of the plan, the first being 1")]
    started: str
    due: str
    overdue: bool
    worked: Literal["yes", "no", "unknown"] | None
    note: str
    told: Annotated[str, Field(description="why it was dropped, or closed for want of its reason")]
    finished: str | None

    @classmethod
    def of(cls, step: "Step", client: str, today: date) -> "StepShape":
        return cls(
            number=step.number, client=client, animal=step.animal, advice=step.advice, state=step.state,
            text=step.text, because=step.because, done_when=step.done_when, role=step.role, person=step.person,
            day=step.day, started=step.started.isoformat(), due=step.due.isoformat(), overdue=step.is_overdue(today),
            worked=step.worked, note=step.note, told=step.told,
            finished=step.finished.isoformat() if step.finished else None,
        )  # fmt: skip


class ShareShape(Shape):
    """`count` of `of`, with the ends of its 95 % interval."""

    count: Count
    of: Count
    low: Share
    high: Share

    @classmethod
    def of_share(cls, share: "Counted") -> "ShareShape":
        low, high = share.interval
        return cls(count=share.hits, of=share.of, low=low, high=high)


class OutcomeShape(Shape):
    """What came of one piece of advice for one animal; null: while it was undetermined."""

    advice: str
    animal: str | None
    given: Count
    done: ShareShape
    in_time: ShareShape
    worked: ShareShape

    @classmethod
    def of(cls, one: "Outcome") -> "OutcomeShape":
        return cls(
            advice=one.advice, animal=one.animal, given=one.given, done=ShareShape.of_share(one.done),
            in_time=ShareShape.of_share(one.in_time), worked=ShareShape.of_share(one.worked),
        )  # fmt: skip


class PrecedingShape(Shape):
    """Advice that had been done with clients before they moved, and with those that stayed what they were."""

    advice: str
    origin: Annotated[str, Field(alias="from")]
    target: Annotated[str, Field(alias="to")]
    movers: ShareShape
    others: ShareShape

    @classmethod
    def of(cls, one: "Preceding") -> "PrecedingShape":
        return cls(
            advice=one.advice, origin=one.origin, target=one.target, movers=ShareShape.of_share(one.movers),
            others=ShareShape.of_share(one.others),
        )  # fmt: skip


class OutcomesShape(Shape):
    """What `tasks outcome --json` prints."""

    outcomes: tuple[OutcomeShape, ...]
    preceding: tuple[PrecedingShape, ...]

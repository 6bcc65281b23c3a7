"""A step: one piece of advice as work for one client. Whatever happens to it gives a new value; nothing is lost."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from clientzoo.playbook.progress import Progress, StepState

State: TypeAlias = Literal["open", "done", "dropped", "closed"]
Worked: TypeAlias = Literal["yes", "no", "unknown"]
Origin: TypeAlias = Literal["advice", "question", "base"]
OPEN: State = "open"


class StepError(Exception):
    """The step cannot be changed so; the text says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """`number` is how people name it, 0 until it is kept; `client` the client's number in the register.

    `advice` is what it comes from; together with the client it is the step's identity, so that a new playbook never
    doubles it. `closed` are steps that lost their reason, `dropped` those that a person gave up. `day` is the day of
    the plan, the first being 1, `due` the working day that became of it; `by_hand` says which of person and due a
    person chose. `told` is why a step was closed or dropped. `animal` is what the client was when it was opened.
    """

    client: int
    advice: str
    origin: Origin
    text: str
    because: str
    done_when: str
    role: str
    person: str
    day: int
    started: date
    due: date
    animal: str | None = None
    state: State = OPEN
    by_hand: frozenset[Literal["person", "due"]] = frozenset()
    worked: Worked | None = None
    note: str = ""
    told: str = ""
    finished: date | None = None
    number: int = 0
    revision: int = 0

    def is_overdue(self, today: date) -> bool:
        return self.state == OPEN and self.due < today


def done(step: Step, worked: Worked, note: str, on: date) -> Step:
    """The step is done, and worked or not. Done already, what came of it may be told again."""
    if step.state not in (OPEN, "done"):
        raise StepError(f"#{step.number} is {step.state}: {step.told}; `tasks reopen {step.number}` takes it up again")
    finished = step.finished if step.state == "done" and step.finished else on
    return replace(step, state="done", worked=worked, note=note or step.note, finished=finished)


def moved(step: Step, due: date) -> Step:
    """Another day, chosen by a person; no new playbook changes it."""
    return replace(_open(step), due=due, by_hand=step.by_hand | {"due"})


def given(step: Step, person: str) -> Step:
    """Another person, chosen by hand; no new playbook changes it."""
    return replace(_open(step), person=person, by_hand=step.by_hand | {"person"})


def dropped(step: Step, because: str, on: date) -> Step:
    """Somebody decides not to do it, and says why."""
    if not because.strip():
        raise StepError("say why: a step dropped without a reason comes back as a question")
    return replace(_open(step), state="dropped", told=because.strip(), finished=on)


def closed(step: Step, told: str, on: date) -> Step:
    """The step has lost its reason."""
    return replace(step, state="closed", told=told, finished=on)


def reopened(step: Step) -> Step:
    """The step is work again, as it was."""
    if step.state == OPEN:
        raise StepError(f"#{step.number} is open already")
    return replace(step, state=OPEN, worked=None, told="", finished=None)


def _open(step: Step) -> Step:
    if step.state != OPEN:
        raise StepError(f"#{step.number} is {step.state} since {step.finished}; `tasks reopen {step.number}` first")
    return step


def progress(steps: Iterable[Step]) -> Progress:
    """How far they are done, for the page: dropped and closed steps count nowhere."""
    counted = [one for one in steps if one.state in (OPEN, "done")]
    states = {one.advice: StepState(one.state == "done", one.person, one.due) for one in counted}
    return Progress(states, sum(one.state == "done" for one in counted), len(counted))

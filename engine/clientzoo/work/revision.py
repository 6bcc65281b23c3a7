"""A new playbook meets the steps there are: what is opened, brought up to date, closed. What people did stays."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from clientzoo.work.planned import ASK, Planned
from clientzoo.work.step import OPEN, Origin, Step, closed
from clientzoo.work.team import Team


@dataclass(frozen=True, slots=True)
class Revision:
    """The steps to be written, each with its number where it has one already."""

    opened: tuple[Step, ...]
    updated: tuple[Step, ...]
    closed: tuple[Step, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        return (*self.opened, *self.updated, *self.closed)


@dataclass(frozen=True, slots=True)
class Situation:
    """The client as it stands: its number, who looks after it, its animal in words, what was answered, and the day."""

    client: int
    manager: str
    animal: str | None
    answered: Collection[str]
    on: date


def revised(
    there: Iterable[Step],
    planned: Iterable[Planned],
    situation: Situation,
    team: Team,
    load: Mapping[str, int],
    origins: Collection[Origin] = ("advice", "question"),
) -> Revision:
    """What becomes of the steps `there` by a new plan; the same plan again changes nothing.

    Only steps of these `origins` may lose their reason. `load` is how many steps each person has open; it decides
    among those who have the role.
    """
    known = {step.advice: step for step in there}
    carried = dict(load)
    opened, updated = [], []
    wanted = {one.advice: one for one in planned}
    for one in wanted.values():
        step = known.get(one.advice)
        if step is None or step.state == "closed":
            fresh = _opened(one, situation, team, carried)
            fresh = fresh if step is None else _taken_up_again(step, fresh)
            opened.append(fresh)
            carried[fresh.person] = carried.get(fresh.person, 0) + 1
        elif step.state == OPEN:
            current = _brought_up_to_date(step, one, situation, team, carried)
            if current != step:
                updated.append(current)
    lost = [
        closed(step, _reason(step, situation), situation.on)
        for step in known.values()
        if step.state == OPEN and step.origin in origins and step.advice not in wanted
    ]
    return Revision(tuple(opened), tuple(updated), tuple(lost))


def due_day(started: date, day: int, team: Team, person: str) -> date:
    """Day `day` of a plan that starts on `started`, as a day on which the person works."""
    return team.working_day(started + timedelta(days=day - 1), person)


def _opened(one: Planned, situation: Situation, team: Team, load: Mapping[str, int]) -> Step:
    person = team.person_for(one.role, situation.manager, load)
    due = due_day(situation.on, one.day, team, person)
    return Step(
        situation.client, one.advice, one.origin, one.text, one.because, one.done_when, one.role, person, one.day,
        situation.on, due, situation.animal,
    )  # fmt: skip


def _taken_up_again(step: Step, fresh: Step) -> Step:
    """A step that had lost its reason and has it again: planned anew, but for what a person chose and noted."""
    chosen = step.by_hand if step.due >= fresh.started else step.by_hand - {"due"}
    return replace(
        fresh, number=step.number, revision=step.revision, note=step.note, by_hand=chosen,
        person=step.person if "person" in chosen else fresh.person, due=step.due if "due" in chosen else fresh.due,
    )  # fmt: skip


def _brought_up_to_date(step: Step, one: Planned, situation: Situation, team: Team, load: Mapping[str, int]) -> Step:
    """The step in the words of today; person and day change only where the plan's did and nobody chose them."""
    person, due = step.person, step.due
    if one.role != step.role and "person" not in step.by_hand:
        person = team.person_for(one.role, situation.manager, load)
    if one.day != step.day and "due" not in step.by_hand:
        due = due_day(step.started, one.day, team, person)
    return replace(
        step, text=one.text, because=one.because, done_when=one.done_when, role=one.role, person=person, day=one.day,
        due=due,
    )  # fmt: skip


def _reason(step: Step, situation: Situation) -> str:
    if step.advice.startswith(ASK) and step.advice.removeprefix(ASK) in situation.answered:
        return "it has been answered"
    if step.animal != situation.animal:
        was, now = (one or "undetermined" for one in (step.animal, situation.animal))
        return f"the client was {was} and is {now} now"
    return "what it rested on is otherwise now"

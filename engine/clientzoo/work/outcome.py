"""What came of the steps: how often advice was done, in time, and worked; and what preceded clients that moved on.

What preceded a move is observed and not shown to be its cause.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from clientzoo.inference.share import Share
from clientzoo.work.step import OPEN, Step


@dataclass(frozen=True, slots=True)
class Outcome:
    """One piece of advice for one animal (None: undetermined). Steps that lost their reason count nowhere.

    `done` is of all that are done, dropped or overdue; `in_time` and `worked` of those done, the latter where somebody
    said yes or no.
    """

    advice: str
    animal: str | None
    given: int
    done: Share
    in_time: Share
    worked: Share


@dataclass(frozen=True, slots=True)
class Passage:
    """A client that moved from one animal to another on a day, by the verdicts as they were given."""

    client: int
    origin: str
    target: str
    on: date


@dataclass(frozen=True, slots=True)
class Preceding:
    """How many of the clients that made this move had the advice done before it, and how many of those that had the
    origin's animal and did not move."""

    advice: str
    origin: str
    target: str
    movers: Share
    others: Share


def outcomes(steps: Iterable[Step], today: date) -> tuple[Outcome, ...]:
    """What came of each piece of advice, by animal, the most often given first."""
    by_advice: dict[tuple[str, str | None], list[Step]] = {}
    for step in steps:
        if step.state != "closed":
            by_advice.setdefault((step.advice, step.animal), []).append(step)
    found = [_outcome(advice, animal, own, today) for (advice, animal), own in by_advice.items()]
    return tuple(sorted(found, key=lambda one: (-one.given, one.advice, one.animal or "")))


def _outcome(advice: str, animal: str | None, steps: Sequence[Step], today: date) -> Outcome:
    done = [one for one in steps if one.state == "done"]
    due = [one for one in steps if one.state != OPEN or one.is_overdue(today)]
    told = [one for one in done if one.worked in ("yes", "no")]
    in_time = sum(one.finished is not None and one.finished <= one.due for one in done)
    return Outcome(
        advice, animal, len(steps), Share(len(done), len(due)), Share(in_time, len(done)),
        Share(sum(one.worked == "yes" for one in told), len(told)),
    )  # fmt: skip


def preceding(
    steps: Iterable[Step], passages: Iterable[Passage], stayed: Mapping[str, Iterable[int]]
) -> tuple[Preceding, ...]:
    """What was done before clients moved, beside what was done with those that stayed.

    `stayed` names the clients of each animal that have not moved. A step counts that was done on or before the day of
    the move.
    """
    done: dict[str, dict[int, date]] = {}
    for step in steps:
        if step.state == "done" and step.finished is not None:
            own = done.setdefault(step.advice, {})
            own[step.client] = min(step.finished, own.get(step.client, step.finished))
    moves: dict[tuple[str, str], list[Passage]] = {}
    for one in passages:
        moves.setdefault((one.origin, one.target), []).append(one)
    found = []
    for (origin, target), movers in sorted(moves.items()):
        others = list(stayed.get(origin, ()))
        for advice, finished in sorted(done.items()):
            before = sum(one.client in finished and finished[one.client] <= one.on for one in movers)
            if before:
                elsewhere = sum(client in finished for client in others)
                row = Preceding(advice, origin, target, Share(before, len(movers)), Share(elsewhere, len(others)))
                found.append(row)
    return tuple(sorted(found, key=lambda one: (one.origin, one.target, -one.movers.hits, one.advice)))

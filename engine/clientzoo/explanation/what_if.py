"""What if an answer were another: two consultations side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Answers, Consultation, Firing
from clientzoo.inference.prospects import Prospect, prospects
from clientzoo.knowledge.answer import Answer


class Move(NamedTuple):
    """An animal's place in the ranking, counted from 1, and its certainty, before and after."""

    animal: str
    place_before: int
    certainty_before: float
    place_after: int
    certainty_after: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Before and after. `appeared` fire only afterwards, `vanished` only before; both strongest first.

    `opened` and `closed` are the transitions open to the client only afterwards, or only before.
    """

    before: Consultation
    after: Consultation
    appeared: tuple[Firing, ...]
    vanished: tuple[Firing, ...]
    opened: tuple[Prospect, ...]
    closed: tuple[Prospect, ...]

    @property
    def turned(self) -> bool:
        """Whether the animal is another one."""
        return self.before.verdict.animal != self.after.verdict.animal

    @property
    def moves(self) -> tuple[Move, ...]:
        """The animals whose certainty changed, those that gained or lost most first."""
        earlier = {one.animal: (place, one.certainty) for place, one in enumerate(self.before.ranking, 1)}
        moves = [
            Move(one.animal, *earlier[one.animal], place, one.certainty)
            for place, one in enumerate(self.after.ranking, 1)
        ]
        changed = [move for move in moves if move.certainty_before != move.certainty_after]
        return tuple(sorted(changed, key=lambda move: -abs(move.certainty_after - move.certainty_before)))


def what_if(engine: Engine, answers: Answers, changed: Mapping[str, Answer | None]) -> Comparison:
    """The consultation as it is and as it would be with `changed` answers; None takes an answer away."""
    return compared(engine.consult(answers), engine.consult(with_changes(answers, changed)))


def compared(before: Consultation, after: Consultation) -> Comparison:
    """Two consultations of one zoo side by side."""
    return Comparison(
        before,
        after,
        appeared=_only_in(after, before),
        vanished=_only_in(before, after),
        opened=_open_only_in(after, before),
        closed=_open_only_in(before, after),
    )


def with_changes(answers: Answers, changed: Mapping[str, Answer | None]) -> dict[str, Answer]:
    """The answers with some of them replaced, added, or taken away."""
    merged = {**answers, **changed}
    return {name: answer for name, answer in merged.items() if answer is not None}


def _only_in(one: Consultation, other: Consultation) -> tuple[Firing, ...]:
    there = {(firing.rule, firing.conclusion) for firing in other.firings}
    only = (firing for firing in one.firings if (firing.rule, firing.conclusion) not in there)
    return tuple(sorted(only, key=lambda firing: (-abs(firing.certainty), firing.rule)))


def _open_only_in(one: Consultation, other: Consultation) -> tuple[Prospect, ...]:
    there = {(prospect.origin, prospect.target) for prospect in prospects(other) if prospect.open}
    return tuple(
        prospect for prospect in prospects(one) if prospect.open and (prospect.origin, prospect.target) not in there
    )

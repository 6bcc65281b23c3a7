"""How sure a verdict is: which single wrong answer would overturn it, and what becomes of it without each answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from clientzoo.explanation.representative import representatives
from clientzoo.explanation.what_if import with_changes
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Answers, Consultation, Verdict
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import Zoo


class Otherwise(NamedTuple):
    """Another value of an answer, and the verdict that it would give."""

    value: Value
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Doubt:
    """One answer put in doubt. `overturning` are the other values, one a cell, that change animal or status."""

    question: str
    answer: Answer
    dropped: Verdict
    overturning: tuple[Otherwise, ...]


@dataclass(frozen=True, slots=True)
class HowSure:
    """`doubts` holds one for each answer that counts: those most able to overturn the verdict first."""

    consultation: Consultation
    doubts: tuple[Doubt, ...]

    @property
    def to_double_check(self) -> tuple[Doubt, ...]:
        """The answers of which a single wrong one would overturn the verdict."""
        return tuple(doubt for doubt in self.doubts if doubt.overturning)

    def falls_without(self, doubt: Doubt) -> bool:
        """Whether animal or status change when the answer is dropped."""
        return overturned(self.consultation.verdict, doubt.dropped)


def how_sure(engine: Engine, zoo: Zoo, answers: Answers) -> HowSure:
    """Every answer that counts, dropped and changed, one at a time; each verdict is that of a consultation."""
    consultation = engine.consult(answers)
    values = representatives(zoo)
    doubts = [
        Doubt(
            name,
            answer,
            engine.consult(with_changes(answers, {name: None})).verdict,
            tuple(_overturning(engine, consultation, answers, name, values[name])),
        )
        for name, answer in consultation.answers.items()
    ]
    now = consultation.verdict
    return HowSure(consultation, tuple(sorted(doubts, key=lambda doubt: _steadiness(now, doubt))))


def overturned(now: Verdict, then: Verdict) -> bool:
    """Whether the animal or the status is another one."""
    return (now.animal, now.status) != (then.animal, then.status)


def _overturning(
    engine: Engine, consultation: Consultation, answers: Answers, name: str, values: tuple[Value, ...]
) -> Iterator[Otherwise]:
    given = consultation.answers[name]
    for value in values:
        if value != given.value:
            verdict = engine.consult(with_changes(answers, {name: Answer(value, given.certainty)})).verdict
            if overturned(consultation.verdict, verdict):
                yield Otherwise(value, verdict)


def _steadiness(now: Verdict, doubt: Doubt) -> tuple[bool, bool, int, float]:
    """Sorts answers that lead to another animal before those that only cloud the verdict, then by how many ways."""
    other_animal = any(one.verdict.animal not in (now.animal, None) for one in doubt.overturning)
    return (not doubt.overturning, not other_animal, -len(doubt.overturning), doubt.dropped.certainty)

"""What if an answer were another: two consultations side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Answers, Consultation, Firing
from clientzoo.knowledge.answer import Answer


@dataclass(frozen=True, slots=True)
class Comparison:
    """`appeared` fire only afterwards, `vanished` only before; both strongest first."""

    before: Consultation
    after: Consultation
    appeared: tuple[Firing, ...]
    vanished: tuple[Firing, ...]

    @property
    def turned(self) -> bool:
        """Whether the animal is another one."""
        return self.before.verdict.animal != self.after.verdict.animal


def what_if(engine: Engine, answers: Answers, changed: Mapping[str, Answer | None]) -> Comparison:
    """The consultation as it is and as it would be with `changed` answers; None takes an answer away."""
    before = engine.consult(answers)
    after = engine.consult(with_changes(answers, changed))
    return Comparison(before, after, _only_in(after, before), _only_in(before, after))


def with_changes(answers: Answers, changed: Mapping[str, Answer | None]) -> dict[str, Answer]:
    """The answers with some of them replaced, added, or taken away."""
    merged = {**answers, **changed}
    return {name: answer for name, answer in merged.items() if answer is not None}


def _only_in(one: Consultation, other: Consultation) -> tuple[Firing, ...]:
    there = {(firing.rule, firing.conclusion) for firing in other.firings}
    only = (firing for firing in one.firings if (firing.rule, firing.conclusion) not in there)
    return tuple(sorted(only, key=lambda firing: (-abs(firing.certainty), firing.rule)))

"""The questions that can be asked about a client, each once: what is found out, and the sentences that tell it.

Words of a person are turned into these by `questions` (typed in an interview) and by the command `explain`; programs
get the findings as data (`output.explanation`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from clientzoo.explanation.contradictions import Contradiction, Opposed, contradictions, opposed_answers
from clientzoo.explanation.doubt import HowSure, how_sure
from clientzoo.explanation.how import DEEP, about, explain_fact, explain_verdict, proofs
from clientzoo.explanation.path import Paths, paths
from clientzoo.explanation.proof import Proof
from clientzoo.explanation.told.contradictions import told_contradictions
from clientzoo.explanation.told.doubt import told_doubts
from clientzoo.explanation.told.path import told_paths
from clientzoo.explanation.told.what_if import STRONGEST, told_what_if
from clientzoo.explanation.told.why import told_why
from clientzoo.explanation.told.why_not import NEAREST, told_why_not
from clientzoo.explanation.what_if import Comparison, what_if
from clientzoo.explanation.why import Why, why
from clientzoo.explanation.why_not import WhyNot, why_not_fact
from clientzoo.explanation.words_understood import (
    animal_named,
    animal_or_advice_named,
    changes_named,
    fact_named,
    question_named,
)
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Answers, Consultation
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.zoo import Zoo


@dataclass(frozen=True, slots=True)
class Proofs:
    """What speaks for and against a fact, or for and against the verdict's animals."""

    consultation: Consultation
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Why the client is not that animal, and the consultation that says so."""

    consultation: Consultation
    why_not: WhyNot


@dataclass(frozen=True, slots=True)
class Supposed:
    """Before and after answers that were only supposed; None takes an answer away."""

    comparison: Comparison
    changes: Mapping[str, Answer | None]


@dataclass(frozen=True, slots=True)
class Tensions:
    """Answers that pull against each other, tensest first."""

    consultation: Consultation
    pairs: tuple[Contradiction, ...]
    named: tuple[Opposed, ...] = ()


Findings: TypeAlias = Proofs | Why | Missing | Supposed | Paths | HowSure | Tensions


class Reply(NamedTuple):
    """`lines` tell what was found, and are made while they are read; `positive` is false of a plain no."""

    found: Findings
    lines: Iterator[str]
    positive: bool = True


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Asks about one client, whom sentences call `name`.

    Every method takes words as a person types them, and raises QuestionError, its text fit to be shown, for those that
    cannot be understood.
    """

    engine: Engine
    zoo: Zoo
    answers: Answers
    name: str = "the client"

    def how(self, fact: str = "", depth: int = DEEP) -> Reply:
        """The proof of a fact, `depth` levels of rules deep; without a fact that of the verdict."""
        consultation = self.engine.consult(self.answers)
        if not fact:
            return Reply(
                Proofs(consultation, tuple(proofs(consultation, depth))),
                explain_verdict(consultation, self.name, depth),
            )
        named = fact_named(consultation, fact)
        return Reply(
            Proofs(consultation, (about(consultation, named, depth),)), explain_fact(consultation, named, depth)
        )

    def why(self, question: str) -> Reply:
        """Why a question is asked: which animals its answers tell apart."""
        found = why(self.engine, self.zoo, self.answers, question_named(self.zoo, question))
        return Reply(found, told_why(found))

    def why_not(self, named: str, every: bool = False) -> Reply:
        """What kept the client from being that animal, or the playbook from giving that advice.

        Told of the nearest rules, or of `every` one.
        """
        consultation = self.engine.consult(self.answers)
        found = why_not_fact(consultation, animal_or_advice_named(self.zoo, named))
        lines = told_why_not(consultation, self.name, found, None if every else NEAREST)
        return Reply(Missing(consultation, found), lines)

    def what_if(self, changes: Sequence[str], every: bool = False) -> Reply:
        """The verdict with other answers, each as `question=answer`; `unknown` takes one away."""
        changed = changes_named(self.zoo, changes)
        found = what_if(self.engine, self.answers, changed)
        lines = told_what_if(self.name, found, changed, None if every else STRONGEST)
        return Reply(Supposed(found, changed), lines)

    def to(self, animal: str, progress: Callable[[int], None] = lambda size: None) -> Reply:
        """The fewest changes that would make it that animal; `progress` is told each size before it is searched."""
        target = animal_named(self.zoo, animal)
        found = paths(self.engine, self.zoo, self.answers, target, progress=progress)
        return Reply(found, told_paths(self.zoo, self.name, found), positive=found.there or bool(found.sets))

    def sure(self) -> Reply:
        """Which answers could overturn the verdict if they were wrong."""
        found = how_sure(self.engine, self.zoo, self.answers)
        return Reply(found, told_doubts(self.name, found))

    def contradictions(self) -> Reply:
        """Answers that pull against each other."""
        consultation = self.engine.consult(self.answers)
        found = tuple(contradictions(consultation))
        named = opposed_answers(consultation)
        lines = told_contradictions(consultation, self.name, found, named)
        return Reply(Tensions(consultation, found, named), lines)

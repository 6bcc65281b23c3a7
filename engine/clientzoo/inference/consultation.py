"""What an engine returns: the verdict, the ranking behind it, and the trace. Plain data, the same from every engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from clientzoo.inference.certainty import Belief
from clientzoo.inference.premise import Facts
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.condition import Premise
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import Fact, Zoo

Status: TypeAlias = Literal["decided", "close", "undetermined"]
Answers: TypeAlias = Mapping[str, Answer]


class HeldPremise(NamedTuple):
    """A premise that held: by which value, how surely, and where that comes from (`rules` is empty for an answer)."""

    premise: Premise
    value: Value
    certainty: float
    of: Literal["answer", "rules", "verdict"]
    rules: tuple[str, ...]


class Firing(NamedTuple):
    """A rule that fired for one of its conclusions. `certainty` is the rule's own times its weakest premise."""

    rule: str
    premises: tuple[HeldPremise, ...]
    conclusion: Fact
    certainty: float


class Ranked(NamedTuple):
    animal: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`animal` is None while undetermined. `certainty` is that of the top of the ranking, `margin` its lead.

    `runner_up` is the second animal, if it has 0.2 or more.
    """

    status: Status
    animal: str | None
    certainty: float
    runner_up: str | None
    margin: float


@dataclass(frozen=True)
class Consultation:
    """One client, consulted once. `answers` are those that counted, `set_aside` those that became irrelevant."""

    zoo: Zoo
    engine: str
    answers: Answers
    set_aside: tuple[str, ...]
    facts: Facts
    beliefs: Mapping[Fact, Belief]
    firings: tuple[Firing, ...]
    ranking: tuple[Ranked, ...]
    verdict: Verdict

    @cached_property
    def firings_for(self) -> Mapping[Fact, tuple[Firing, ...]]:
        """Firings by conclusion, strongest first; against is below zero."""
        found: dict[Fact, list[Firing]] = {}
        for firing in self.firings:
            found.setdefault(firing.conclusion, []).append(firing)
        return {
            fact: tuple(sorted(group, key=lambda firing: (-abs(firing.certainty), firing.rule)))
            for fact, group in found.items()
        }

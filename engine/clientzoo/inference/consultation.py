"""What an engine returns: the verdict, the ranking behind it, and the trace. Plain data, the same from every engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from clientzoo.inference.certainty import Belief
from clientzoo.inference.plan import PlannedRule
from clientzoo.inference.premise import Facts
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.condition import Premise
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import Fact, Zoo

Status: TypeAlias = Literal["decided", "close", "undetermined"]
Answers: TypeAlias = Mapping[str, Answer]


Origin: TypeAlias = Literal["answer", "rules", "verdict"]


class Known(NamedTuple):
    """A value that a fact has, how surely, and whence; `rules` are those that spoke for it, where it was concluded."""

    value: Value
    certainty: float
    of: Origin
    rules: tuple[str, ...]


class HeldPremise(NamedTuple):
    """A premise that held, and the value by which it did: that of `Known`."""

    premise: Premise
    value: Value
    certainty: float
    of: Origin
    rules: tuple[str, ...]


class Firing(NamedTuple):
    """A rule that fired for one of its conclusions. `certainty` is the rule's own times its weakest premise."""

    rule: str
    premises: tuple[HeldPremise, ...]
    conclusion: Fact
    certainty: float


class Step(NamedTuple):
    """A rule that fired in its stratum, in the plan's terms: what held is found by the numbers of its premises.

    An engine notes steps, which costs nothing; firings are spelled out when somebody wants to see them.
    """

    planned: PlannedRule
    held: Mapping[int, Known]
    certainty: float

    def firings(self) -> Iterator[Firing]:
        """One for each conclusion that belongs to the stratum."""
        numbers = zip(self.planned.premises, self.planned.tests, strict=True)
        premises = tuple([HeldPremise(test, *self.held[number]) for number, test in numbers if number in self.held])
        for conclusion in self.planned.conclusions:
            yield Firing(self.planned.rule.id, premises, conclusion, self.certainty)


class Ranked(NamedTuple):
    animal: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """`animal` is None while undetermined. `certainty` is that of the top of the ranking, `margin` its lead.

    `runner_up` is the second animal, if it has 0.2 or more. `listed` are all animals of the verdict, surest first,
    where the zoo lists several: the one decided for and those from the policy's `list_from` up.
    """

    status: Status
    animal: str | None
    certainty: float
    runner_up: str | None
    margin: float
    listed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Consultation:
    """One client, consulted once. `answers` are those that counted, `set_aside` those that became irrelevant.

    `steps` are the trace as the engine noted it, `firings` the same spelled out. `overruled` are the values of traits
    at which answers hinted while another value was told outright, each with that one: their certainty is 0.
    """

    zoo: Zoo
    engine: str
    answers: Answers
    set_aside: tuple[str, ...]
    facts: Facts
    beliefs: Mapping[Fact, Belief]
    steps: tuple[Step, ...] = field(repr=False)
    ranking: tuple[Ranked, ...]
    verdict: Verdict
    overruled: Mapping[Fact, Fact] = field(default_factory=dict)

    @cached_property
    def firings(self) -> tuple[Firing, ...]:
        """The trace: every rule that fired, stratum by stratum, once for each of its conclusions."""
        return tuple([firing for step in self.steps for firing in step.firings()])

    @cached_property
    def certainties(self) -> Mapping[str, float]:
        """The certainty of each animal, surest first."""
        return {one.animal: one.certainty for one in self.ranking}

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

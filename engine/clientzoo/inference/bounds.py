"""Certainties of many hypothetical clients at once, where some questions are left open: at least, at most.

Interval arithmetic over the strata: a premise, a rule, a belief each lie between two certainties. What a rule says
grows with its premises, and MYCIN's combination grows with the evidence for and falls with the evidence against, so
bounds pass through every layer; with no question open, both bounds are the certainty that a consultation gives. This is
what lets a search over changes of answers leave out whole families of changes and still be complete.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.certainty_array import combine_arrays
from clientzoo.inference.consultation import Answers
from clientzoo.inference.plan import Join, Node, Plan, Stratum, Telling
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.condition import AllOf, Condition, OneOf, Premise, premises
from clientzoo.knowledge.zoo import ANIMAL, Fact

if TYPE_CHECKING:
    from numpy.typing import NDArray

Column: TypeAlias = "NDArray[np.float64]"
Flags: TypeAlias = "NDArray[np.bool_]"
States: TypeAlias = "NDArray[np.uint8]"
OPEN, GIVEN = 0, 1  # states of a question: one of its other answers, whichever; the answer given


class Between(NamedTuple):
    """Certainties at least and at most, a row for each client."""

    least: Column
    most: Column


@dataclass(frozen=True, slots=True)
class Choices:
    """The answers that each question may have: the one given (None where there is none) first, as state 1, then others.

    State 0 leaves open which of the others it is.
    """

    answers: Mapping[str, Sequence[Answer | None]]

    @classmethod
    def of(cls, given: Answers, others: Mapping[str, Sequence[Answer]]) -> "Choices":
        """The answers given, and `others` that these or further questions may have instead."""
        names = dict.fromkeys((*given, *others))
        return cls({name: (given.get(name), *others.get(name, ())) for name in names})


class Bounds:
    """Bounds on the certainty of each animal. Rows of `states` are clients, its columns the questions of `choices`."""

    def __init__(self, plan: Plan, choices: Choices) -> None:
        self._zoo = plan.zoo
        self._choices = choices
        self._computed_names = {one.id for one in plan.zoo.derived}
        self._column = {name: number for number, name in enumerate(choices.answers)}
        judging = next(number for number, stratum in enumerate(plan.strata) if stratum.judges)
        self._strata = plan.strata[: judging + 1]

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(self._column)

    def signature(self, name: str, also: Sequence[Premise] = ()) -> tuple[tuple[float, ...], ...]:
        """For each answer that the question may have, all that rules up to the animals and the premises `also` see.

        Answers with equal signatures give equal certainties.
        """
        seen = [premise for stratum in self._strata for premise in stratum.premises if premise.name == name]
        seen += [premise for premise in also if premise.name == name]
        for attribute in self._zoo.attributes.values():
            if attribute.relevant_if is not None:
                seen += [premise for premise in premises(attribute.relevant_if) if premise.name == name]
        return tuple(
            (float(_counts(answer)), *(_certainty(premise, answer) for premise in seen))
            for answer in self._choices.answers[name]
        )

    def animals(self, states: States) -> dict[str, Between]:
        """At least and at most how certain each animal is, for each row."""
        rows = len(states)
        absent = Between(np.zeros(rows), np.zeros(rows))
        dropped = self._dropped(states)
        beliefs: dict[Fact, Between] = {}
        doubts: dict[Fact, list[Column]] = {}
        for stratum in self._strata:
            held = self._held(stratum, states, dropped, beliefs, absent)
            beliefs.update(_concluded(stratum, held, doubts, beliefs, rows))
        return {animal: beliefs.get(Fact(ANIMAL, animal), absent) for animal in self._zoo.animals}

    def _held(
        self,
        stratum: Stratum,
        states: States,
        dropped: Mapping[str, tuple[Flags, Flags]],
        beliefs: Mapping[Fact, Between],
        absent: Between,
    ) -> list[Between]:
        return [
            self._computed(states)
            if premise.name in self._computed_names
            else self._answered(premise, states, dropped)
            if premise.name in self._column
            else _believed(premise, beliefs, absent)
            for premise in stratum.premises
        ]

    def _computed(self, states: States) -> Between:
        """A derived number hangs on several questions at once: anything may come of it."""
        return Between(np.zeros(len(states)), np.ones(len(states)))

    def _answered(self, premise: Premise, states: States, dropped: Mapping[str, tuple[Flags, Flags]]) -> Between:
        certainties = [_certainty(premise, answer) for answer in self._choices.answers[premise.name]]
        state = states[:, self._column[premise.name]]
        others = certainties[1:] or certainties
        least = np.array([min(others), *certainties])[state]
        most = np.array([max(others), *certainties])[state]
        if premise.name in dropped:
            surely, maybe = dropped[premise.name]
            if premise.absent:  # of a question that is ruled out nothing is known
                most[maybe] = 1.0
                least[surely] = 1.0
            else:
                least[maybe] = 0.0
                most[surely] = 0.0
        return Between(least, most)

    def _dropped(self, states: States) -> dict[str, tuple[Flags, Flags]]:
        """For questions that others may rule out: in which rows that is surely so, and in which maybe."""
        found: dict[str, tuple[Flags, Flags]] = {}
        for attribute in self._zoo.attributes.values():
            if attribute.relevant_if is not None and attribute.id in self._column:
                found[attribute.id] = self._fails(attribute.relevant_if, states, found)
        return found

    def _fails(
        self, condition: Condition, states: States, dropped: Mapping[str, tuple[Flags, Flags]]
    ) -> tuple[Flags, Flags]:
        if isinstance(condition, Premise):
            return self._otherwise(condition, states, dropped)
        parts = [self._fails(part, states, dropped) for part in condition.parts]
        join = np.logical_or if isinstance(condition, AllOf) else np.logical_and
        return join.reduce([surely for surely, _ in parts]), join.reduce([maybe for _, maybe in parts])

    def _otherwise(
        self, premise: Premise, states: States, dropped: Mapping[str, tuple[Flags, Flags]]
    ) -> tuple[Flags, Flags]:
        """Where the premise's question is answered, and otherwise."""
        if premise.absent and premise.name in self._column:
            held = self._answered(premise, states, dropped)
            return held.most == 0.0, held.least == 0.0
        if premise.name not in self._column:
            nowhere = np.zeros(len(states), dtype=np.bool_)
            return nowhere, nowhere
        fails = [
            _counts(answer) and answer is not None and not premise.accepts.may_accept(answer.value)
            for answer in self._choices.answers[premise.name]
        ]
        others = fails[1:] or fails
        state = states[:, self._column[premise.name]]
        surely, maybe = np.array([all(others), *fails])[state], np.array([any(others), *fails])[state]
        if premise.name in dropped:
            gone, perhaps_gone = dropped[premise.name]
            return surely & ~perhaps_gone, maybe & ~gone
        return surely, maybe


def _counts(answer: Answer | None) -> bool:
    return answer is not None and answer.certainty >= THRESHOLD


def _certainty(premise: Premise, answer: Answer | None) -> float:
    """How surely the premise holds on this answer."""
    accepted = answer is not None and answer.certainty >= THRESHOLD and premise.accepts.accepts(answer.value)
    if premise.absent:
        return 0.0 if accepted else 1.0
    return answer.certainty if answer is not None and accepted else 0.0


def _believed(premise: Premise, beliefs: Mapping[Fact, Between], absent: Between) -> Between:
    """The surest accepted value, as far as it counts."""
    least, most = absent
    if isinstance(premise.accepts, OneOf):
        for value in premise.accepts.values:
            belief = beliefs.get(Fact(premise.name, value))
            if belief is not None:
                least = np.maximum(least, np.where(belief.least >= THRESHOLD, belief.least, 0.0))
                most = np.maximum(most, np.where(belief.most >= THRESHOLD, belief.most, 0.0))
    if premise.absent:
        return Between(np.where(most == 0.0, 1.0, 0.0), np.where(least == 0.0, 1.0, 0.0))
    return Between(least, most)


def _concluded(
    stratum: Stratum,
    held: Sequence[Between],
    doubts: dict[Fact, list[Column]],
    earlier: Mapping[Fact, Between],
    rows: int,
) -> dict[Fact, Between]:
    """The beliefs of one stratum; a fact of which no rule speaks in a row is believed with 0 there.

    `doubts` are what all evidence so far has left: of that for a fact, its least and its most; of that against it.
    """
    strengths: list[Between] = []
    for planned in stratum.rules:
        least, most = _strength(planned.node, held, 0), _strength(planned.node, held, 1)
        strengths.append(Between(least, most))
        certainty = planned.rule.certainty
        side = 0 if certainty > 0 else 2
        for fact in planned.conclusions:
            doubt = doubts.setdefault(fact, [np.ones(rows) for _ in range(4)])
            doubt[side] = doubt[side] * (1.0 - abs(certainty) * least)
            doubt[side + 1] = doubt[side + 1] * (1.0 - abs(certainty) * most)
    found: dict[Fact, Between] = {}
    for fact in dict.fromkeys(fact for planned in stratum.rules for fact in planned.conclusions):
        doubt = doubts[fact]
        found[fact] = Between(
            combine_arrays(1.0 - doubt[0], 1.0 - doubt[3]), combine_arrays(1.0 - doubt[1], 1.0 - doubt[2])
        )
    for planned, strength in zip(stratum.rules, strengths, strict=True):
        for fact in planned.conclusions if planned.rule.otherwise else ():
            if fact in earlier:
                found[fact] = _settled(found[fact], earlier[fact], strength)
    for telling in stratum.telling:
        found.update(_without_hints(telling, found, strengths))
    return found


def _settled(now: Between, earlier: Between, fired: Between) -> Between:
    """What a trait is otherwise, where that comes to it; what it was, where it does not."""
    surely, never = fired.least > 0.0, fired.most == 0.0
    either = Between(np.minimum(now.least, earlier.least), np.maximum(now.most, earlier.most))
    return Between(
        np.where(surely, now.least, np.where(never, earlier.least, either.least)),
        np.where(surely, now.most, np.where(never, earlier.most, either.most)),
    )


def _without_hints(
    telling: Telling, found: Mapping[Fact, Between], strengths: Sequence[Between]
) -> dict[Fact, Between]:
    """What is only hinted at set aside: at most where that is sure, at least where it may be (see `telling`)."""
    surely, maybe = (
        {
            Fact(telling.trait, value): np.logical_or.reduce([strengths[rule][side] > 0.0 for rule in rules])
            for value, rules in telling.rules.items()
        }
        for side in (0, 1)
    )
    told_least = np.maximum.reduce([np.where(mask, found[fact].least, -np.inf) for fact, mask in surely.items()])
    told_most = np.maximum.reduce([np.where(mask, found[fact].most, -np.inf) for fact, mask in maybe.items()])
    settled: dict[Fact, Between] = {}
    for fact in (Fact(telling.trait, value) for value in telling.values):
        least, most = found[fact]
        may_be = told_most >= least
        must_be = told_least >= most
        if fact in surely:
            may_be &= ~surely[fact]
            must_be &= ~maybe[fact]
        settled[fact] = Between(
            np.where(may_be, np.minimum(least, 0.0), least), np.where(must_be, np.minimum(most, 0.0), most)
        )
    return settled


def _strength(node: Node, held: Sequence[Between], side: int) -> Column:
    if not isinstance(node, Join):
        return held[node][side]
    parts = [_strength(part, held, side) for part in node.parts]
    return (np.minimum if node.all else np.maximum).reduce(parts) if len(parts) > 1 else parts[0]

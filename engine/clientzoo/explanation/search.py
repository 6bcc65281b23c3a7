"""Which changes of answers make a client another animal: a complete search, by branch and bound.

It takes sets of questions first and leaves open to what each changes; only where the bounds allow the animal are values
tried, one question after another. What is left in the end has no open question, so its bounds are its certainties.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, islice
from math import inf
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from clientzoo.inference.bounds import GIVEN, Bounds, Choices
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.certainty_array import quantise_array
from clientzoo.inference.consultation import Answers
from clientzoo.inference.plan import Plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.condition import Premise
from clientzoo.knowledge.domain import Value

if TYPE_CHECKING:
    from numpy.typing import NDArray

Values: TypeAlias = Mapping[str, Value]
"""Answers by question: a set of changes."""
_ROWS = 4096  # clients reckoned at a time: their columns fit the processor's cache


class Search:
    """Sets of changes after which the verdict is `animal`, decided. `tried` counts the clients reckoned."""

    def __init__(
        self,
        plan: Plan,
        answers: Answers,
        animal: str,
        others: Mapping[str, Sequence[Value]],
        always: Collection[str] = (),
        also: Sequence[Premise] = (),
    ) -> None:
        """`others` are the values that each question may change to; `always` the questions that every set changes.

        Two values are told apart where rules on the way to the animals, or the premises `also`, tell them apart.
        """
        self._policy = plan.zoo.policy
        self._animal = animal
        choices = Choices.of(answers, {name: [Answer(value) for value in values] for name, values in others.items()})
        self._bounds = Bounds(plan, choices)
        self._choices = choices
        questions = self._bounds.questions
        self._always = tuple(number for number, name in enumerate(questions) if name in always)
        self._states = [self._telling(name, also, name in always) for name in questions]
        self.tried = 0

    def sets(self, size: int, most: float = inf) -> Iterator[Values]:
        """Every set of exactly `size` changes that does it; of values that rules cannot tell apart the first stands.

        Stops early once `most` hypothetical clients have been reckoned: compare `tried` with it afterwards.
        """
        free = [number for number, states in enumerate(self._states) if states and number not in self._always]
        if size < len(self._always):
            return
        families = ((*self._always, *chosen) for chosen in combinations(free, size - len(self._always)))
        while batch := list(islice(families, _ROWS)):
            chosen = np.array(batch, dtype=np.intp).reshape(len(batch), size)
            for row, states in self._branched(chosen, np.zeros(chosen.shape, dtype=np.uint8), most):
                yield self._values(row, states)
            if self.tried >= most:
                return

    def _branched(
        self, chosen: "NDArray[np.intp]", states: "NDArray[np.uint8]", most: float
    ) -> Iterator[tuple["NDArray[np.intp]", "NDArray[np.uint8]"]]:
        alive = self._possible(chosen, states)
        chosen, states = chosen[alive], states[alive]
        for depth in range(chosen.shape[1]):
            if self.tried >= most:
                return
            chosen, states = self._assigned(chosen, states, depth)
            alive = self._possible(chosen, states)
            chosen, states = chosen[alive], states[alive]
        yield from zip(chosen, states, strict=True)

    def _assigned(
        self, chosen: "NDArray[np.intp]", states: "NDArray[np.uint8]", depth: int
    ) -> tuple["NDArray[np.intp]", "NDArray[np.uint8]"]:
        """Each row once for each value of its question at `depth`."""
        options = [self._states[column] for column in chosen[:, depth]]
        repeated = np.repeat(np.arange(len(chosen)), [len(one) for one in options])
        states = states[repeated]
        states[:, depth] = [state for one in options for state in one]
        return chosen[repeated], states

    def _possible(self, chosen: "NDArray[np.intp]", states: "NDArray[np.uint8]") -> "NDArray[np.bool_]":
        """Rows for which the bounds allow the animal as a decided verdict."""
        found = [np.zeros(0, dtype=np.bool_)]
        for start in range(0, len(chosen), _ROWS):
            rows = slice(start, start + _ROWS)
            clients = np.full((len(chosen[rows]), len(self._states)), GIVEN, dtype=np.uint8)
            np.put_along_axis(clients, chosen[rows], states[rows], axis=1)
            found.append(self._decided(clients))
        self.tried += len(chosen)
        return np.concatenate(found)

    def _decided(self, clients: "NDArray[np.uint8]") -> "NDArray[np.bool_]":
        animals = self._bounds.animals(clients)
        top = animals[self._animal].most
        allowed = top >= self._policy.decide_at
        for animal, certainty in animals.items():
            if animal != self._animal:
                lead = quantise_array(top - certainty.least)
                allowed &= (lead >= 0.0) & ((certainty.least < THRESHOLD) | (lead >= self._policy.margin))
        return allowed

    def _telling(self, name: str, also: Sequence[Premise], always: bool) -> tuple[int, ...]:
        """The states worth trying: of answers that rules cannot tell apart the first, none that changes nothing."""
        signatures = self._bounds.signature(name, also)
        given, *others = signatures
        first: dict[object, int] = {}
        for state, signature in enumerate(others, GIVEN + 1):
            if always or signature != given:
                first.setdefault(signature, state)
        return tuple(first.values())

    def _values(self, row: "NDArray[np.intp]", states: "NDArray[np.uint8]") -> Values:
        found: dict[str, Value] = {}
        for column, state in zip(row, states, strict=True):
            name = self._bounds.questions[column]
            answer = self._choices.answers[name][state - GIVEN]
            if answer is not None:
                found[name] = answer.value
        return found

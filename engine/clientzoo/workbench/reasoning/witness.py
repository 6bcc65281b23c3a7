"""A client on whom something happens, found by following rules backwards and confirmed by a consultation."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from clientzoo.inference.certainty import THRESHOLD, combine
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.premise import certainty_of
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.condition import AllOf, Condition
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import ANIMAL, RUNNER_UP, STATUS, VERDICT, Fact
from clientzoo.workbench.minimal import smallest
from clientzoo.workbench.reasoning.boxes import Box, TooManyError, boxes, possible
from clientzoo.workbench.reasoning.ceilings import Ceilings
from clientzoo.workbench.reasoning.value_cells import bits

Example: TypeAlias = Mapping[str, Value]
TRIES = 60  # clients consulted before giving up
DEEP = 400  # boxes looked into for each


class Witnesses:
    """Finds example clients of one zoo."""

    def __init__(self, ceilings: Ceilings) -> None:
        self._ceilings = ceilings
        self._cells = ceilings.cells
        self.zoo = ceilings.zoo

    @cached_property
    def engine(self) -> Engine:
        return Forward(plan(self.zoo))

    def satisfying(self, *conditions: Condition) -> Example | None:
        """The smallest client found on whom all the conditions hold."""
        together = AllOf(conditions)
        try:
            ways = boxes(together, self._cells)
        except TooManyError:
            return None
        return self._first(ways, lambda one: certainty_of(together, one.facts) >= THRESHOLD)

    def meeting(self, conditions: tuple[Condition, ...], shows: Callable[[Consultation], bool]) -> Example | None:
        """The smallest client found on whom `shows` is true, among those on whom all the conditions may hold."""
        try:
            ways = boxes(AllOf(conditions), self._cells)
        except TooManyError:
            return None
        return self._first(ways, shows)

    def contradicting(self, fact: Fact, *conditions: Condition) -> Example | None:
        """The smallest client found on whom the conditions hold and all is said both for and against the fact."""
        ways = boxes(AllOf(conditions), self._cells)
        return self._first(ways, lambda one: fact in one.beliefs and one.beliefs[fact].contradictory)

    def inside(self, way: Box) -> Example | None:
        """The smallest client found of whom the rules conclude what the box demands, for one fact alone."""
        demanded = {Fact(name, value) for name, mask in way.several for value in self._cells.within(name, mask)}

        def holds(one: Consultation) -> bool:
            return any(one.facts.get(fact.name, {}).get(fact.value, 0.0) >= THRESHOLD for fact in demanded)

        return self._first((way,), holds)

    def decided(self, animal: str) -> Example | None:
        """The smallest client found who is taken for the animal."""
        wanted = 1 << self._cells.values[VERDICT].index(animal)
        alone = self._cells.single(VERDICT)
        way = Box({VERDICT: wanted}) if alone else Box({}, frozenset({(VERDICT, wanted)}))
        return self._first((way,), lambda one: one.verdict.animal == animal)

    def _first(self, ways: tuple[Box, ...], holds: Callable[[Consultation], bool]) -> Example | None:
        tries = 0
        for way in ways:
            for answers in self._clients(way):
                tries += 1
                if holds(self.engine.consult(answers)):
                    found = smallest(answers, lambda fewer: holds(self.engine.consult(fewer)))
                    return {name: answer.value for name, answer in found.items()}
                if tries >= TRIES:
                    return None
        return None

    def _clients(self, way: Box) -> Iterator[dict[str, Answer]]:
        budget = [DEEP]
        for box in self._answered(way, budget):
            yield {name: Answer(self._cells.within(name, mask)[0]) for name, mask in box.single.items()}

    def _answered(self, box: Box, budget: list[int]) -> Iterator[Box]:
        """Boxes of answers alone from which, it is hoped, the rules conclude all that the box demands."""
        budget[0] -= 1
        if budget[0] < 0 or not possible(box, self._cells):
            return
        judged = next((name for name in (VERDICT, RUNNER_UP) if name in box.single), None)
        if judged:
            rest = Box({name: mask for name, mask in box.single.items() if name != judged}, box.several)
            least = self.zoo.policy.decide_at if judged == VERDICT else THRESHOLD
            demanded, name = box.single[judged], ANIMAL
        elif box.several:
            name, demanded = min(box.several)
            rest, least = Box(box.single, box.several - {(name, demanded)}), THRESHOLD
            if name == VERDICT:  # one of several winners
                name, least = ANIMAL, self.zoo.policy.decide_at
        else:
            yield Box({name: mask for name, mask in box.single.items() if name != STATUS}, frozenset())
            return
        for bit in bits(demanded):
            fact = Fact(name, self._cells.within(name, bit)[0])
            for supported in self._supported(fact, rest, least, budget):
                yield from self._answered(supported, budget)

    def _supported(self, fact: Fact, box: Box, least: float, budget: list[int]) -> Iterator[Box]:
        """The box with as many rules for the fact as it takes to reach `least`; then with more, lest any oppose."""
        rules = sorted(self._ceilings.speaking_for.get(fact, ()), key=lambda rule: (-rule.certainty, rule.id))
        for first in range(len(rules)):
            gathered, spoken = box, [0.0]
            for rule in rules[first:]:
                budget[0] -= 1
                if budget[0] < 0:
                    return
                joined = self._with(rule.id, gathered)
                if joined is None:
                    continue
                gathered = joined
                spoken.append(rule.certainty)
                if combine(spoken).certainty >= least:
                    yield gathered

    def _with(self, rule: str, box: Box) -> Box | None:
        for way in self._ceilings.ways[rule] or ():
            joined = box.joined(way)
            if joined is not None and possible(joined, self._cells):
                return joined
        return None

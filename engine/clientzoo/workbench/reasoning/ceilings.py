"""How certain a fact can become at most: an upper bound, so that what it rules out is impossible."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, reduce
from graphlib import TopologicalSorter
from math import prod
from operator import and_, or_

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.knowledge.millionths import quantise
from clientzoo.knowledge.strata import dependencies
from clientzoo.knowledge.zoo import ANIMAL, RUNNER_UP, VERDICT, Fact, Rule
from clientzoo.workbench.reasoning.boxes import Box, TooManyError, boxes
from clientzoo.workbench.reasoning.value_cells import Cells, bits

EVERYTHING = Box()


class Ceilings:
    """Bounds for one zoo, without or within a box of what is already known of the client."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.zoo = cells.zoo

    @cached_property
    def ways(self) -> Mapping[str, tuple[Box, ...] | None]:
        """The boxes of each rule by its id; None where there are too many to look at."""
        found: dict[str, tuple[Box, ...] | None] = {}
        for rule in self.zoo.rules:
            try:
                found[rule.id] = boxes(rule.condition, self.cells)
            except TooManyError:
                found[rule.id] = None
        return found

    @cached_property
    def speaking_for(self) -> Mapping[Fact, tuple[Rule, ...]]:
        found: dict[Fact, list[Rule]] = defaultdict(list)
        for rule in self.zoo.rules:
            if rule.certainty > 0:
                for fact in rule.conclusions:
                    found[fact].append(rule)
        return {fact: tuple(rules) for fact, rules in found.items()}

    @cached_property
    def demands(self) -> Mapping[str, Mapping[str, int]]:
        """For each rule the facts of one value that it cannot do without, and the cells in which it can fire."""
        found: dict[str, dict[str, int]] = {}
        for rule, ways in self.ways.items():
            shared = set.intersection(*(set(way.single) for way in ways)) if ways else set()
            found[rule] = {name: reduce(or_, (way.single[name] for way in ways or ())) for name in shared}
        return found

    @cached_property
    def behind(self) -> Mapping[str, frozenset[str]]:
        """The questions on which each fact can rest, at any remove."""
        needed = dependencies(self.zoo.rules)
        found: dict[str, frozenset[str]] = {}
        for name in TopologicalSorter(needed).static_order():
            before = needed.get(name)
            resting = (found[other] for other in before) if before is not None else (frozenset((name,)),)
            found[name] = frozenset().union(*resting)
        return found

    @cached_property
    def anywhere(self) -> "Within":
        """Bounds for any client at all."""
        return Within(self, EVERYTHING)

    def within(self, known: Box) -> "Within":
        """Bounds for clients of whom this is known."""
        return Within(self, known)

    def without(self, question: str) -> "Within":
        """Bounds for clients who leave the question unanswered."""
        return Within(self, EVERYTHING, question)


class Within:
    """Bounds for the clients in a box; `without` names a question that they leave unanswered."""

    def __init__(self, ceilings: Ceilings, known: Box, without: str = "") -> None:
        self._all = ceilings
        self._cells = ceilings.cells
        self._known = {name: mask for name, mask in known.single.items() if name in ceilings.zoo.attributes}
        self._without = without
        self._touched = frozenset((*self._known, without)) - {""}
        self._facts: dict[Fact, float] = {}
        self._rules: dict[str, float] = {}

    def fact(self, fact: Fact) -> float:
        """At most so certain, in [0, 1]."""
        found = self._facts.get(fact)
        if found is None:
            everywhere = self._all.anywhere
            touched = self is everywhere or not self._touched.isdisjoint(self._all.behind.get(fact.name, ()))
            found = self._facts[fact] = self._bound(fact) if touched else everywhere.fact(fact)
        return found

    def rule(self, rule: Rule) -> float:
        """At most so certain are the rule's premises together; 0 when it cannot fire."""
        found = self._rules.get(rule.id)
        if found is None:
            ways = self._all.ways[rule.id]
            found = 1.0 if ways is None else max(map(self.box, ways), default=0.0)
            self._rules[rule.id] = found
        return found

    def box(self, box: Box) -> float:
        """At most so certain is the weakest demand of the box."""
        weakest = 1.0
        for name, mask in box.single.items():
            if name == self._without or not mask & self._known.get(name, mask):
                return 0.0
            if name in (VERDICT, RUNNER_UP):
                weakest = min(weakest, self._judged(name, mask))
        for name, mask in box.several:
            weakest = min(weakest, self._judged(name, mask) if name == VERDICT else self._best(name, mask))
            if weakest < THRESHOLD:
                return 0.0
        return weakest if weakest >= THRESHOLD else 0.0

    def _best(self, name: str, mask: int) -> float:
        best = max((self.fact(Fact(name, value)) for value in self._cells.within(name, mask)), default=0.0)
        return best if best >= THRESHOLD else 0.0

    def _judged(self, name: str, mask: int) -> float:
        policy = self._all.zoo.policy
        listed = policy.decide_at if policy.list_from is None else min(policy.decide_at, policy.list_from)
        least = listed if name == VERDICT else THRESHOLD
        best = max((self.fact(Fact(ANIMAL, value)) for value in self._cells.within(name, mask)), default=0.0)
        return best if best >= least else 0.0

    def _bound(self, fact: Fact) -> float:
        """All evidence for it that one client can have, as far as facts of one value exclude each other."""
        doubts: dict[str, float] = {}
        demanding: dict[str, dict[str, int]] = defaultdict(dict)
        for rule in self._all.speaking_for.get(fact, ()):
            strength = self.rule(rule)
            if strength > 0:
                doubts[rule.id] = 1.0 - rule.certainty * strength
                for name, mask in self._all.demands[rule.id].items():
                    demanding[name][rule.id] = mask
        return quantise(1.0 - self._least_doubt(doubts, demanding))

    def _least_doubt(self, doubts: Mapping[str, float], demanding: Mapping[str, Mapping[str, int]]) -> float:
        """The product of the doubts of all rules that one client can have fired.

        Rules that demand different cells of one fact exclude each other. Each rule is counted with one such fact, the
        one that rules out most first: whatever a client is, no more rules fire than these cases allow.
        """
        ruled_out = {name: self._of_best_case(name, masks, doubts) for name, masks in demanding.items()}
        excess = {name: least - prod(map(doubts.__getitem__, demanding[name])) for name, least in ruled_out.items()}
        least, left = 1.0, dict(doubts)
        for name in sorted(excess, key=lambda name: (-excess[name], name)):
            masks = {rule: mask for rule, mask in demanding[name].items() if rule in left}
            if excess[name] > 0.0 and masks:
                least *= self._of_best_case(name, masks, doubts)
                left = {rule: doubt for rule, doubt in left.items() if rule not in masks}
        return least * prod(left.values())

    def _of_best_case(self, name: str, masks: Mapping[str, int], doubts: Mapping[str, float]) -> float:
        """The least doubt that rules with these demands on one fact leave, over its cells."""
        everywhere = self._known.get(name, (1 << len(self._cells.values[name])) - 1)
        if reduce(and_, masks.values(), everywhere):
            return prod(doubts[rule] for rule in masks)  # one value suits all these rules
        cases = (prod(doubts[rule] for rule, mask in masks.items() if mask & case) for case in bits(everywhere))
        return min(cases, default=1.0)

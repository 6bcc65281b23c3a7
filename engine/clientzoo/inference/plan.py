"""A zoo's rules made ready to run: strata in order, and each distinct premise of a stratum numbered once.

Every engine works on this plan. It asks which rules a set of held premises satisfies; what a premise means, how
certainties combine and when a stratum closes is the same for all (see `chaining`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from clientzoo.knowledge.condition import Accepts, AllOf, Condition, Premise, Ranges, names, premises
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.strata import dependencies, layers
from clientzoo.knowledge.zoo import ANIMAL, Fact, Rule, Trait, Zoo


@dataclass(frozen=True, slots=True)
class Join:
    """A condition over premise numbers: `all` says all-of or any-of, `parts` are numbers or further joins."""

    all: bool
    parts: tuple["Node", ...]


Node: TypeAlias = int | Join


@dataclass(frozen=True, slots=True)
class PlannedRule:
    """`premises` are the numbers of all premises, left to right without repeats, and `tests` these premises.

    `needed` are those without which it never fires, all of them where it is `flat`.
    """

    rule: Rule
    conclusions: tuple[Fact, ...]  # those that belong to this stratum
    node: Join
    premises: tuple[int, ...]
    tests: tuple[Premise, ...]
    needed: frozenset[int]
    flat: bool


@dataclass(frozen=True, slots=True)
class Tests:
    """The numbered premises on one fact. Those that list values are found by the value, the others are tried.

    `absent` hold unless an accepted value is believed.
    """

    listing: Mapping[Value, tuple[int, ...]]
    ranging: tuple[tuple[int, Ranges], ...]
    absent: tuple[tuple[int, Accepts], ...] = ()

    def accepting(self, value: Value) -> tuple[int, ...]:
        """The numbers of the premises that accept the value."""
        listed = self.listing.get(value, ())
        if not self.ranging:
            return listed
        return (*listed, *[number for number, ranges in self.ranging if ranges.accepts(value)])


@dataclass(frozen=True, slots=True)
class Telling:
    """A trait that some questions ask for outright: for each value the rules, by position, that rest on these alone.

    `values` are all values of which the stratum speaks, in the trait's order.
    """

    trait: str
    values: tuple[Value, ...]
    rules: Mapping[Value, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Stratum:
    """Rules that need nothing concluded here or later. `tests` are the premises by the fact that they look at."""

    rules: tuple[PlannedRule, ...]
    premises: tuple[Premise, ...]
    tests: Mapping[str, "Tests"]
    judges: bool  # once this stratum is closed all animals are known, and the verdict follows
    telling: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    zoo: Zoo
    strata: tuple[Stratum, ...]


def plan(zoo: Zoo) -> Plan:
    """The zoo's rules in strata. Raises graphlib.CycleError where facts depend on each other in a circle."""
    settled = frozenset(fact.name for rule in zoo.rules if rule.otherwise for fact in rule.conclusions)
    layer = layers(dependencies(zoo.rules), settled)
    by_layer: dict[int, list[tuple[Rule, tuple[Fact, ...]]]] = {layer.get(ANIMAL, 1): []}
    for rule in zoo.rules:
        heard = {fact: layer[fact.name] - (fact.name in settled and not rule.otherwise) for fact in rule.conclusions}
        for number in set(heard.values()):
            conclusions = tuple(fact for fact in rule.conclusions if heard[fact] == number)
            by_layer.setdefault(number, []).append((rule, conclusions))
    judged_at = layer.get(ANIMAL, 1)
    return Plan(zoo, tuple(_stratum(zoo, by_layer[number], number == judged_at) for number in sorted(by_layer)))


def _stratum(zoo: Zoo, rules: list[tuple[Rule, tuple[Fact, ...]]], judges: bool) -> Stratum:
    numbers: dict[Premise, int] = {}
    planned = tuple(_planned(rule, facts, numbers) for rule, facts in sorted(rules, key=lambda pair: pair[0].id))
    by_name: dict[str, list[tuple[int, Premise]]] = {}
    for premise, number in numbers.items():
        by_name.setdefault(premise.name, []).append((number, premise))
    tests = {name: _tests(group) for name, group in by_name.items()}
    telling = (_telling(trait, planned) for trait in zoo.traits.values() if trait.told_by)
    return Stratum(planned, tuple(numbers), tests, judges, tuple(one for one in telling if one.rules))


def tells(trait: Trait, rule: Rule) -> bool:
    """Whether the rule speaks for a value by nothing but the questions that ask for the trait outright."""
    return rule.certainty > 0 and names(rule.condition) <= {*trait.told_by}


def _telling(trait: Trait, planned: tuple[PlannedRule, ...]) -> Telling:
    spoken = {fact.value for one in planned for fact in one.conclusions if fact.name == trait.id}
    rules: dict[Value, tuple[int, ...]] = {}
    for position, one in enumerate(planned):
        if tells(trait, one.rule):
            for fact in one.conclusions:
                if fact.name == trait.id:
                    rules[fact.value] = (*rules.get(fact.value, ()), position)
    return Telling(trait.id, tuple(value for value in trait.values if value in spoken), rules)


def _tests(numbered: list[tuple[int, Premise]]) -> Tests:
    listing: dict[Value, list[int]] = {}
    ranging = []
    absent = []
    for number, premise in numbered:
        if premise.absent:
            absent.append((number, premise.accepts))
        elif isinstance(premise.accepts, Ranges):
            ranging.append((number, premise.accepts))
        else:
            for value in premise.accepts.values:
                listing.setdefault(value, []).append(number)
    return Tests({value: tuple(group) for value, group in listing.items()}, tuple(ranging), tuple(absent))


def _planned(rule: Rule, conclusions: tuple[Fact, ...], numbers: dict[Premise, int]) -> PlannedRule:
    top = node(rule.condition, numbers)
    join = top if isinstance(top, Join) else Join(True, (top,))
    leaves = tuple(dict.fromkeys(_leaves(join)))
    tests = tuple(dict.fromkeys(premises(rule.condition)))
    needed = frozenset(part for part in join.parts if join.all and isinstance(part, int))
    return PlannedRule(rule, conclusions, join, leaves, tests, needed, flat=len(needed) == len(leaves))


def node(condition: Condition, numbers: dict[Premise, int]) -> Node:
    """The condition over premise numbers; premises met for the first time get the next ones."""
    if isinstance(condition, Premise):
        return numbers.setdefault(condition, len(numbers))
    return Join(isinstance(condition, AllOf), tuple(node(part, numbers) for part in condition.parts))


def _leaves(node: Node) -> list[int]:
    return [node] if isinstance(node, int) else [leaf for part in node.parts for leaf in _leaves(part)]

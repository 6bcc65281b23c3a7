"""A zoo's rules made ready to run: strata in order, and each distinct premise of a stratum numbered once.

Every engine works on this plan. It asks which rules a set of held premises satisfies; what a premise means, how
certainties combine and when a stratum closes is the same for all (see `chaining`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from clientzoo.knowledge.condition import AllOf, Condition, Premise
from clientzoo.knowledge.strata import dependencies, layers
from clientzoo.knowledge.zoo import ANIMAL, Fact, Rule, Zoo


@dataclass(frozen=True, slots=True)
class Join:
    """A condition over premise numbers: `all` says all-of or any-of, `parts` are numbers or further joins."""

    all: bool
    parts: tuple["Node", ...]


Node: TypeAlias = int | Join


@dataclass(frozen=True, slots=True)
class PlannedRule:
    """`premises` are the numbers of all premises, left to right without repeats; `flat` when all of them must hold."""

    rule: Rule
    conclusions: tuple[Fact, ...]  # those that belong to this stratum
    node: Join
    premises: tuple[int, ...]
    flat: bool


@dataclass(frozen=True, slots=True)
class Stratum:
    """Rules that need nothing concluded here or later. `by_name` lists the premises that look at a fact."""

    rules: tuple[PlannedRule, ...]
    premises: tuple[Premise, ...]
    by_name: Mapping[str, tuple[tuple[int, Premise], ...]]
    judges: bool  # once this stratum is closed all animals are known, and the verdict follows


@dataclass(frozen=True, slots=True)
class Plan:
    zoo: Zoo
    strata: tuple[Stratum, ...]


def plan(zoo: Zoo) -> Plan:
    """The zoo's rules in strata. Raises graphlib.CycleError where facts depend on each other in a circle."""
    layer = layers(dependencies(zoo.rules))
    by_layer: dict[int, list[tuple[Rule, tuple[Fact, ...]]]] = {layer.get(ANIMAL, 1): []}
    for rule in zoo.rules:
        for number in {layer[conclusion.name] for conclusion in rule.conclusions}:
            conclusions = tuple(fact for fact in rule.conclusions if layer[fact.name] == number)
            by_layer.setdefault(number, []).append((rule, conclusions))
    judged_at = layer.get(ANIMAL, 1)
    return Plan(zoo, tuple(_stratum(by_layer[number], number == judged_at) for number in sorted(by_layer)))


def _stratum(rules: list[tuple[Rule, tuple[Fact, ...]]], judges: bool) -> Stratum:
    numbers: dict[Premise, int] = {}
    planned = tuple(_planned(rule, facts, numbers) for rule, facts in sorted(rules, key=lambda pair: pair[0].id))
    by_name: dict[str, list[tuple[int, Premise]]] = {}
    for premise, number in numbers.items():
        by_name.setdefault(premise.name, []).append((number, premise))
    return Stratum(planned, tuple(numbers), {name: tuple(group) for name, group in by_name.items()}, judges)


def _planned(rule: Rule, conclusions: tuple[Fact, ...], numbers: dict[Premise, int]) -> PlannedRule:
    node = _node(rule.condition, numbers)
    join = node if isinstance(node, Join) else Join(True, (node,))
    leaves = tuple(dict.fromkeys(_leaves(join)))
    return PlannedRule(rule, conclusions, join, leaves, join.all and all(isinstance(part, int) for part in join.parts))


def _node(condition: Condition, numbers: dict[Premise, int]) -> Node:
    if isinstance(condition, Premise):
        return numbers.setdefault(condition, len(numbers))
    return Join(isinstance(condition, AllOf), tuple(_node(part, numbers) for part in condition.parts))


def _leaves(node: Node) -> list[int]:
    return [node] if isinstance(node, int) else [leaf for part in node.parts for leaf in _leaves(part)]

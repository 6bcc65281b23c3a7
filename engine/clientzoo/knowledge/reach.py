"""What no client can ever bring about: circles of facts, values that no rule concludes, animals without evidence."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from clientzoo.knowledge.condition import OneOf, Premise, premises
from clientzoo.knowledge.domain import Domain
from clientzoo.knowledge.problems import Place, Problem
from clientzoo.knowledge.strata import cycle, dependencies
from clientzoo.knowledge.zoo import ANIMAL, Animal, Rule


def circle(rules: Iterable[Rule]) -> list[Problem]:
    """A problem at each rule that closes one circle of facts; empty when the rules form strata."""
    rules = list(rules)
    members = cycle(dependencies(rules))
    if not members:
        return []
    around = " -> ".join(members)
    for rule in rules:
        concluded = {fact.name for fact in rule.conclusions}
        looked_at = {premise.name for premise in premises(rule.condition)}
        if any(one in looked_at and other in concluded for one, other in pairwise(members)):
            message = f"rule `{rule.id}` closes a circle: {around}"
            return [Problem(rule.place, "cycle", message, "let one of these facts rest on answers only")]
    return [Problem(rules[0].place, "cycle", f"facts depend on each other in a circle: {around}")]


def unreachable(
    rules: Iterable[Rule],
    animals: Mapping[str, Animal],
    domains: Mapping[str, Domain],
    looked_at: Iterable[tuple[Premise, Place]],
) -> list[Problem]:
    """Premises on values that no rule speaks for, and animals that no rule speaks for."""
    concluded = {fact for rule in rules if rule.certainty > 0 for fact in rule.conclusions}
    by_name: dict[str, set[object]] = {}
    for fact in concluded:
        by_name.setdefault(fact.name, set()).add(fact.value)
    problems = []
    for premise, place in looked_at:
        domain = domains[premise.name]
        wanted = premise.accepts
        if (
            domain.of == "rules"
            and not premise.absent
            and isinstance(wanted, OneOf)
            and not wanted.values & by_name.get(premise.name, set())
        ):
            message = f"no rule concludes `{premise}`, so this can never hold"
            problems.append(Problem(place, "unreachable", message))
    for name, animal in animals.items():
        if name not in by_name.get(ANIMAL, set()):
            problems.append(Problem(animal.place, "unreachable", f"no rule speaks for the animal `{name}`"))
    return problems

"""The reference workload: a made-up zoo of 36 choice and 6 numeric attributes, 100 rules in two strata and nine
animals, with certainty factors, and made-up clients for it. The same seed gives the same workload."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.condition import AllOf, Interval, OneOf, Premise, Ranges
from clientzoo.knowledge.domain import Domain
from clientzoo.knowledge.questionnaire import domain
from clientzoo.knowledge.zoo import (
    ADVICE,
    ANIMAL,
    TRANSITION,
    Animal,
    Attribute,
    Fact,
    Group,
    Rule,
    Trait,
    VerdictPolicy,
    Zoo,
)  # fmt: skip

CHOICES, NUMBERS, VALUES, TRAITS, ANIMALS = 36, 6, 5, 8, 9


def zoo(rules: int = 100, seed: int = 1) -> Zoo:
    """Half of the rules lead from answers to traits, half from traits and answers to animals."""
    dice = Random(seed)
    attributes = {name: _attribute(name) for name in (*_names("q", CHOICES), *_names("n", NUMBERS))}
    traits = {name: Trait(name, name, False, dict.fromkeys(_names("v", 3), "")) for name in _names("t", TRAITS)}
    animals = {name: Animal(name, name, "prey", "") for name in _names("a", ANIMALS)}
    answers = [domain(one) for one in attributes.values()]
    concluded = [Domain(name, "choice", tuple(trait.values)) for name, trait in traits.items()]
    kinds = Domain(ANIMAL, "choice", tuple(animals))
    first = [_rule(dice, f"trait-{n:03}", answers, 3, dice.choice(concluded)) for n in range(rules // 2)]
    second = [_rule(dice, f"zoo-{n:03}", concluded * 4 + answers, 2, kinds) for n in range(rules - rules // 2)]
    domains = {one.name: one for one in (*answers, *concluded, kinds, Domain(TRANSITION, "choice"))}
    return Zoo(
        id="reference", version="1", title="Reference", language="en", currency="", policy=VerdictPolicy(),
        groups=(Group("all", "All", tuple(attributes)),), attributes=attributes, parameters={}, traits=traits,
        animals=animals, transitions={}, topics={}, advice={}, rules=(*first, *second),
        domains={**domains, ADVICE: Domain(ADVICE, "choice")}, root=Path(),
    )  # fmt: skip


def clients(of: Zoo, number: int, seed: int = 2) -> list[dict[str, Answer]]:
    """Clients who have answered every question, surely."""
    dice = Random(seed)
    return [{one.id: Answer(_value(dice, one)) for one in of.attributes.values()} for _ in range(number)]


def _names(letter: str, number: int) -> list[str]:
    return [f"{letter}{one}" for one in range(number)]


def _attribute(name: str) -> Attribute:
    labels: Mapping[str | bool | int | float, str] = dict.fromkeys(_names("v", VALUES), "")
    kind, values = ("choice", labels) if name.startswith("q") else ("number", {})
    return Attribute(name, "all", name, "", "", "", "from_birth", "client", kind, False, values)  # type: ignore[arg-type]


def _value(dice: Random, attribute: Attribute) -> str | float:
    return dice.uniform(0, 100) if attribute.numeric else dice.choice(_names("v", VALUES))


def _rule(dice: Random, name: str, facts: list[Domain], size: int, head: Domain) -> Rule:
    looked_at = {fact.name: fact for fact in dice.sample(facts, size)}
    parts = tuple(_premise(dice, fact) for fact in looked_at.values())
    certainty = dice.choice([0.3, 0.5, 0.7, 0.9, -0.3, -0.6])
    conclusion = Fact(head.name, dice.choice(head.values))
    return Rule(name, AllOf(parts) if len(parts) > 1 else parts[0], (conclusion,), certainty, "", "")


def _premise(dice: Random, fact: Domain) -> Premise:
    if fact.type == "number":
        bound = dice.choice([20.0, 40.0, 60.0, 80.0])
        interval = Interval(low=bound) if dice.random() < 0.5 else Interval(high=bound)
        return Premise(fact.name, Ranges((interval,)), str(interval))
    values = dice.sample(fact.values, 2)
    return Premise(fact.name, OneOf(frozenset(values)), " or ".join(map(str, values)))

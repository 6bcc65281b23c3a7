"""Whole zoos as values for Hypothesis, with clients to consult: small, and mean to engines.

Facts stand in one order (answers, traits, animals, the verdict, transitions, advice) and a rule looks back only, so
there are never circles, though one rule may conclude for several layers. Everything is drawn from a few ready
strategies: to make new ones for each draw would take a hundred times longer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from clientzoo.knowledge.advice import Advice, Topic
from clientzoo.knowledge.answer import I_THINK_SO, Answer
from clientzoo.knowledge.condition import AllOf, AnyOf, Condition, Interval, OneOf, Premise, Ranges
from clientzoo.knowledge.domain import Domain, Value
from clientzoo.knowledge.exceptions import unknown
from clientzoo.knowledge.questionnaire import domain
from clientzoo.knowledge.span import between
from clientzoo.knowledge.zoo import (
    ADVICE,
    ANIMAL,
    RUNNER_UP,
    STATUS,
    STATUSES,
    TRANSITION,
    VERDICT,
    Animal,
    Attribute,
    AttributeType,
    Fact,
    Group,
    Need,
    Parameter,
    Rule,
    Trait,
    Transition,
    VerdictPolicy,
    Zoo,
)  # fmt: skip

T = TypeVar("T")
INFINITY = float("inf")
WORDS = ("none", "some", "much", "все", 'a "quote"')
NUMBERS = (0.0, 1.0, -1.5, 2.0, 10.0, 1e-5, 1e16)  # for rules and answers alike, so that clients stand on the bounds
TYPES: tuple[AttributeType, ...] = ("choice", "boolean", "integer", "number")

numbers = st.sampled_from(NUMBERS) | st.floats(-1e17, 1e17)
whole_numbers = st.integers(-3, 12)
rule_certainties = st.sampled_from([0.7, 1.0, -1.0, 0.2, -0.3]) | st.floats(0.01, 1) | st.floats(-1, -0.01)
answer_certainties = st.sampled_from([1.0, I_THINK_SO, 0.2]) | st.floats(0.01, 1)


class Client(NamedTuple):
    """A zoo and one client's known answers; a question without an answer is unknown."""

    zoo: Zoo
    answers: Mapping[str, Answer]


@st.composite
def clients(draw: st.DrawFn, max_rules: int = 12) -> Client:
    """A zoo with a client who answers most of its questions, surely or not."""
    zoo = draw(zoos(max_rules))
    dice = Dice(draw)
    asked = [one for one in zoo.attributes.values() if dice.up_to(4)]
    return Client(zoo, {one.id: Answer(_answer(dice, one), draw(answer_certainties)) for one in asked})


@st.composite
def zoos(draw: st.DrawFn, max_rules: int = 12) -> Zoo:
    """A sound zoo: every fact that a rule names exists, and every value belongs to its domain."""
    dice = Dice(draw)
    parameters = {name: Parameter(name, draw(numbers), "", "") for name in _names("p", dice.up_to(2))}
    bounds = (*NUMBERS, *(parameter.value for parameter in parameters.values()))
    attributes = _attributes(dice, bounds)
    traits = {name: _trait(dice, name, list(attributes)) for name in _names("t", dice.up_to(3))}
    animals = {name: Animal(name, name, "prey", "") for name in _names("a", 1 + dice.up_to(3))}
    origin, target = next(iter(animals)), list(animals)[-1]
    move = Transition(f"{origin} -> {target}", (origin,), target, "growth", (), "")
    advice = {name: Advice(name, "offer", "") for name in ("call", "wait")}
    kinds = tuple(animals)
    facts = [
        *(domain(attribute) for attribute in attributes.values()),
        *(Domain(trait.id, "choice", tuple(trait.values), trait.ordered) for trait in traits.values()),
        Domain(ANIMAL, "choice", kinds),
        Domain(VERDICT, "choice", kinds, of="verdict"),
        Domain(RUNNER_UP, "choice", kinds, of="verdict"),
        Domain(STATUS, "choice", STATUSES, of="verdict"),
        Domain(TRANSITION, "choice", (move.id,)),
        Domain(ADVICE, "choice", tuple(advice)),
    ]
    needs = [Need(name, "", _condition(dice, facts[:-2], bounds)) for name in _names("n", dice.up_to(2))]
    move = replace(move, needs=tuple(needs))
    rules = [_rule(dice, f"{dice.one_of('xyz')}-{number}", facts, bounds) for number in range(dice.up_to(max_rules))]
    rules += [_otherwise(dice, one) for one in facts if one.name in traits and dice.coin()]
    return Zoo(
        id="generated",
        version="1",
        title="Generated",
        language="en",
        currency="",
        policy=VerdictPolicy(
            dice.one_of([0.5, 0.2, 1.0]), dice.one_of([0.1, 0.0, 0.4]), list_from=dice.one_of([None, None, 0.3, 0.7])
        ),
        groups=(Group("all", "All", tuple(attributes)),),
        attributes=attributes,
        parameters=parameters,
        traits=traits,
        animals=animals,
        transitions={move.id: move},
        topics={"offer": Topic("offer", "Offer")},
        advice=advice,
        rules=tuple(sorted(rules, key=lambda rule: rule.id)),
        domains={one.name: one for one in facts},
        root=Path(),
    )


class Dice:
    """Draws that shrink towards the first and the fewest."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def up_to(self, most: int) -> int:
        return self.draw(_up_to(most))

    def coin(self) -> bool:
        return bool(self.up_to(1))

    def one_of(self, things: Sequence[T]) -> T:
        return things[self.up_to(len(things) - 1)]

    def some_of(self, things: Sequence[T]) -> list[T]:
        """At least one."""
        chosen = 1 + self.up_to(2 ** len(things) - 2)
        return [thing for number, thing in enumerate(things) if chosen >> number & 1]


@cache
def _up_to(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)


def _names(letter: str, number: int) -> list[str]:
    return [f"{letter}{one}" for one in range(number)]


def _labels(dice: Dice) -> dict[str, str]:
    return {word: word for word in WORDS[: 2 + dice.up_to(len(WORDS) - 2)]}


def _trait(dice: Dice, name: str, questions: Sequence[str]) -> Trait:
    """Now and then one that some of the questions ask for outright."""
    told_by = tuple(dice.some_of(questions)) if dice.coin() else ()
    return Trait(name, name, dice.coin(), _labels(dice), told_by=told_by)


def _attributes(dice: Dice, bounds: Sequence[float]) -> dict[str, Attribute]:
    found: dict[str, Attribute] = {}
    for name in _names("q", 1 + dice.up_to(4)):
        earlier = [domain(one) for one in found.values()]
        relevant_if = _condition(dice, earlier, bounds) if earlier and dice.up_to(4) == 4 else None
        kind = dice.one_of(TYPES)
        values: Mapping[Value, str] = {True: "yes", False: "no"} if kind == "boolean" else {}
        if kind == "choice":
            values = dict(_labels(dice).items())
        ordered = kind == "choice" and dice.coin()
        found[name] = Attribute(
            name, "all", name, "?", "", "", "from_birth", "client", kind, ordered, values, relevant_if=relevant_if
        )
    return found


def _answer(dice: Dice, attribute: Attribute) -> Value:
    if attribute.numeric:
        whole = attribute.type == "integer"
        if dice.up_to(3) == 3:
            low, high = sorted(dice.draw(whole_numbers) if whole else dice.one_of(NUMBERS) for _ in range(2))
            return between(low, high) if low < high else low
        return dice.draw(whole_numbers if whole else numbers)
    return dice.one_of(list(attribute.values))


def _rule(dice: Dice, name: str, facts: Sequence[Domain], bounds: Sequence[float]) -> Rule:
    concluded = [number for number, fact in enumerate(facts) if fact.of == "rules"]
    heads = [dice.one_of(concluded) for _ in range(1 + dice.up_to(1))]
    conclusions = [Fact(facts[head].name, dice.one_of(facts[head].values)) for head in heads]
    condition = _condition(dice, facts[: min(heads)], bounds)
    return Rule(name, condition, tuple(dict.fromkeys(conclusions)), dice.draw(rule_certainties), "", "")


def _otherwise(dice: Dice, trait: Domain) -> Rule:
    conclusion = (Fact(trait.name, dice.one_of(trait.values)),)
    certainty = abs(dice.draw(rule_certainties))
    return Rule(f"{trait.name}-otherwise", unknown(trait), conclusion, certainty, "", "", otherwise=True)


def _condition(dice: Dice, facts: Sequence[Domain], bounds: Sequence[float], depth: int = 3) -> Condition:
    """As deep as experts nest them, and now and then wider than an engine likes."""
    if depth == 0 or dice.up_to(2) == 0:
        return _premise(dice, dice.one_of(facts), bounds)
    wide = depth == 1 and dice.up_to(9) == 9
    size = 20 if wide else 2 + dice.up_to(2)
    parts = tuple(dict.fromkeys(_condition(dice, facts, bounds, depth - 1) for _ in range(size)))
    return AnyOf(parts) if dice.coin() else AllOf(parts)


def _premise(dice: Dice, fact: Domain, bounds: Sequence[float]) -> Premise:
    """A test of the fact, now and then that it is unknown, or not known to be something."""
    kind = dice.up_to(9)
    if kind == 9:
        return unknown(fact)
    test = _test(dice, fact, bounds)
    return replace(test, absent=True) if kind == 8 else test


def _test(dice: Dice, fact: Domain, bounds: Sequence[float]) -> Premise:
    if fact.type == "number":
        ranges = Ranges(tuple(_interval(dice, bounds) for _ in range(1 + dice.up_to(1))))
        return Premise(fact.name, ranges, str(ranges))
    if fact.ordered and dice.coin():
        first = dice.up_to(len(fact.values) - 1)
        values = list(fact.values[first:])
    else:
        values = dice.some_of(fact.values)
    return Premise(fact.name, OneOf(frozenset(values)), " or ".join(map(str, values)))


def _interval(dice: Dice, bounds: Sequence[float]) -> Interval:
    low, high = sorted([dice.one_of((-INFINITY, *bounds)), dice.one_of((INFINITY, *bounds))])
    return Interval(low, high, dice.coin(), dice.coin())

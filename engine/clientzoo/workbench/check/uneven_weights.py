"""Weights that go up and down along an ordered fact: more of it speaks for something, still more against, and so on."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from clientzoo.inference.certainty import combine
from clientzoo.knowledge.condition import Premise, Ranges
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import ANIMAL, Fact, Rule, Zoo, value_text
from clientzoo.workbench.check.contradictory import contradictory
from clientzoo.workbench.check.finding import Examined, Finding, finding
from clientzoo.workbench.check.idle_tests import telling_numbers
from clientzoo.workbench.reasoning.boxes import Box
from clientzoo.workbench.reasoning.witness import Example

UP, DOWN = 1, -1


def uneven_weights(examined: Examined) -> Iterator[Finding]:
    """Conclusions about animals and traits whose weight falls and rises again; a single peak suits what is in between.

    What all tests of the one fact say together counts, cells of tables and rules alike. Where a rule contradicts
    another, that is what is told.
    """
    zoo = examined.zoo
    told = {one.problem.place for one in contradictory(examined)}
    groups: dict[tuple[str, Fact], list[Rule]] = defaultdict(list)
    for rule in zoo.rules:
        if isinstance(rule.condition, Premise) and not rule.condition.absent:
            for fact in rule.conclusions:
                if fact.name == ANIMAL or fact.name in zoo.traits:
                    groups[rule.condition.name, fact].append(rule)
    for (name, fact), rules in groups.items():
        values = _in_order(zoo, name, rules)
        weights = [_weight(rules, value) for value in values]
        if not _is_even(weights) and told.isdisjoint(rule.place for rule in rules):
            said = ", ".join(f"{value_text(value)} {weight:+.2f}" for value, weight in _steps(values, weights))
            message = f"the weight of `{name}` for `{fact}` goes up and down: {said}"
            hint = "mend the weight that stands out, or accept the finding and say why it is so"
            worst = min(zip(weights, values, strict=True), key=lambda pair: pair[0])[1]
            client = {name: worst} if name in zoo.attributes else _shown_by(examined, name, worst)
            yield finding(rules[0].place, "uneven-weights", message, hint, client)


def _shown_by(examined: Examined, trait: str, value: Value) -> Example | None:
    """Answers from which the value of the trait follows."""
    cell = 1 << examined.cells.values[trait].index(value)
    return examined.witnesses.inside(Box({}, frozenset({(trait, cell)})))


def _in_order(zoo: Zoo, name: str, rules: Sequence[Rule]) -> Sequence[Value]:
    """Values of the fact from least to most; none where it has no order."""
    attribute, domain = zoo.attributes.get(name), zoo.domains[name]
    if attribute is not None and attribute.numeric:
        tests = (rule.condition.accepts for rule in rules if isinstance(rule.condition, Premise))
        return telling_numbers(
            attribute, tuple(one for test in tests if isinstance(test, Ranges) for one in test.intervals)
        )
    return domain.values if domain.ordered else ()


def _weight(rules: Sequence[Rule], value: Value) -> float:
    """What all tests that accept the value say together."""
    fits = (rule for rule in rules if isinstance(rule.condition, Premise) and rule.condition.accepts.accepts(value))
    return combine(rule.certainty for rule in fits).certainty


def _is_even(weights: Sequence[float]) -> bool:
    """Whether they only rise, only fall, or rise once and then fall."""
    steps = [UP if other > one else DOWN for one, other in pairwise(weights) if one != other]
    turns = [step for step, before in zip(steps, [0, *steps], strict=False) if step != before]
    return turns in ([], [UP], [DOWN], [UP, DOWN])


def _steps(values: Sequence[Value], weights: Sequence[float]) -> Iterator[tuple[Value, float]]:
    """Each value at which the weight becomes another one."""
    before = None
    for value, weight in zip(values, weights, strict=True):
        if weight != before:
            yield value, weight
        before = weight

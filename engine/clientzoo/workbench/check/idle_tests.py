"""Tests that tell no client from another: every answer that the question allows passes, or none does."""

from collections.abc import Iterator
from math import inf

from clientzoo.knowledge.condition import Condition, Interval, OneOf, Premise, premises
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.problems import Place
from clientzoo.knowledge.zoo import Attribute, Zoo
from clientzoo.workbench.check.finding import Examined, Finding, finding


def idle_tests(examined: Examined) -> Iterator[Finding]:
    """Such tests in rules, needs of transitions and questions; a rule silenced by one is told as that instead."""
    for place, what, condition in _conditions(examined.zoo):
        for premise in dict.fromkeys(premises(condition)):
            allowed = None if premise.absent else _allowed(premise, examined.zoo)
            if allowed is None:
                continue
            if not any(passes for _, passes in allowed):
                if not isinstance(condition, Premise):  # else the rule can never fire, which is told
                    message = f"no answer passes the test `{premise}` of {what}"
                    yield finding(place, "idle-test", message, "widen it, or delete it")
            elif all(passes for _, passes in allowed):
                message = f"every answer passes the test `{premise}` of {what}"
                hint = "narrow it or leave it out; where it asks whether the answer is known, accept the finding"
                asked = premise.name in examined.zoo.attributes
                yield finding(place, "idle-test", message, hint, {premise.name: allowed[0][0]} if asked else None)


def _conditions(zoo: Zoo) -> Iterator[tuple[Place, str, Condition]]:
    for rule in zoo.rules:
        yield rule.place, f"the rule `{rule.id}`", rule.condition
    for move in zoo.transitions.values():
        for need in move.needs:
            yield need.place, f"`{need.id}`, a need of `{move.id}`", need.when
    for one in zoo.attributes.values():
        if one.relevant_if is not None:
            yield one.place, f"the question `{one.id}`", one.relevant_if


def _allowed(premise: Premise, zoo: Zoo) -> list[tuple[Value, bool]] | None:
    """Answers that stand for all that are allowed, and whether each passes; None where that is not for us to say."""
    attribute = zoo.attributes.get(premise.name)
    if isinstance(premise.accepts, OneOf):
        known = attribute is not None or premise.name in zoo.traits
        values = zoo.domains[premise.name].values
        return [(value, premise.accepts.accepts(value)) for value in values] if known else None
    if attribute is None or not attribute.numeric:
        return None
    return [
        (number, premise.accepts.accepts(number)) for number in telling_numbers(attribute, premise.accepts.intervals)
    ]


def telling_numbers(attribute: Attribute, intervals: tuple[Interval, ...]) -> list[float]:
    """Numbers the question allows, least first: each bound of the intervals, one between any two, one beyond the last.

    Whole ones of a question that asks for whole numbers: what holds for these holds for all.
    """
    low = -inf if attribute.minimum is None else attribute.minimum
    high = inf if attribute.maximum is None else attribute.maximum
    whole = attribute.type == "integer"
    bounds = {bound for one in intervals for bound in (one.low, one.high)} | {low, high}
    ends = sorted(bound for bound in bounds if abs(bound) != inf)
    found = {*ends}
    for one, other in zip([-inf, *ends], [*ends, inf], strict=True):
        if whole:
            found |= {one // 1 + 1} if one != -inf and one // 1 + 1 < other else set()
            found |= {-(-other // 1) - 1} if other != inf and -(-other // 1) - 1 > one else set()
        elif one == -inf or other == inf:
            found |= {other - 1} if other != inf else {one + 1} if one != -inf else {0.0}
        else:
            found.add((one + other) / 2)
    return sorted(number for number in found if low <= number <= high and (not whole or number == number // 1))

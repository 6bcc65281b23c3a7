"""Bands of a number that rules spell with bounds of their own: what falls between two of them, or into both."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, combinations, groupby, product

from clientzoo.knowledge.condition import AllOf, Condition, Premise, Ranges, names, premises
from clientzoo.knowledge.zoo import ANIMAL, Attribute, Rule, value_text
from clientzoo.workbench.check.finding import Examined, Finding, finding
from clientzoo.workbench.check.idle_tests import telling_numbers

LIKELY = 0.5  # two values of a trait that are each likelier than not are not meant for one client


def spelt_bands(examined: Examined) -> Iterator[Finding]:
    """Holes and overlaps of neighbouring bands that speak of animals, or of the values of one trait.

    Those at a single number are told, as 15 between `under 15` and `over 15`; wider ones between bands that each make a
    value of the trait likelier than not, since weaker ones may well leave some clients out, or overlap on purpose.
    """
    zoo = examined.zoo
    groups: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in zoo.rules:
        facts = names(rule.condition)
        attribute = zoo.attributes.get(next(iter(facts))) if len(facts) == 1 else None
        if attribute is None or not attribute.numeric or any(one.absent for one in premises(rule.condition)):
            continue
        for name in dict.fromkeys(fact.name for fact in rule.conclusions):
            if name == ANIMAL or name in zoo.traits:
                groups[attribute.id, name].append(rule)
    for (asked, name), rules in groups.items():
        yield from _between(zoo.attributes[asked], name, rules)


def _between(attribute: Attribute, name: str, rules: Sequence[Rule]) -> Iterator[Finding]:
    intervals = tuple(
        interval
        for rule in rules
        for one in premises(rule.condition)
        if isinstance(one.accepts, Ranges)
        for interval in one.accepts.intervals
    )
    numbers = telling_numbers(attribute, intervals)
    inside = {number: [rule for rule in rules if _holds(rule.condition, number)] for number in numbers}
    bounds = {bound for one in intervals for bound in (one.low, one.high)}
    yield from _holes(attribute, name, inside, bounds)
    told = set[frozenset[str]]()
    sides = zip([[], *inside.values()], numbers, [*list(inside.values())[1:], []], strict=False)
    for below, number, above in sides:
        for first, second in chain(_meeting(below, inside[number], above), _both_likely(inside[number], name)):
            if {first.id, second.id} not in told:
                told.add(frozenset({first.id, second.id}))
                message = f"`{attribute.id}` {value_text(number)} falls into two bands: `{first.id}` and `{second.id}`"
                hint = "let one begin where the other ends (`under 15`, `at least 15`), or name the bands once"
                yield finding(second.place, "band-overlap", message, hint, {attribute.id: number})


def _meeting(below: Sequence[Rule], here: Sequence[Rule], above: Sequence[Rule]) -> Iterator[tuple[Rule, Rule]]:
    """Rules of which one ends with this number and the other begins with it."""
    lower, upper = {rule.id for rule in below}, {rule.id for rule in above}
    ending = [rule for rule in here if rule.id in lower and rule.id not in upper]
    return product(ending, [rule for rule in here if rule.id in upper and rule.id not in lower])


def _both_likely(here: Sequence[Rule], name: str) -> Iterator[tuple[Rule, Rule]]:
    """Rules that make different values of a trait likelier than not."""
    likely = [rule for rule in here if name != ANIMAL and rule.certainty >= LIKELY]
    values = {rule.id: {fact.value for fact in rule.conclusions if fact.name == name} for rule in likely}
    return (pair for pair in combinations(likely, 2) if values[pair[0].id].isdisjoint(values[pair[1].id]))


def _holes(
    attribute: Attribute, name: str, inside: Mapping[float, list[Rule]], bounds: Collection[float]
) -> Iterator[Finding]:
    """Numbers that no band holds, although there are bands on both sides."""
    numbers = list(inside)
    for outside, run in groupby(range(len(numbers)), key=lambda at: not inside[numbers[at]]):
        hole = list(run)
        first, last = hole[0], hole[-1]
        if not outside or not first or last == len(numbers) - 1:
            continue
        below, above = inside[numbers[first - 1]], inside[numbers[last + 1]]
        sides = [rule for rule in (*below, *above) if rule.certainty >= LIKELY]
        number = numbers[first]
        single = len(hole) == 1 and (number in bounds or attribute.type == "integer")
        likely = name != ANIMAL and all(any(rule in sides for rule in side) for side in (below, above))
        if single or likely:
            between = f"`{below[0].id}` and `{above[0].id}`"
            message = f"`{attribute.id}` {value_text(number)} falls between the bands of {between}"
            hint = "let one begin where the other ends (`under 15`, `at least 15`), or name the bands once"
            yield finding(above[0].place, "band-hole", message, hint, {attribute.id: number})


def _holds(condition: Condition, number: float) -> bool:
    if isinstance(condition, Premise):
        return condition.accepts.accepts(number)
    return (all if isinstance(condition, AllOf) else any)(_holds(part, number) for part in condition.parts)

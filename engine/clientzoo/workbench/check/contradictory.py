"""Rules that contradict each other: on the same premises, or with full certainty on some client."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from clientzoo.knowledge.zoo import Fact, Rule
from clientzoo.workbench.check.finding import Examined, Finding, finding
from clientzoo.workbench.check.twins import implied
from clientzoo.workbench.reasoning.implication import implies

LIKELIER_THAN_NOT = 0.5


def contradictory(examined: Examined) -> Iterator[Finding]:
    """At the later rule of each pair."""
    for first, second, fact in _opposed(examined):
        other = f"`{first.id}` at {first.place}"
        sides = f"`{second.id}` speaks {_side(second)} `{fact}` and {other} {_side(first)} it"
        message = f"on the same premises {sides}"
        client = examined.witnesses.satisfying(second.condition)
        yield finding(second.place, "contradictory-rules", message, "decide which of them is right", client)
    for first, second, fact in _at_odds(examined):
        pair = f"rules `{second.id}` and `{first.id}` at {first.place}"
        message = f"{pair} are both fully certain, for and against `{fact}`, and can meet"
        client = examined.witnesses.contradicting(fact, first.condition, second.condition)
        if client is None:
            continue
        yield finding(second.place, "contradictory-rules", message, "make one of them less than certain", client)
    for first, second, trait in _two_values(examined):
        pair = f"rules `{second.id}` and `{first.id}` at {first.place}"
        message = f"{pair} conclude different values of `{trait}` from the same premises"
        client = examined.witnesses.satisfying(second.condition)
        yield finding(second.place, "contradictory-rules", message, "decide which value follows", client)


def _opposed(examined: Examined) -> Iterator[tuple[Rule, Rule, Fact]]:
    for one, other, both_ways in implied(examined):
        if both_ways and one.certainty * other.certainty < 0 and _later(other, one):
            yield one, other, next(fact for fact in one.conclusions if fact in other.conclusions)


def _at_odds(examined: Examined) -> Iterator[tuple[Rule, Rule, Fact]]:
    """Pairs of +1 and -1 on one fact, the premises of which may well be fully certain together."""
    certain: dict[Fact, list[Rule]] = defaultdict(list)
    for rule in examined.zoo.rules:
        if abs(rule.certainty) == 1.0:
            for fact in rule.conclusions:
                certain[fact].append(rule)
    for fact, rules in certain.items():
        for one, other in combinations(sorted(rules, key=lambda rule: (rule.place, rule.id)), 2):
            ways, others = examined.ceilings.ways[one.id] or (), examined.ceilings.ways[other.id] or ()
            if one.certainty * other.certainty < 0 and not _equivalent(one, other, examined):
                joined = (way.joined(another) for way in ways for another in others)
                if any(both and examined.ceilings.within(both).box(both) == 1.0 for both in joined):
                    yield one, other, fact


def _two_values(examined: Examined) -> Iterator[tuple[Rule, Rule, str]]:
    """Rules that each hold another value of a trait likelier than not, on the same premises."""
    by_trait: dict[str, list[Rule]] = defaultdict(list)
    for rule in examined.zoo.rules:
        if rule.certainty > LIKELIER_THAN_NOT:
            for name in {fact.name for fact in rule.conclusions} & examined.zoo.traits.keys():
                by_trait[name].append(rule)
    for trait, rules in by_trait.items():
        by_facts: dict[frozenset[str], list[Rule]] = defaultdict(list)
        for rule in sorted(rules, key=lambda rule: (rule.place, rule.id)):
            by_facts[frozenset(examined.ceilings.demands[rule.id])].append(rule)
        for alike in by_facts.values():
            for one, other in combinations(alike, 2):
                if _values(one, trait) != _values(other, trait) and _equivalent(one, other, examined):
                    yield one, other, trait


def _equivalent(one: Rule, other: Rule, examined: Examined) -> bool:
    ways, others = examined.ceilings.ways[one.id], examined.ceilings.ways[other.id]
    if not ways or not others:
        return False
    return implies(ways, other.condition, examined.cells) and implies(others, one.condition, examined.cells)


def _values(rule: Rule, trait: str) -> set[object]:
    return {fact.value for fact in rule.conclusions if fact.name == trait}


def _later(one: Rule, other: Rule) -> bool:
    return (one.place, one.id) > (other.place, other.id)


def _side(rule: Rule) -> str:
    return "for" if rule.certainty > 0 else "against"

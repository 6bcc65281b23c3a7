"""Rules that say again, in other words, what another rule says: duplicates, and rules subsumed by a wider one.

A narrower rule beside a wider one is no fault by itself: evidence adds up, and two signs together may weigh more than
both. It is one where nothing is added: where the wider rule follows from answers with full certainty, or where the same
knowledge stands twice (one certainty with one reason, or with the same facts looked at).
"""

from collections import defaultdict
from collections.abc import Iterator

from clientzoo.knowledge.condition import names
from clientzoo.knowledge.zoo import Fact, Rule
from clientzoo.workbench.check.finding import Examined, Finding, finding
from clientzoo.workbench.reasoning.implication import implies


def twins(examined: Examined) -> Iterator[Finding]:
    """Duplicates at the later rule, subsumed rules at the narrower one; each rule once."""
    for narrow, wide, both_ways in implied(examined):
        if narrow.certainty * wide.certainty < 0:
            continue
        if both_ways and (narrow.place, narrow.id) > (wide.place, wide.id):
            message = f"rule `{narrow.id}` has the same premises and conclusion as `{wide.id}` at {wide.place}"
            hint = "keep one of them, with the certainty that is meant"
            yield finding(
                narrow.place, "duplicate-rule", message, hint, examined.witnesses.satisfying(narrow.condition)
            )
        elif not both_ways and _adds_nothing(narrow, wide, examined):
            what = f"`{wide.id}` at {wide.place}"
            message = f"rule `{narrow.id}` adds nothing to {what}, which fires whenever it does and says the same"
            hint = "delete the narrower rule, or give it the weight and the reason that it adds"
            yield finding(narrow.place, "subsumed-rule", message, hint, examined.witnesses.satisfying(narrow.condition))


def implied(examined: Examined) -> Iterator[tuple[Rule, Rule, bool]]:
    """Pairs of rules on one fact, the first firing only where the second does; and whether also the other way round."""
    by_fact: dict[Fact, list[Rule]] = defaultdict(list)
    for rule in examined.zoo.rules:
        by_fact[rule.conclusions[0]].append(rule)
        for fact in rule.conclusions[1:]:
            by_fact[fact].append(rule)
    ways, needed = examined.ceilings.ways, {rule.id: _needed(examined, rule) for rule in examined.zoo.rules}
    looked_at = {rule.id: names(rule.condition) for rule in examined.zoo.rules}
    seen = set()
    for rules in by_fact.values():
        for one in rules:
            for other in rules:
                pair = (one.id, other.id)
                if one is other or pair in seen or not needed[other.id] <= looked_at[one.id]:
                    continue
                seen.add(pair)
                narrow, wide = ways[one.id], ways[other.id]
                if narrow and wide and implies(narrow, other.condition, examined.cells):
                    yield one, other, implies(wide, one.condition, examined.cells)


def _needed(examined: Examined, rule: Rule) -> frozenset[str]:
    """The facts without which the rule never fires."""
    ways = examined.ceilings.ways[rule.id] or ()
    named = [frozenset((*way.single, *(name for name, _ in way.several))) for way in ways]
    return frozenset.intersection(*named) if named else frozenset()


def _adds_nothing(narrow: Rule, wide: Rule, examined: Examined) -> bool:
    if not set(narrow.conclusions) <= set(wide.conclusions):
        return False
    on_answers = names(wide.condition) <= examined.zoo.attributes.keys()
    if abs(wide.certainty) == 1.0 and on_answers:
        return True
    same_facts = names(narrow.condition) == names(wide.condition)
    return narrow.certainty == wide.certainty and (same_facts or narrow.because == wide.because)

"""The layers of a rulebase: a fact's layer comes after the layers of all the facts its rules look at."""

from collections.abc import Collection, Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from clientzoo.knowledge.condition import names
from clientzoo.knowledge.zoo import ANIMAL, JUDGED, Rule


def dependencies(rules: Iterable[Rule]) -> dict[str, set[str]]:
    """For every concluded fact name, the names that its rules look at; the verdict follows from the animals.

    What a trait is `otherwise` looks at the trait itself, once all its other rules have been heard.
    """
    needed: dict[str, set[str]] = {judged: {ANIMAL} for judged in JUDGED}
    for rule in rules:
        looked_at = names(rule.condition)
        for conclusion in rule.conclusions:
            itself = {conclusion.name} if rule.otherwise else set()
            needed.setdefault(conclusion.name, set()).update(looked_at - itself)
    return needed


def cycle(needed: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The members of one circle of dependencies, first one repeated at the end; empty when there is none."""
    try:
        TopologicalSorter(needed).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def layers(needed: Mapping[str, Iterable[str]], settled: Collection[str] = ()) -> dict[str, int]:
    """The layer of every fact name, 0 for answers. Raises graphlib.CycleError on a circle.

    Those `settled` by an `otherwise` take two layers, of which this is the second.
    """
    layer: dict[str, int] = {}
    for name in TopologicalSorter(needed).static_order():
        before = needed.get(name)
        first = 0 if before is None else 1 + max((layer[other] for other in before), default=0)
        layer[name] = first + (name in settled)
    return layer

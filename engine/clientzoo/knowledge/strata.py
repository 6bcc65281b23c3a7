"""The layers of a rulebase: a fact's layer comes after the layers of all the facts its rules look at."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from clientzoo.knowledge.condition import names
from clientzoo.knowledge.zoo import ANIMAL, JUDGED, Rule


def dependencies(rules: Iterable[Rule]) -> dict[str, set[str]]:
    """For every concluded fact name, the names that its rules look at; the verdict follows from the animals."""
    needed: dict[str, set[str]] = {judged: {ANIMAL} for judged in JUDGED}
    for rule in rules:
        looked_at = names(rule.condition)
        for conclusion in rule.conclusions:
            needed.setdefault(conclusion.name, set()).update(looked_at)
    return needed


def cycle(needed: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The members of one circle of dependencies, first one repeated at the end; empty when there is none."""
    try:
        TopologicalSorter(needed).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()


def layers(needed: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """The layer of every fact name, 0 for answers. Raises graphlib.CycleError on a circle."""
    layer: dict[str, int] = {}
    for name in TopologicalSorter(needed).static_order():
        before = needed.get(name)
        layer[name] = 0 if before is None else 1 + max((layer[other] for other in before), default=0)
    return layer

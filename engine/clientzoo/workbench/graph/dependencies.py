"""The graph of facts: an arrow from what a rule looks at to what it concludes, with the number of rules behind it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from clientzoo.knowledge.condition import Premise, premises
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, JUDGED, TRANSITION, VERDICT, Fact, Rule, Zoo


@dataclass(frozen=True, slots=True)
class Node:
    """`id` is unique; `kind` is question, trait, animal, verdict, transition, advice or rule; `layer` counts from 0."""

    id: str
    label: str
    kind: str
    layer: int


@dataclass(frozen=True, slots=True)
class Graph:
    """`edges` map pairs of ids to how many rules lead from one to the other."""

    title: str
    nodes: Mapping[str, Node]
    edges: Mapping[tuple[str, str], int]


class UnknownCentreError(ValueError):
    """There is no rule, question, trait, animal or transition of that name."""


def graph(zoo: Zoo, around: str = "", depth: int = 1) -> Graph:
    """The whole zoo by facts; `around` a rule, a fact's name or an animal, only what is within `depth` arrows of it.

    Raises UnknownCentreError.
    """
    if around in zoo.rule:
        return _layered(zoo, around, *_of_rule(zoo, zoo.rule[around]))
    kinds: dict[str, str] = {}
    edges: Counter[tuple[str, str]] = Counter()
    for rule in zoo.rules:
        sources = {node for premise in premises(rule.condition) for node in _sources(zoo, premise, kinds)}
        for target in {_fact(zoo, fact, kinds) for fact in rule.conclusions}:
            edges.update((source, target) for source in sources)
    for animal in zoo.animals:
        _fact(zoo, Fact(ANIMAL, animal), kinds)
        kinds[VERDICT] = "verdict"
        edges[f"{ANIMAL}:{animal}", VERDICT] += 0
    if not around:
        return _layered(zoo, zoo.title, kinds, edges)
    centre = next((name for name in (around, f"{ANIMAL}:{around}", f"{TRANSITION}:{around}") if name in kinds), None)
    if centre is None:
        raise UnknownCentreError(around)
    near = _within(centre, edges, depth)
    return _layered(
        zoo,
        around,
        {name: kind for name, kind in kinds.items() if name in near},
        {pair: count for pair, count in edges.items() if pair[0] in near and pair[1] in near},
    )


def names(zoo: Zoo) -> tuple[str, ...]:
    """What a graph can be drawn around."""
    return (*zoo.rule, *zoo.attributes, *zoo.traits, *zoo.animals, *zoo.transitions)


def _of_rule(zoo: Zoo, rule: Rule) -> tuple[dict[str, str], dict[tuple[str, str], int]]:
    kinds: dict[str, str] = {f"rule:{rule.id}": "rule"}
    edges: dict[tuple[str, str], int] = {}
    for premise in premises(rule.condition):
        for source in _sources(zoo, premise, kinds):
            edges[source, f"rule:{rule.id}"] = 1
    for fact in rule.conclusions:
        edges[f"rule:{rule.id}", _fact(zoo, fact, kinds)] = 1
    return kinds, edges


def _sources(zoo: Zoo, premise: Premise, kinds: dict[str, str]) -> Iterable[str]:
    if premise.name in (ANIMAL, TRANSITION, ADVICE):
        for value in zoo.domains[premise.name].values:
            if premise.accepts.accepts(value):
                yield _fact(zoo, Fact(premise.name, value), kinds)
    else:
        yield _fact(zoo, Fact(premise.name, ""), kinds)


def _fact(zoo: Zoo, fact: Fact, kinds: dict[str, str]) -> str:
    """The node of a fact: one for each question, trait, animal and transition; advice by topic, the verdict as one."""
    if fact.name in JUDGED:
        kinds[VERDICT] = "verdict"
        return VERDICT
    if fact.name == ADVICE:
        topic = zoo.advice[str(fact.value)].topic if str(fact.value) in zoo.advice else ""
        node = f"{ADVICE}:{topic}"
        kinds[node] = "advice"
        return node
    if fact.name in (ANIMAL, TRANSITION):
        node = f"{fact.name}:{fact.value}"
        kinds[node] = fact.name
        return node
    kinds[fact.name] = "question" if fact.name in zoo.attributes else "trait"
    return fact.name


def _within(centre: str, edges: Mapping[tuple[str, str], int], depth: int) -> set[str]:
    """What leads to the centre and what follows from it, each `depth` arrows far."""
    found = {centre}
    for one, other in ((0, 1), (1, 0)):
        front = {centre}
        for _ in range(depth):
            front = {pair[other] for pair in edges if pair[one] in front}
            found |= front
    return found


def _layered(zoo: Zoo, title: str, kinds: Mapping[str, str], edges: Mapping[tuple[str, str], int]) -> Graph:
    needed: dict[str, set[str]] = {name: set() for name in kinds}
    for source, target in edges:
        if source != target:
            needed[target].add(source)
    layer: dict[str, int] = {}
    for name in TopologicalSorter(needed).static_order():
        layer[name] = max((layer[source] + 1 for source in needed[name]), default=0)
    for kind in ("animal", "transition"):  # things of a kind stand together
        deepest = max((layer[name] for name in kinds if kinds[name] == kind), default=0)
        layer.update({name: deepest for name in kinds if kinds[name] == kind})
    nodes = {name: Node(name, _label(zoo, name, kind), kind, layer[name]) for name, kind in kinds.items()}
    return Graph(title, nodes, edges)


def _label(zoo: Zoo, name: str, kind: str) -> str:
    _, _, rest = name.partition(":")
    match kind:
        case "question":
            return zoo.attributes[name].name
        case "trait":
            return zoo.traits[name].name
        case "animal":
            return zoo.animals[rest].name
        case "advice":
            return zoo.topics[rest].title if rest in zoo.topics else "Advice"
        case "verdict":
            return "Verdict"
    return rest

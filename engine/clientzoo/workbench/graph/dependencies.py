"""The graph of facts: an arrow from what a rule looks at to what it concludes, with the number of rules behind it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter

from clientzoo.knowledge.condition import Premise, premises
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, JUDGED, TRANSITION, VERDICT, Fact, Zoo


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

    @property
    def layers(self) -> Mapping[int, str]:
        """What stands in each layer, in words, by its number."""
        kinds: dict[int, dict[str, None]] = {}
        for node in self.nodes.values():
            kinds.setdefault(node.layer, {})[node.kind] = None
        return {layer: ", ".join(map(_PLURALS.__getitem__, found)) for layer, found in sorted(kinds.items())}


_PLURALS = {
    "question": "answers", "trait": "traits", "rule": "the rule", "animal": "animals", "verdict": "the verdict",
    "transition": "transitions", "advice": "advice",
}  # fmt: skip


RULE = "rule"


class UnknownCentreError(ValueError):
    """There is no rule, question, trait, animal or transition of that name."""


def graph(zoo: Zoo, around: str = "", depth: int = 1) -> Graph:
    """The whole zoo by facts; `around` a rule, a fact's name or an animal, only what is within `depth` arrows of it.

    A rule is a node of its own then, between its premises and its conclusions. Raises UnknownCentreError.
    """
    kinds: dict[str, str] = {}
    edges: Counter[tuple[str, str]] = Counter()
    for rule in zoo.rules:
        sources = {node for premise in premises(rule.condition) for node in _sources(zoo, premise, kinds)}
        targets = {_fact(zoo, fact, kinds) for fact in rule.conclusions}
        if rule.id == around:
            kinds[f"{RULE}:{around}"] = RULE
            edges.update((source, f"{RULE}:{around}") for source in sorted(sources))
            sources = {f"{RULE}:{around}"}
        edges.update((source, target) for source in sorted(sources) for target in sorted(targets))
    for animal in zoo.animals:
        _fact(zoo, Fact(ANIMAL, animal), kinds)
        kinds[VERDICT] = "verdict"
        edges[f"{ANIMAL}:{animal}", VERDICT] += 0
    whole = _layered(zoo, zoo.title, kinds, edges)
    if not around:
        return whole
    wanted = (f"{RULE}:{around}", around, f"{ANIMAL}:{around}", f"{TRANSITION}:{around}")
    centre = next((name for name in wanted if name in kinds), None)
    if centre is None:
        raise UnknownCentreError(around)
    near = _within(centre, edges, depth)
    return Graph(
        around,
        {name: node for name, node in whole.nodes.items() if name in near},
        {pair: count for pair, count in edges.items() if near.issuperset(pair) and not _beside(centre, pair, edges)},
    )


def names(zoo: Zoo) -> tuple[str, ...]:
    """What a graph can be drawn around."""
    return (*zoo.rule, *zoo.attributes, *zoo.traits, *zoo.animals, *zoo.transitions)


def _beside(centre: str, pair: tuple[str, str], edges: Mapping[tuple[str, str], int]) -> bool:
    """Whether the arrow passes a rule in the centre by: other rules from its premises to its conclusions."""
    return centre.startswith(f"{RULE}:") and (pair[0], centre) in edges and (centre, pair[1]) in edges


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

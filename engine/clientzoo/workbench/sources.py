"""Where the rules of a zoo come from: a sentence of the method, our reading of one, or ourselves."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from clientzoo.knowledge.source import Kind, read_source
from clientzoo.knowledge.zoo import Rule, Zoo

KINDS: Mapping[Kind, str] = {
    "stated": "a sentence of a work",
    "read": "our reading of one",
    "ours": "ours alone",
    "unplaced": "without a work and a place in it",
}


@dataclass(frozen=True, slots=True)
class Sources:
    """Rules counted by kind, and by work and place those that a work states or we read out of it.

    `unplaced` are rules whose source names no place, so that nobody can look it up.
    """

    kinds: Mapping[Kind, int]
    places: Mapping[tuple[str, str], Mapping[Kind, int]]
    unplaced: tuple[Rule, ...]


def sources_of(zoo: Zoo) -> Sources:
    """The sources of all rules, cells of tables among them; places in the order of works and names."""
    kinds: Counter[Kind] = Counter()
    places: dict[tuple[str, str], Counter[Kind]] = {}
    unplaced = []
    for rule in zoo.rules:
        source = read_source(rule.source)
        kinds[source.kind] += 1
        if source.kind == "unplaced":
            unplaced.append(rule)
        elif source.work:
            places.setdefault((source.work, source.place), Counter())[source.kind] += 1
    ordered = {place: places[place] for place in sorted(places)}
    return Sources({kind: kinds[kind] for kind in KINDS}, ordered, tuple(sorted(unplaced, key=lambda one: one.place)))


def told(sources: Sources) -> Iterator[str]:
    """The account as lines: shares first, then works and places, then what cannot be looked up."""
    rules = sum(sources.kinds.values())
    for kind, words in KINDS.items():
        if sources.kinds[kind] or kind != "unplaced":
            yield f"{sources.kinds[kind]:6} {sources.kinds[kind] / rules if rules else 0:6.1%}  {words}"
    if sources.places:
        yield ""
        yield "stated   read  work, place"
    for (work, place), counts in sources.places.items():
        yield f"{counts.get('stated', 0):6} {counts.get('read', 0):6}  {work}, {place}"
    for rule in sources.unplaced:
        yield f"{rule.place}: the rule `{rule.id}` names no work and place: `{rule.source}`"

"""What it would take to become another animal, in sentences."""

from collections.abc import Iterator

from clientzoo.explanation.path import Change, ChangeSet, Paths, holds
from clientzoo.explanation.verdict import headline, verdict_in_words
from clientzoo.explanation.wording import a_kind, quoted
from clientzoo.knowledge.zoo import Zoo

_BY = {
    "agency": "We can bring this about ourselves",
    "client": "The client has to want it",
    "new leadership": "Only new leaders can bring this about",
}


def told_paths(zoo: Zoo, client: str, paths: Paths) -> Iterator[str]:
    """The sets of changes, best first, or that there are none, and how far that is certain."""
    animal = a_kind(zoo, paths.animal)
    if paths.there:
        yield f"{client} is {animal} already. The verdict: {headline(paths.now)}."
        return
    yield f"What would make {client} {animal}. The verdict now: {headline(paths.now)}."
    yield from _method(zoo, paths)
    yield from _conditions(paths)
    yield ""
    yield _count(paths, animal)
    for number, one in enumerate(paths.sets, 1):
        yield ""
        yield from _set(zoo, number, one)
    if paths.sets:
        yield ""
        yield "Each set was proven by changing the answers and classifying the client anew; none can spare a change."


def _method(zoo: Zoo, paths: Paths) -> Iterator[str]:
    here = paths.now.verdict.animal
    if here is None or here == paths.animal:
        return
    move = f"{a_kind(zoo, here)} into {a_kind(zoo, paths.animal)}"
    if paths.transition is None:
        yield f"The zoo knows no transition that turns {move}: such answers would mean that it was misjudged."
    elif paths.transition.kind == "growth":
        yield f"The zoo knows this transition: growth turns {move}."
    elif paths.revolution:
        needs = " and ".join(need.need for need in paths.revolution)
        yield f"Only a revolution turns {move}, and it has not come yet. It takes this, whatever else changes: {needs}."
    else:
        yield f"Only a revolution turns {move}. What it takes has come."


def _conditions(paths: Paths) -> Iterator[str]:
    """What the transition itself still needs: the plan, before anything else."""
    missing = [need for need in paths.transition.needs if not holds(need, paths.now)] if paths.transition else []
    if missing:
        yield ""
        yield "What must happen first:"
        yield from (f"   - {need.need}" for need in missing)


def _count(paths: Paths, animal: str) -> str:
    if not paths.sets:
        size = "one change" if paths.searched == 1 else f"up to {paths.searched} changes"
        more = "; larger ones are too many to look at" if paths.cut_short else ""
        none = f"No set of {size} of answers for the better makes it {animal}: all of them have been looked at{more}."
        if paths.transition is not None:
            return f"{none} Nothing else is worth changing for its own sake: bring about what must happen first."
        return f"{none} There is no way that we would go."
    fewest = len(paths.sets[0].changes)
    enough = "One changed answer is enough" if fewest == 1 else f"It takes {fewest} changed answers; fewer will not do"
    return f"{enough}. There are {paths.found} ways; these are the best." if paths.found > 1 else f"{enough}."


def _set(zoo: Zoo, number: int, one: ChangeSet) -> Iterator[str]:
    yield f"{number}. {_BY[one.by]}:"
    for change in one.changes:
        yield f"   - {_change(zoo, change)}"
    yield f"   The verdict is then: {verdict_in_words(zoo, one.verdict)}."
    if one.met:
        yield f"   It also fulfils what the transition needs: {'; '.join(need.need for need in one.met)}."


def _change(zoo: Zoo, change: Change) -> str:
    attribute = zoo.attributes[change.attribute]
    old, new = quoted(zoo, attribute, change.old), quoted(zoo, attribute, change.new)
    return f"{attribute.name}: from {old} to {new} ({change.by})"

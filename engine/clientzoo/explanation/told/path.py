"""What it would take to become another animal, in sentences."""

from collections.abc import Iterator

from clientzoo.explanation.path import Change, ChangeSet, Paths, holds
from clientzoo.explanation.verdict import headline, verdict_in_words
from clientzoo.explanation.wording import in_quotes, kind
from clientzoo.knowledge.speech import Noun, Speech, later, speech_of
from clientzoo.knowledge.zoo import Zoo

_BY = {
    "agency": later("We can bring this about ourselves"),
    "client": later("The client has to want it"),
    "new leadership": later("Only new leaders can bring this about"),
}
_WHO = {"agency": later("agency"), "client": later("client"), "new leadership": later("new leadership")}


def told_paths(zoo: Zoo, client: str, paths: Paths) -> Iterator[str]:
    """The sets of changes, best first, or that there are none, and how far that is certain."""
    say = speech_of(zoo)
    what = {"client": client, "animal": kind(zoo, paths.animal), "verdict": headline(paths.now)}
    if paths.there:
        yield say("{client} is {animal:a} already. The verdict: {verdict}.", **what)
        return
    yield say("What would make {client} {animal:a}. The verdict now: {verdict}.", **what)
    yield from _method(zoo, paths)
    yield from _conditions(paths, say)
    yield ""
    yield _count(paths, kind(zoo, paths.animal), say)
    for number, one in enumerate(paths.sets, 1):
        yield ""
        yield from _set(zoo, number, one)
    if paths.sets:
        yield ""
        yield say(
            "Each set was proven by changing the answers and classifying the client anew; none can spare a change."
        )


def _method(zoo: Zoo, paths: Paths) -> Iterator[str]:
    here = paths.now.verdict.animal
    if here is None or here == paths.animal:
        return
    say = speech_of(zoo)
    move = {"here": kind(zoo, here), "there": kind(zoo, paths.animal)}
    if paths.transition is None:
        yield say(
            "The zoo knows no transition that turns {here:a} into {there:a}: such answers would mean that it was"
            " misjudged.",
            **move,
        )
    elif paths.transition.kind == "growth":
        yield say("The zoo knows this transition: growth turns {here:a} into {there:a}.", **move)
    elif paths.revolution:
        needs = say(" and ").join(need.need for need in paths.revolution)
        yield say(
            "Only a revolution turns {here:a} into {there:a}, and it has not come yet. It takes this, whatever else"
            " changes: {needs}.",
            **move,
            needs=needs,
        )
    else:
        yield say("Only a revolution turns {here:a} into {there:a}. What it takes has come.", **move)


def _conditions(paths: Paths, say: Speech) -> Iterator[str]:
    """What the transition itself still needs: the plan, before anything else."""
    missing = [need for need in paths.transition.needs if not holds(need, paths.now)] if paths.transition else []
    if missing:
        yield ""
        yield say("What must happen first:")
        yield from (f"   - {need.need}" for need in missing)


def _count(paths: Paths, animal: Noun, say: Speech) -> str:
    if not paths.sets:
        none = say.count(
            "No set of one change of answers for the better makes it {animal:a}: all of them have been looked"
            " at{more}.",
            "No set of up to {number} changes of answers for the better makes it {animal:a}: all of them have been"
            " looked at{more}.",
            paths.searched,
            animal=animal,
            more=say("; larger ones are too many to look at") if paths.cut_short else "",
        )
        if paths.transition is not None:
            first = say("Nothing else is worth changing for its own sake: bring about what must happen first.")
            return f"{none} {first}"
        return f"{none} {say('There is no way that we would go.')}"
    enough = say.count(
        "One changed answer is enough.",
        "It takes {number} changed answers; fewer will not do.",
        len(paths.sets[0].changes),
    )
    if paths.found == 1:
        return enough
    ways = say.count("There is {number} way.", "There are {number} ways; these are the best.", paths.found)
    return f"{enough} {ways}"


def _set(zoo: Zoo, number: int, one: ChangeSet) -> Iterator[str]:
    say = speech_of(zoo)
    yield f"{number}. {say(_BY[one.by])}:"
    for change in one.changes:
        yield f"   - {_change(zoo, change)}"
    yield "   " + say("The verdict is then: {verdict}.", verdict=verdict_in_words(zoo, one.verdict))
    if one.met:
        needs = "; ".join(need.need for need in one.met)
        yield "   " + say("It also fulfils what the transition needs: {needs}.", needs=needs)


def _change(zoo: Zoo, change: Change) -> str:
    attribute = zoo.attributes[change.attribute]
    old, new = in_quotes(zoo, attribute, change.old), in_quotes(zoo, attribute, change.new)
    told = {"question": attribute.name, "old": old, "new": new, "by": who(zoo, change)}
    return speech_of(zoo)("{question}: from {old} to {new} ({by})", **told)


def who(zoo: Zoo, change: Change) -> str:
    """Who can bring a change about: `client`."""
    return speech_of(zoo)(_WHO[change.by])

"""Animals that no client can become, or only by one answer."""

from collections.abc import Iterator

from clientzoo.knowledge.zoo import ANIMAL, Fact
from clientzoo.workbench.check.finding import Examined, Finding, finding
from clientzoo.workbench.reasoning.boxes import Box


def out_of_reach(examined: Examined) -> Iterator[Finding]:
    """Animals whose certainty stays below `decide_at`, whatever is answered."""
    least = examined.zoo.policy.decide_at
    for animal in examined.zoo.animals.values():
        reached = examined.ceilings.anywhere.fact(Fact(ANIMAL, animal.id))
        if reached < least:
            message = f"no client can be a {animal.id}: it reaches {reached:.2f} at most, a verdict needs {least:g}"
            client = examined.witnesses.inside(Box({}, frozenset({(ANIMAL, _cell(animal.id, examined))})))
            hint = "write rules that speak for it more strongly"
            yield finding(animal.place, "undecidable-animal", message, hint, client)


def one_answer_only(examined: Examined) -> Iterator[Finding]:
    """Animals that no client can become without answering one certain question."""
    least = examined.zoo.policy.decide_at
    for animal in examined.zoo.animals.values():
        fact = Fact(ANIMAL, animal.id)
        if examined.ceilings.anywhere.fact(fact) < least:
            continue
        client = examined.witnesses.decided(animal.id)
        for question in client if client is not None else examined.zoo.attributes:
            if examined.ceilings.without(question).fact(fact) < least:
                message = f"a client can be a {animal.id} only through the answer to `{question}`"
                hint = "a client who leaves it open can never be placed; let other answers speak for the animal too"
                yield finding(animal.place, "single-answer", message, hint, client)


def unopposed(examined: Examined) -> Iterator[Finding]:
    """Animals that nothing speaks against, though something does against most: each answer brings clients nearer.

    A zoo that hardly ever says what speaks against an animal is one of another style, with no line forgotten.
    """
    zoo = examined.zoo
    against = {fact for rule in zoo.rules if rule.certainty < 0 for fact in rule.conclusions if fact.name == ANIMAL}
    if len(against) * 2 <= len(zoo.animals):
        return
    for animal in zoo.animals.values():
        speaks_for = any(Fact(ANIMAL, animal.id) in rule.conclusions for rule in zoo.rules)
        if speaks_for and Fact(ANIMAL, animal.id) not in against:
            message = f"no rule speaks against the animal `{animal.id}`"
            hint = "write what a client of this kind does not do, with a certainty below 0"
            yield finding(animal.place, "unopposed-animal", message, hint, examined.witnesses.decided(animal.id))


def _cell(animal: str, examined: Examined) -> int:
    return 1 << examined.cells.values[ANIMAL].index(animal)

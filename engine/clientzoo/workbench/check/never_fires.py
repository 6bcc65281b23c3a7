"""Rules whose premises no client can satisfy together."""

from collections.abc import Iterator

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.knowledge.condition import AllOf, Condition, Premise
from clientzoo.knowledge.zoo import Fact, Rule
from clientzoo.workbench.check.finding import Examined, Finding, finding
from clientzoo.workbench.reasoning.boxes import Box, TooManyError, boxes


def never_fires(examined: Examined) -> Iterator[Finding]:
    for rule in examined.zoo.rules:
        ways = examined.ceilings.ways[rule.id]
        if ways is None or any(fires(way, examined) for way in ways):
            continue
        why = _reason(rule, ways, examined)
        yield finding(rule.place, "never-fires", f"rule `{rule.id}` can never fire: {why}", "mend or delete it")


def fires(way: Box, examined: Examined) -> bool:
    """False when no client can be like the box and have concluded about it what the box demands."""
    if examined.ceilings.anywhere.box(way) < THRESHOLD:
        return False
    return examined.ceilings.within(way).box(way) >= THRESHOLD


def _reason(rule: Rule, ways: tuple[Box, ...], examined: Examined) -> str:
    if not ways:
        return f"{_clash(rule.condition, examined)} exclude each other"
    for name, mask in sorted(ways[0].several):
        values = examined.cells.within(name, mask)
        reached = max((examined.ceilings.anywhere.fact(Fact(name, value)) for value in values), default=0.0)
        if reached < THRESHOLD:
            said = " or ".join(map(str, values))
            return (
                f"`{name}: {said}` reaches a certainty of {reached:.2f} at most, and premises count from {THRESHOLD:g}"
            )
    return "with these answers the rules cannot conclude what it looks for"


def _clash(condition: Condition, examined: Examined) -> str:
    """Two parts of an all-of that cannot hold together, or all of it."""
    if isinstance(condition, Premise):
        return f"`{condition}`, which is outside the range of the question, and any answer"
    if isinstance(condition, AllOf):
        for number, one in enumerate(condition.parts):
            for other in condition.parts[:number]:
                try:
                    if not boxes(AllOf((other, one)), examined.cells):
                        return f"{_named(other)} and {_named(one)}"
                except TooManyError:
                    continue
    return "its premises"


def _named(condition: Condition) -> str:
    return f"`{condition}`" if isinstance(condition, Premise) else "its alternatives"

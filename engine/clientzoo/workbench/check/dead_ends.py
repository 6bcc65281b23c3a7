"""What nothing leads to or away from: transitions and advice."""

from collections.abc import Iterator

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.codes import conditions
from clientzoo.knowledge.condition import premises
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, TRANSITION, VERDICT, Fact, Need, Transition
from clientzoo.workbench.check.finding import Examined, Finding, finding
from clientzoo.workbench.check.never_fires import fires
from clientzoo.workbench.reasoning.boxes import Box, TooManyError, boxes


def dead_transitions(examined: Examined) -> Iterator[Finding]:
    """Transitions that never open, that start from or lead to what no client can be, or on which nothing rests."""
    looked_at = {
        value
        for condition in conditions(examined.zoo)
        for premise in premises(condition)
        if premise.name == TRANSITION
        for value in examined.cells.within(TRANSITION, examined.cells.mask(premise))
    }
    for transition in examined.zoo.transitions.values():
        if not any(_opens(transition, origin, examined) for origin in transition.origins):
            message = f"the transition `{transition.id}` can never open"
            hint = "write a rule that speaks for it, with a verdict from which it starts"
            yield finding(transition.place, "dead-transition", message, hint)
        if not _reachable(transition.target, examined):
            message = f"the transition `{transition.id}` leads nowhere: no client can be a {transition.target}"
            client = examined.witnesses.inside(_open(transition, examined))
            yield finding(transition.place, "dead-transition", message, "write rules for that animal", client)
        if transition.origins == (transition.target,):
            message = f"the transition `{transition.id}` leads back to where it starts"
            yield finding(transition.place, "dead-transition", message, "name another animal")
        if examined.zoo.advice and transition.id not in looked_at:
            message = f"nothing follows from the transition `{transition.id}`: no rule looks at it"
            hint = "write advice that helps it along, or that meets it"
            client = examined.witnesses.inside(_open(transition, examined))
            yield finding(transition.place, "idle-transition", message, hint, client)
        for need in transition.needs:
            if not _can_be_met(need, examined):
                message = f"the transition `{transition.id}` can never happen: its need `{need.id}` cannot be met"
                yield finding(need.place, "dead-transition", message, "mend the need, or delete it")


def unobtainable_advice(examined: Examined) -> Iterator[Finding]:
    """Advice that no client can get."""
    for advice in examined.zoo.advice.values():
        fact = Fact(ADVICE, advice.id)
        spoken = examined.ceilings.speaking_for.get(fact, ())
        live = [rule for rule in spoken if any(fires(way, examined) for way in _ways(rule.id, examined))]
        if not live or examined.ceilings.anywhere.fact(fact) < THRESHOLD:
            why = "no rule gives it" if not spoken else "the rules that give it can never do so"
            message = f"no client can get the advice `{advice.id}`: {why}"
            yield finding(advice.place, "unobtainable-advice", message, "write a rule that concludes it, or delete it")


def _open(transition: Transition, examined: Examined) -> Box:
    return Box({}, frozenset({(TRANSITION, 1 << examined.cells.values[TRANSITION].index(transition.id))}))


def _can_be_met(need: Need, examined: Examined) -> bool:
    try:
        return any(fires(way, examined) for way in boxes(need.when, examined.cells))
    except TooManyError:
        return True


def _opens(transition: Transition, origin: str, examined: Examined) -> bool:
    """Whether some rule can speak for the transition to a client that is the origin."""
    animal = Box({VERDICT: 1 << examined.cells.values[VERDICT].index(origin)})
    for rule in examined.ceilings.speaking_for.get(Fact(TRANSITION, transition.id), ()):
        for way in _ways(rule.id, examined):
            both = way.joined(animal)
            if both is not None and fires(both, examined):
                return examined.ceilings.anywhere.fact(Fact(TRANSITION, transition.id)) >= THRESHOLD
    return False


def _reachable(animal: str, examined: Examined) -> bool:
    return examined.ceilings.anywhere.fact(Fact(ANIMAL, animal)) >= examined.zoo.policy.decide_at


def _ways(rule: str, examined: Examined) -> tuple[Box, ...]:
    ways = examined.ceilings.ways[rule]
    return (Box(),) if ways is None else ways

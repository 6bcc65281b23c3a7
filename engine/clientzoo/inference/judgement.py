"""From the animals' certainties to a ranking and a verdict."""

from collections.abc import Mapping

from clientzoo.inference.certainty import THRESHOLD, Belief
from clientzoo.inference.consultation import Ranked, Status, Verdict
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.millionths import quantise
from clientzoo.knowledge.zoo import ANIMAL, RUNNER_UP, STATUS, VERDICT, Fact, Zoo


def ranking(zoo: Zoo, beliefs: Mapping[Fact, Belief]) -> tuple[Ranked, ...]:
    """All animals, surest first; equals in the zoo's own order. An animal without evidence has 0."""
    none = Belief(0.0, 0.0, 0.0)
    ranked = [Ranked(animal, beliefs.get(Fact(ANIMAL, animal), none).certainty) for animal in zoo.animals]
    return tuple(sorted(ranked, key=lambda one: -one.certainty))


def judge(zoo: Zoo, ranked: tuple[Ranked, ...]) -> Verdict:
    """Decided; close where the lead is below the zoo's margin; undetermined where the top is below its `decide_at`.

    Two animals that are listed together are no close call.
    """
    if not ranked:
        return Verdict("undetermined", None, 0.0, None, 0.0)
    top = ranked[0]
    second = ranked[1] if len(ranked) > 1 else None
    runner_up = second.animal if second and second.certainty >= THRESHOLD else None
    margin = quantise(top.certainty - max(second.certainty, 0.0)) if second else top.certainty
    if top.certainty < zoo.policy.decide_at:
        return Verdict("undetermined", None, top.certainty, runner_up, margin)
    either = second is not None and not zoo.policy.lists(second.certainty)
    status: Status = "close" if runner_up and either and margin < zoo.policy.margin else "decided"
    listed = [one.animal for one in ranked if one is top or zoo.policy.lists(one.certainty)]
    several = tuple(listed) if zoo.policy.list_from is not None else ()
    return Verdict(status, top.animal, top.certainty, runner_up, margin, several)


def as_facts(verdict: Verdict, ranked: tuple[Ranked, ...]) -> dict[str, dict[Value, float]]:
    """The verdict as facts that later rules may look at."""
    facts: dict[str, dict[Value, float]] = {STATUS: {verdict.status: 1.0}}
    if verdict.animal:
        listed = verdict.listed or (verdict.animal,)
        facts[VERDICT] = {one.animal: one.certainty for one in ranked if one.animal in listed}
        if verdict.runner_up:
            facts[RUNNER_UP] = {verdict.runner_up: ranked[1].certainty}
    return facts

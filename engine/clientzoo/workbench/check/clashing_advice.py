"""Advice of one rank that takes opposite stances for one client: the page would contradict itself."""

from collections.abc import Iterator
from itertools import combinations

from clientzoo.inference.consultation import Consultation
from clientzoo.inference.selection import Rank, opposed, selection
from clientzoo.knowledge.advice import Advice
from clientzoo.knowledge.condition import AllOf, AnyOf, premises
from clientzoo.knowledge.zoo import ADVICE, JUDGED, TRANSITION, Rule, Zoo
from clientzoo.workbench.check.finding import Examined, Finding, finding
from clientzoo.workbench.reasoning.witness import Example


def clashing_advice(examined: Examined) -> Iterator[Finding]:
    """At the later piece of each pair, with the smallest client who would get both."""
    zoo = examined.zoo
    giving = _giving(zoo)
    for one, other in combinations(zoo.advice.values(), 2):
        topic = opposed(one, other)
        client = _client(examined, one, other, giving) if topic else None
        if client is None:
            continue
        first, second = sorted((one, other), key=lambda advice: (advice.place, advice.id))
        message = (
            f"`{second.id}` and `{first.id}` at {first.place} say otherwise on `{topic}` "
            "and rest on the same kind of ground, so that a client can get both"
        )
        hint = "say in one of them what it presupposes, or let a rule speak against it"
        yield finding(second.place, "clashing-advice", message, hint, client)


def _client(examined: Examined, one: Advice, other: Advice, giving: dict[str, list[Rule]]) -> Example | None:
    pair = {one.id, other.id}

    def shows(consultation: Consultation) -> bool:
        clashes = selection(consultation).clashes
        return any({clash.given.advice.id, clash.by.advice.id} == pair for clash in clashes if clash.by)

    supposed = tuple(advice.presupposes for advice in (one, other) if advice.presupposes is not None)
    for mine in giving.get(one.id, ()):
        for theirs in giving.get(other.id, ()):
            if _ranks(mine, examined.zoo) & _ranks(theirs, examined.zoo):
                both = (mine.condition, theirs.condition)  # what is presupposed may be unknown, or known to be so
                for conditions in (both, (*both, *supposed)) if supposed else (both,):
                    found = examined.witnesses.meeting(conditions, shows)
                    if found is not None:
                        return found
    return None


def _giving(zoo: Zoo) -> dict[str, list[Rule]]:
    """The rules that speak for each piece of advice."""
    found: dict[str, list[Rule]] = {}
    for rule in zoo.rules:
        if rule.certainty > 0:
            for fact in rule.conclusions:
                if fact.name == ADVICE:
                    found.setdefault(str(fact.value), []).append(rule)
    return found


def _ranks(rule: Rule, zoo: Zoo) -> set[Rank]:
    """The ranks that advice of this rule may have, by whichever of its premises hold."""
    needed, possible = Rank.KIND, set()
    for condition in rule.condition.parts if isinstance(rule.condition, AllOf) else (rule.condition,):
        ranks = {_rank(premise.name, zoo) for premise in premises(condition) if not premise.absent} or {Rank.KIND}
        if isinstance(condition, AnyOf):
            possible |= ranks
        else:
            needed = max(needed, *ranks)
    return {max(needed, rank) for rank in possible} | ({needed} if not possible else set())


def _rank(name: str, zoo: Zoo) -> Rank:
    if name in zoo.attributes:
        return Rank.ANSWERED
    return Rank.KIND if name in JUDGED or name == TRANSITION else Rank.CONCLUDED

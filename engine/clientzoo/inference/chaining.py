"""Forward chaining over strata, the part that all engines share.

A stratum is closed before the next begins: hold its premises against the facts, ask the engine which rules that
satisfies, combine what they say. Nothing is ever retracted, and the order of rules cannot matter.
"""

from collections.abc import Iterable, Mapping
from typing import Literal, Protocol

from clientzoo.inference.certainty import Belief, combined
from clientzoo.inference.consultation import Answers, Consultation, Firing, HeldPremise, Ranked, Verdict
from clientzoo.inference.judgement import as_facts, judged, ranking
from clientzoo.inference.plan import Join, Plan, Stratum
from clientzoo.inference.premise import best_value
from clientzoo.inference.relevance import counted
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import JUDGED, Fact


class Engine(Protocol):
    """Consults a zoo about one client. `name` is shown with every verdict."""

    @property
    def name(self) -> str: ...

    def consult(self, answers: Answers) -> Consultation: ...


class Matcher(Protocol):
    """The work in which engines differ: which rules of a stratum do the held premises satisfy?"""

    def __call__(self, stratum: int, held: Mapping[int, HeldPremise], /) -> Iterable[int]:
        """Positions of satisfied rules in the stratum, ascending, each once."""


def chain(plan: Plan, answers: Answers, matcher: Matcher, engine: str) -> Consultation:
    """One client from answers to a consultation."""
    zoo = plan.zoo
    kept, facts, set_aside = counted(zoo, answers)
    beliefs: dict[Fact, Belief] = {}
    firings: list[Firing] = []
    speakers: dict[Fact, list[str]] = {}  # rules that spoke for a fact
    ranked: tuple[Ranked, ...] = ()
    verdict = Verdict("undetermined", None, 0.0, None, 0.0)
    for number, stratum in enumerate(plan.strata):
        held = _held(stratum, facts, kept, speakers)
        contributions: dict[Fact, list[float]] = {}
        for position in matcher(number, held):
            planned = stratum.rules[position]
            rule = planned.rule
            if planned.flat:
                premises = tuple([held[leaf] for leaf in planned.premises])
                weakest = min([premise.certainty for premise in premises])
            else:
                premises = tuple([held[leaf] for leaf in planned.premises if leaf in held])
                weakest = _strength(planned.node, held)
            certainty = rule.certainty * weakest
            for conclusion in planned.conclusions:
                firings.append(Firing(rule.id, premises, conclusion, certainty))
                contributions.setdefault(conclusion, []).append(certainty)
                if certainty > 0:
                    speakers.setdefault(conclusion, []).append(rule.id)
        for fact, spoken in contributions.items():
            belief = combined(spoken)
            beliefs[fact] = belief
            facts.setdefault(fact.name, {})[fact.value] = belief.certainty
        if stratum.judges:
            ranked = ranking(zoo, beliefs)
            verdict = judged(zoo, ranked)
            facts.update(as_facts(verdict, ranked))
    return Consultation(zoo, engine, kept, set_aside, facts, beliefs, tuple(firings), ranked, verdict)


def _held(
    stratum: Stratum, facts: Mapping[str, Mapping[Value, float]], answers: Answers, speakers: Mapping[Fact, list[str]]
) -> dict[int, HeldPremise]:
    held: dict[int, HeldPremise] = {}
    for name, premises in stratum.by_name.items():
        if name not in facts:
            continue
        of: Literal["answer", "rules", "verdict"] = (
            "answer" if name in answers else "verdict" if name in JUDGED else "rules"
        )
        for number, premise in premises:
            found = best_value(premise, facts)
            if found:
                value, certainty = found
                rules = tuple(speakers.get(Fact(name, value), ())) if of == "rules" else ()
                held[number] = HeldPremise(premise, value, certainty, of, rules)
    return held


def _strength(join: Join, held: Mapping[int, HeldPremise]) -> float:
    """The weakest part of all-of, the strongest of any-of; 0 where the join does not hold."""
    strengths = [
        (held[part].certainty if part in held else 0.0) if isinstance(part, int) else _strength(part, held)
        for part in join.parts
    ]
    return min(strengths) if join.all else max(strengths)

"""One rule: which rules it rests on, who uses it, which cases fire it, and what it alone changes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from clientzoo.inference.consultation import Consultation
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.condition import premises
from clientzoo.knowledge.zoo import ANIMAL, JUDGED, TRANSITION, Fact, Rule, Zoo
from clientzoo.workbench.cases import Case
from clientzoo.workbench.check.finding import Examined
from clientzoo.workbench.outcome import Change, changes, outcome_of
from clientzoo.workbench.reasoning.witness import Example


@dataclass(frozen=True, slots=True)
class RuleReport:
    """`rests_on` are the rules that can bring about its premises, `used_by` those that look at what it concludes.

    `changed` maps cases to what is otherwise when the rule is taken away; `most` is what it then moves most, if it
    changes nothing: a case, a fact, and its certainty with the rule and without. `client` are the fewest answers found
    with which it fires.
    """

    rule: Rule
    rests_on: tuple[str, ...]
    used_by: tuple[str, ...]
    needs: tuple[str, ...]
    fired_in: tuple[str, ...]
    changed: Mapping[str, tuple[Change, ...]]
    most: tuple[str, Fact, float, float] | None
    client: Example | None


def report(zoo: Zoo, rule: Rule, cases: Iterable[Case]) -> RuleReport:
    """All about one rule, the cases consulted with it and without it."""
    cases = list(cases)
    engine, without = Forward(plan(zoo)), Forward(plan(lacking(zoo, {rule.id})))
    before = {case.id: engine.consult(case.answers) for case in cases}
    fired = tuple(case for case, one in before.items() if _fired(one, rule.id))
    after = {case.id: without.consult(case.answers) for case in cases if case.id in fired}
    differing = {case: tuple(changes(outcome_of(before[case]), outcome_of(after[case]))) for case in fired}
    changed = {case: found for case, found in differing.items() if found}
    return RuleReport(
        rule,
        tuple(other.id for other in zoo.rules if _brings(other, rule)),
        tuple(other.id for other in zoo.rules if _looks_at(other, rule.conclusions)),
        tuple(_needs(zoo, rule)),
        fired,
        changed,
        None if changed else max(_moved(before, after), key=lambda one: abs(one[2] - one[3]), default=None),
        Examined(zoo).witnesses.satisfying(rule.condition),
    )


def _moved(
    before: Mapping[str, Consultation], after: Mapping[str, Consultation]
) -> Iterator[tuple[str, Fact, float, float]]:
    """The certainties that are otherwise without the rule, of animals and of everything else."""
    for case, one in after.items():
        for fact, belief in before[case].beliefs.items():
            left = one.beliefs.get(fact)
            yield case, fact, belief.certainty, left.certainty if left is not None else 0.0


def lacking(zoo: Zoo, rules: set[str]) -> Zoo:
    """The zoo without these rules."""
    return replace(zoo, rules=tuple(rule for rule in zoo.rules if rule.id not in rules))


def _fired(consultation: Consultation, rule: str) -> bool:
    return any(step.planned.rule.id == rule for step in consultation.steps)


def _brings(other: Rule, rule: Rule) -> bool:
    return other is not rule and other.certainty > 0 and _looks_at(rule, other.conclusions)


def _looks_at(rule: Rule, facts: Iterable[Fact]) -> bool:
    for fact in facts:
        for premise in premises(rule.condition):
            name = ANIMAL if premise.name in JUDGED else premise.name
            if name == fact.name and (premise.name == "status" or premise.accepts.accepts(fact.value)):
                return True
    return False


def _needs(zoo: Zoo, rule: Rule) -> Iterator[str]:
    for transition in zoo.transitions.values():
        for need in transition.needs:
            for premise in premises(need.when):
                if any(fact.name == premise.name and premise.accepts.accepts(fact.value) for fact in rule.conclusions):
                    yield f"{transition.id}: {need.id}"
        if Fact(TRANSITION, transition.id) in rule.conclusions:
            yield transition.id

"""What the cases of a zoo leave untried: rules, premises, animals, transitions, advice."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.premise import Outcome, outcome
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.condition import Premise, premises
from clientzoo.knowledge.zoo import ADVICE, Rule, Zoo


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """`fired` and `failed` are the numbers of cases in which the rule fired, and failed on something known.

    `never_true` and `never_false` are premises that held in no case, and that failed in none though they can.
    """

    rule: Rule
    fired: int
    failed: int
    never_true: tuple[Premise, ...]
    never_false: tuple[Premise, ...]

    @property
    def covered(self) -> bool:
        return self.fired > 0


@dataclass(frozen=True)
class Coverage:
    """`animals`, `transitions` and `advice` map each to the number of cases that bring it about."""

    zoo: Zoo
    cases: int
    rules: tuple[RuleCoverage, ...]
    animals: Mapping[str, int]
    transitions: Mapping[str, int]
    advice: Mapping[str, int]

    @cached_property
    def by_file(self) -> Mapping[str, tuple[RuleCoverage, ...]]:
        """Rules by the file they stand in, in the order of its lines."""
        found: dict[str, list[RuleCoverage]] = {}
        for one in sorted(self.rules, key=lambda one: one.rule.place):
            found.setdefault(one.rule.place.file, []).append(one)
        return {file: tuple(rules) for file, rules in found.items()}

    @property
    def complete(self) -> bool:
        """Every rule fired, every animal was a verdict, every transition open, in some case."""
        counts = (*self.animals.values(), *self.transitions.values())
        return all(one.covered for one in self.rules) and all(counts)


def share(rules: Iterable[RuleCoverage]) -> float:
    """The part of the rules, in [0, 1], that fired in some case; 1 of none."""
    rules = list(rules)
    return sum(one.covered for one in rules) / len(rules) if rules else 1.0


def coverage(zoo: Zoo, consultations: Iterable[Consultation]) -> Coverage:
    """What the consultations, one of each case, tried."""
    fired: dict[str, int] = dict.fromkeys(zoo.rule, 0)
    failed: dict[str, int] = dict.fromkeys(zoo.rule, 0)
    distinct = {premise for rule in zoo.rules for premise in premises(rule.condition)}
    seen: dict[Premise, set[Outcome]] = {premise: set() for premise in distinct}
    animals = dict.fromkeys(zoo.animals, 0)
    transitions = {f"{origin} -> {one.target}": 0 for one in zoo.transitions.values() for origin in one.origins}
    advice = dict.fromkeys(zoo.advice, 0)
    cases = 0
    for consultation in consultations:
        cases += 1
        spoke = {step.planned.rule.id for step in consultation.steps}
        outcomes = {premise: outcome(premise, consultation.facts) for premise in distinct}
        for premise, came in outcomes.items():
            seen[premise].add(came)
        for rule in zoo.rules:
            if rule.id in spoke:
                fired[rule.id] += 1
            elif outcome(rule.condition, consultation.facts) is Outcome.FAILS:
                failed[rule.id] += 1
        if consultation.verdict.animal:
            animals[consultation.verdict.animal] += 1
        for prospect in prospects(consultation):
            if prospect.open:
                transitions[f"{prospect.origin} -> {prospect.target}"] += 1
        for value, certainty in consultation.facts.get(ADVICE, {}).items():
            if certainty >= THRESHOLD:
                advice[str(value)] += 1
    can_fail = {premise for premise in distinct if not _all_pass(zoo, premise)}
    rules = tuple(_rule(rule, fired[rule.id], failed[rule.id], seen, can_fail) for rule in zoo.rules)
    return Coverage(zoo, cases, rules, animals, transitions, advice)


def _all_pass(zoo: Zoo, premise: Premise) -> bool:
    """Whether no known value fails the premise, as the only transition of a zoo cannot."""
    values = zoo.domains[premise.name].values
    return bool(values) and all(premise.accepts.accepts(value) != premise.absent for value in values)


def _rule(
    rule: Rule, fired: int, failed: int, seen: Mapping[Premise, set[Outcome]], can_fail: Collection[Premise]
) -> RuleCoverage:
    looked_at = tuple(dict.fromkeys(premises(rule.condition)))
    return RuleCoverage(
        rule,
        fired,
        failed,
        tuple(premise for premise in looked_at if Outcome.HOLDS not in seen[premise]),
        tuple(premise for premise in looked_at if premise in can_fail and Outcome.FAILS not in seen[premise]),
    )

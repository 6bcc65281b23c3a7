"""What a changed rulebase means for clients: who changes animal, status or transition, and because of which rule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from clientzoo.inference.consultation import Answers
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.diff import RuleDiff
from clientzoo.workbench.outcome import Change, Outcome, changes, outcome_of


@dataclass(frozen=True, slots=True)
class Impact:
    """`rules` are the changed rules each of which brings the change about alone; empty where it takes several, or where
    something other than a rule has changed."""

    client: str
    before: Outcome
    after: Outcome
    changes: tuple[Change, ...]
    rules: tuple[str, ...]


class Impacts:
    """Compares clients under two versions of a zoo."""

    def __init__(self, old: Zoo, new: Zoo, rules: RuleDiff) -> None:
        self._old, self._new, self._rules = old, new, rules
        self._before, self._after = Forward(plan(old)), Forward(plan(new))
        self._with = cache(self._engine_with)

    def of(self, clients: Iterable[tuple[str, Answers]]) -> Iterator[Impact]:
        """The clients for whom something changes; each is asked only what the version in question asks."""
        for name, answers in clients:
            before = outcome_of(self._before.consult(fitting(self._old, answers)))
            after = outcome_of(self._after.consult(fitting(self._new, answers)))
            differing = tuple(changes(before, after, advice=False))
            if differing:
                yield Impact(name, before, after, differing, tuple(self._responsible(answers, before, differing)))

    def _responsible(self, answers: Answers, before: Outcome, differing: tuple[Change, ...]) -> Iterator[str]:
        fitted = fitting(self._old, answers)
        for rule in (*self._rules.changed, *self._rules.added, *self._rules.removed):
            engine = self._with(rule)
            if engine is not None:
                alone = set(changes(before, outcome_of(engine.consult(fitted)), advice=False))
                if alone & set(differing):
                    yield rule

    def _engine_with(self, rule: str) -> Forward | None:
        """The old zoo with this one rule as it is in the new one; None where the old one has no such facts."""
        kept = [one for one in self._old.rules if one.id != rule]
        coming = self._new.rule.get(rule)
        if coming is not None:
            known = self._old.domains
            if not all(fact.name in known and fact.value in known[fact.name].values for fact in coming.conclusions):
                return None
            kept.append(coming)
        return Forward(plan(replace(self._old, rules=tuple(sorted(kept, key=lambda one: one.id)))))


def fitting(zoo: Zoo, answers: Answers) -> Mapping[str, Answer]:
    """The answers that the zoo's questions allow."""
    return {name: answer for name, answer in answers.items() if _allowed(zoo, name, answer)}


def _allowed(zoo: Zoo, name: str, answer: Answer) -> bool:
    attribute = zoo.attributes.get(name)
    if attribute is None:
        return False
    if attribute.numeric:
        return isinstance(answer.value, int | float) and not isinstance(answer.value, bool)
    return any(value == answer.value and type(value) is type(answer.value) for value in attribute.values)

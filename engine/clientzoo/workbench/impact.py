"""What a changed rulebase means for clients: who changes animal, status or transition, and because of which rule."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from clientzoo.inference.consultation import Answers
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.between import either, understanding
from clientzoo.workbench.diff import Difference, RuleDiff
from clientzoo.workbench.minimal import smallest
from clientzoo.workbench.outcome import Change, Outcome, changes, outcome_of
from clientzoo.workbench.shifts import Shifts
from clientzoo.workbench.sieve import Sieve

ENGINES = 512  # kept, each for some of the changed rules
FEW = 16  # rules to try one by one; of more, the fewest that do it are looked for by halves
Rules = frozenset[str]


@dataclass(frozen=True, slots=True)
class Impact:
    """`rules` are the changed rules that bring the change about: each alone, or all of them `together`. Of very many
    that spoke, one or one set that does it.

    They are none where it is something other than a rule that does it; `others` name what that can be.
    """

    client: str
    before: Outcome
    after: Outcome
    changes: tuple[Change, ...]
    rules: tuple[str, ...]
    together: bool = False
    others: tuple[str, ...] = ()


class Impacts:
    """Compares clients under two versions of a zoo, each of which takes answers of either.

    `shifts` say how much surer or less sure the clients became who have passed through `of` so far.
    """

    def __init__(self, old: Zoo, new: Zoo, rules: RuleDiff, others: Iterable[Difference] = ()) -> None:
        self._new, self._base = new, either(old, new)
        self._changed = (*rules.changed, *rules.added, *rules.removed)
        self._others = tuple(f"{one.kind} {one.id}" for one in others if one.decides)
        self._before, self._after = Forward(plan(old)), Forward(plan(new))
        self._to_old, self._to_new = understanding(old, new), understanding(new, old)
        self._sieve = Sieve(self._to_old, self._to_new)
        self._engine = lru_cache(ENGINES)(self._engine_with)
        self._found: list[Rules] = []
        self.shifts = Shifts()

    def of(self, clients: Iterable[tuple[str, Answers]]) -> Iterator[Impact]:
        """The clients for whom something changes."""
        for name, answers in self._sieve.suspects(clients, self.shifts):
            old, new = self._before.consult(self._to_old.of(answers)), self._after.consult(self._to_new.of(answers))
            before, after = outcome_of(old), outcome_of(new)
            differing = tuple(changes(before, after, advice=False))
            if differing:
                spoke = {step.planned.rule.id for one in (old, new) for step in one.steps}
                changed = [rule for rule in self._changed if rule in spoke]  # one that is silent in both does nothing
                yield self._explained(Impact(name, before, after, differing, ()), answers, changed)

    def _explained(self, impact: Impact, answers: Answers, changed: Sequence[str]) -> Impact:
        both = {**self._to_new.of(answers), **self._to_old.of(answers)}
        wanted = frozenset(impact.changes)

        def bring(rules: Iterable[str]) -> bool:
            after = outcome_of(self._engine(frozenset(rules)).consult(both))
            return not wanted.isdisjoint(changes(impact.before, after, advice=False))

        alone = tuple(rule for rule in changed if bring([rule])) if len(changed) <= FEW else ()
        if alone:
            return replace(impact, rules=alone)
        tries = (*self._found, changed, self._changed)
        start = next((rules for rules in tries if bring(rules)), None)
        if start is None:
            return replace(impact, others=self._others)
        least = smallest(dict.fromkeys(start, True), bring)
        if frozenset(least) not in self._found:
            self._found.append(frozenset(least))
        return replace(impact, rules=tuple(rule for rule in self._changed if rule in least), together=len(least) > 1)

    def _engine_with(self, rules: Rules) -> Forward:
        """The old zoo with these rules as they are in the new one."""
        kept = [one for one in self._base.rules if one.id not in rules]
        coming = [self._new.rule[rule] for rule in rules if rule in self._new.rule]
        return Forward(plan(replace(self._base, rules=tuple(sorted([*kept, *coming], key=lambda one: one.id)))))

"""Which case or contrast notices a spoilt rule: all are consulted once, then only what the spoilt rule reaches."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.plan import Plan
from clientzoo.inference.variants import Seen, Variants
from clientzoo.knowledge.zoo import ADVICE, TRANSITION, Fact, Zoo
from clientzoo.workbench.cases import Case
from clientzoo.workbench.contrast_test import keeps
from clientzoo.workbench.contrasts import Contrast
from clientzoo.workbench.distinct import Distinct
from clientzoo.workbench.mutation.mutants import Mutant

Passes: TypeAlias = Callable[[Seen], bool]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`noticed_by` is the id of a case or contrast that the spoilt rule makes fail; empty where none does.

    `reached` tells whether it changes anything at all for one of their clients.
    """

    mutant: Mutant
    noticed_by: str
    reached: bool

    @property
    def noticed(self) -> bool:
        return bool(self.noticed_by)


@dataclass(frozen=True, slots=True)
class _Watcher:
    id: str
    passes: Passes


class Watchers:
    """The cases and contrasts of a zoo that pass as things are, ready to be tried on spoilt rules."""

    def __init__(self, plan: Plan, cases: Iterable[Case], contrasts: Iterable[Contrast]) -> None:
        distinct = Distinct()
        watching: list[tuple[_Watcher, tuple[int, ...]]] = []
        for contrast in contrasts:  # these first: they notice most
            places = tuple(map(distinct.number, contrast.clients))
            watching.append((_Watcher(contrast.id, _contrast(contrast, places)), places))
        for case in cases:
            place = distinct.number(case.answers)
            watching.append((_Watcher(case.id, _case(case, place, plan.zoo)), (place,)))
        self.variants = Variants(plan, distinct.clients)
        as_is = Seen(self.variants)
        self._by_client: dict[int, list[_Watcher]] = {}
        for watcher, places in watching:
            if watcher.passes(as_is):
                for place in dict.fromkeys(places):
                    self._by_client.setdefault(place, []).append(watcher)

    def outcome(self, mutant: Mutant) -> Outcome:
        """Who notices the mutant; the first one found."""
        variant = self.variants.under(mutant.rule.id, mutant.changed)
        if variant is None:
            return Outcome(mutant, "", reached=False)
        seen = Seen(self.variants, variant)
        tried: set[str] = set()
        for client in variant.place:
            for watcher in self._by_client.get(client, ()):
                if watcher.id not in tried:
                    tried.add(watcher.id)
                    if not watcher.passes(seen):
                        return Outcome(mutant, watcher.id, reached=True)
        return Outcome(mutant, "", reached=True)

    def outcomes(self, mutants: Iterable[Mutant]) -> Iterator[Outcome]:
        return map(self.outcome, mutants)


def _contrast(contrast: Contrast, places: Sequence[int]) -> Passes:
    def passes(seen: Seen) -> bool:
        return all(
            keeps(claim.effect, [seen.belief(claim.fact, place) for place in places], contrast)
            for claim in contrast.claims
        )

    return passes


def _case(case: Case, place: int, zoo: Zoo) -> Passes:
    """As `workbench.test` compares, without the words for it.

    Advice counts once a rule gives it: what a page withholds of it is not looked at, so less is noticed and never more.
    """
    expect = case.expect
    origins: Mapping[str, tuple[str, str]] = {
        f"{origin} -> {one.target}": (origin, one.id) for one in zoo.transitions.values() for origin in one.origins
    }
    believed = [Fact(ADVICE, name) for name in expect.advice]
    for trait, values in expect.traits.items():
        believed += [Fact(trait, value) for value in ([values] if isinstance(values, str) else values)]

    def is_open(seen: Seen, name: str, animal: str | None) -> bool:
        origin, transition = origins[name]
        return animal == origin and seen.belief(Fact(TRANSITION, transition), place).certainty >= THRESHOLD

    def passes(seen: Seen) -> bool:
        status, animal, runner_up = seen.verdict(place)
        return (
            (not expect.status or status == expect.status)
            and (not case.names_animal or animal == expect.animal)
            and (not case.names_runner_up or runner_up == expect.runner_up)
            and all(seen.belief(fact, place).certainty >= THRESHOLD for fact in believed)
            and all(is_open(seen, name, animal) for name in expect.transitions.open)
            and not any(is_open(seen, name, animal) for name in expect.transitions.closed)
            and all(seen.fired(rule, place) for rule in expect.rules.fired)
            and not any(seen.fired(rule, place) for rule in expect.rules.silent)
        )

    return passes

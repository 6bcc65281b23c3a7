"""How fast clients turn: for each transition and stage a rate a year, guessed by the zoo and learned from the history.

Formula: a rate has a Gamma prior of shape `strength` whose mean is the rate that the zoo's chance p of a year means,
-ln(1 - p); seeing m moves in T client-years makes it Gamma(strength + m, strength / rate + T). Rates, not chances, so
that quarters and years are one model: a quarter's chance is not a fourth of a year's.
Edges: a way that the zoo does not know counts only where somebody went it: Gamma(m, T). Leaving is guessed for each
animal by the whole base, with the strength of one client who left; where nobody did, all animals share Gamma(1/2, T).
Newcomers of a state are Gamma(n, years watched). Without a history nobody leaves or comes, and all else repeats the
guess.
Source: conjugate Gamma and Poisson; Pfeifer and Carraway (2000) for the chain.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import log
from typing import NamedTuple

from clientzoo.inference.prospects import Stage
from clientzoo.knowledge.zoo import Chances, Transition, Zoo
from clientzoo.pool.forecast.observed import Group, Observed
from clientzoo.pool.moves.states import LEFT, NEW, NOT_ASKED, UNDETERMINED


class Rate(NamedTuple):
    """A rate a year as Gamma(`shape`, 1 / `years`). `moves` were seen in `watched` client-years; the rest is a guess.
    A rate a year as Gamma(`shape`, 1 / `years`). `moves` were seen in `watched` client-years; the rest is a guess.
    """

    shape: float
    years: float
    moves: int = 0
    watched: float = 0.0
    source: str = ""

    @property
    def mean(self) -> float:
        return self.shape / self.years if self.years > 0 else 0.0


class Way(NamedTuple):
    """One way along which clients of a state go: a transition at a stage, another way seen, leaving, or coming."""

    origin: str
    target: str
    lead: str = ""
    stage: Stage | None = None


@dataclass(frozen=True)
class Rates:
    """All rates by way. `observed` moves from animal to animal stand behind them, over `span` years."""

    of: Mapping[Way, Rate] = field(default_factory=dict)
    observed: int = 0
    span: float = 0.0
    guessed: bool = True


def learn_rates(zoo: Zoo, observed: Observed, chances: Mapping[str, Chances]) -> Rates:
    """The rates after the history. `chances` go before the zoo's own."""
    seen = _Seen(zoo, observed)
    found: dict[Way, Rate] = {}
    for transition in zoo.transitions.values():
        said = chances.get(transition.id, transition.chances)
        for stage in ("possible", "under way", "ready"):
            moves, years = seen.along(transition, stage)
            rate = _turning(said, stage, moves, years)
            if rate is not None:
                for origin in transition.origins:
                    found[Way(origin, transition.target, transition.id, stage)] = rate
    for (origin, target), moves in seen.otherwise.items():
        watched = seen.years_of(origin)
        found[Way(origin, target)] = Rate(moves, watched, moves, watched, "seen, and no transition of the zoo")
    if observed.span > 0:
        found |= _leaving(zoo, seen)
        for state, number in observed.came.items():
            found[Way(NEW, state)] = Rate(number, observed.span, number, observed.span, "newcomers seen")
    moved = sum(
        number
        for (group, target), number in observed.moves.items()
        if group.state in zoo.animals and target in zoo.animals
    )
    return Rates(found, moved, observed.span, guessed=moved == 0)


def _turning(said: Chances | None, stage: Stage, moves: int, watched: float) -> Rate | None:
    if said is None:
        return Rate(moves, watched, moves, watched, "seen; the zoo does not say how likely it is") if moves else None
    chance = {"possible": said.possible, "under way": said.under_way, "ready": said.ready}[stage]
    guess = -log(1 - chance)
    return Rate(said.strength + moves, said.strength / guess + watched, moves, watched, said.source)


def _leaving(zoo: Zoo, seen: "_Seen") -> dict[Way, Rate]:
    states = (*zoo.animals, UNDETERMINED, NOT_ASKED)
    left = {state: seen.left[state] for state in states}
    years = {state: seen.years_of(state) for state in states}
    all_left, all_years = sum(left.values()), sum(years.values())
    if not all_years:
        return {}
    if not all_left:
        return {Way(one, LEFT): Rate(0.5, all_years, 0, years[one], "nobody left") for one in states}
    return {
        Way(one, LEFT): Rate(1 + left[one], all_years / all_left + years[one], left[one], years[one], "the whole base")
        for one in states
    }


class _Seen:
    """The history, sorted by what each rate asks for."""

    def __init__(self, zoo: Zoo, observed: Observed) -> None:
        self._zoo, self._observed = zoo, observed
        self.left: Counter[str] = Counter()
        self.otherwise: Counter[tuple[str, str]] = Counter()
        self._along: Counter[tuple[str, Stage]] = Counter()
        for (group, target), number in observed.moves.items():
            if target == LEFT:
                self.left[group.state] += number
            elif group.state in zoo.animals and target in zoo.animals:
                transition = _transition(zoo, group, target)
                if transition is None:
                    self.otherwise[group.state, target] += number
                else:
                    self._along[transition.id, stage_along(group, transition)] += number

    def along(self, transition: Transition, stage: Stage) -> tuple[int, float]:
        """Moves along the transition from the stage, and the client-years of those who stood there."""
        years = sum(
            years for group, years in self._observed.years.items()
            if group.state in transition.origins and runs(group, transition) and stage_along(group, transition) == stage
        )  # fmt: skip
        return self._along[transition.id, stage], years

    def years_of(self, state: str) -> float:
        return sum(years for group, years in self._observed.years.items() if group.state == state)


def runs(group: Group, transition: Transition) -> bool:
    """Whether clients of the group may go along the transition: it is their nearest, or one of growth."""
    return group.lead == transition.id or transition.kind == "growth"


def stage_along(group: Group, transition: Transition) -> Stage:
    """How far the group is along a transition; along one that is not the nearest to it, at the beginning."""
    return group.stage if group.lead == transition.id and group.stage != "blocked" else "possible"


def _transition(zoo: Zoo, group: Group, target: str) -> Transition | None:
    found = [one for one in zoo.transitions_from(group.state) if one.target == target and runs(group, one)]
    return min(found, key=lambda one: one.id != group.lead, default=None)


def certain(rates: Rates, strength: float = 1e12) -> Rates:
    """The same means without any doubt: what a closed form wants."""
    return replace(
        rates,
        of={
            way: Rate(rate.mean * strength, strength, rate.moves, rate.watched, rate.source)
            for way, rate in rates.of.items()
        },
    )

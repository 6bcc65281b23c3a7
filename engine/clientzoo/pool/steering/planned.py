"""A plan: the best choices, why each of them, what would be done in its stead, and where the clients stand after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.forecast.chain import SEED, Chain, Counts, Floats
from clientzoo.pool.forecast.observed import Group
from clientzoo.pool.forecast.worth import Values
from clientzoo.pool.standing import Standing
from clientzoo.pool.steering.choices import LADDER, Choice, choices, gained
from clientzoo.pool.steering.optimum import ALL, Problem, optimum
from clientzoo.pool.steering.target import Target

EXPLAINED = 20  # choices for which the next best is looked for


@dataclass(frozen=True, slots=True)
class Planned:
    """A chosen set of steps. `brings` is its gain of value (minor units) over the horizon; `chance` how much likelier
    the transition becomes within it, `before` how likely it is without.

    `missing` is what the transition still needs. `instead` are the clients that would be worked on if this one were
    left out, `loss` what that would cost of the plan's gain; None where it was not looked for.
    """

    choice: Choice
    target: str
    before: float
    chance: float
    brings: float
    missing: tuple[str, ...]
    instead: tuple[str, ...] = ()
    loss: float | None = None


@dataclass(frozen=True)
class Plan:
    """`brings`: value in minor units, or clients nearer to the target. `an_hour` by role: what one more would bring."""

    toward: str  # worth, or target
    years: float
    hours: Mapping[str, float]
    chosen: tuple[Planned, ...]
    brings: float
    an_hour: Mapping[str, float]
    considered: int

    def hours_of(self, role: str) -> float:
        """The hours that the plan takes of a role, ALL for all."""
        return sum(
            one.choice.all_hours if role == ALL else dict(one.choice.hours).get(role, 0.0) for one in self.chosen
        )


def plan(
    zoo: Zoo,
    chain: Chain,
    clients: Sequence[Standing],
    target: Target,
    values: Values,
    hours: Mapping[str, float],
    *,
    toward: str = "worth",
    years: float = 1.0,
) -> Plan:
    """The best plan for the hours, `toward` most `worth` or the `target`.

    Raises NoPlanError, SciPyMissingError.
    """
    could = choices(zoo, clients, target)
    after = chain.chances(years).mean(axis=0)
    of_states = after @ chain.of_states()
    by_client = {one.client: one for one in clients}
    worth = {client: values.mean_of(by_client[client]) for client in {one.client for one in could}}
    gains = np.array([float(gained(chain, one, worth[one.client])) for one in could])
    brings = {(one.client, one.steps): gain for one, gain in zip(could, gains, strict=True)}
    problem = _problem(chain, could, target, gains, of_states, hours, toward)
    best = optimum(problem)
    needs = {one.client: one.missing for one in clients}
    chosen = []
    for place, one in enumerate(best.chosen):
        arrives = zoo.transitions[one.group.lead].target
        at = chain.states.index(arrives)
        planned = Planned(
            one, arrives, float(of_states[chain.place(one.group), at]), float(gained(chain, one, of_states[:, at])),
            brings[one.client, one.steps], needs.get(one.client, ()),
        )  # fmt: skip
        if place < EXPLAINED:
            other = optimum(problem.without(one.client), duals=False)
            before = {(two.client, two.steps) for two in best.chosen}
            instead = tuple(two.name for two in other.chosen if (two.client, two.steps) not in before)
            planned = replace(planned, instead=instead, loss=best.brings - other.brings)
        chosen.append(planned)
    ranked = tuple(sorted(chosen, key=lambda one: (-(one.loss or 0.0), -one.brings, one.choice.client)))
    return Plan(toward, years, dict(hours), ranked, best.brings, best.an_hour, len({one.client for one in could}))


def _problem(
    chain: Chain,
    could: Sequence[Choice],
    target: Target,
    gains: Floats,
    of_states: Floats,
    hours: Mapping[str, float],
    toward: str,
) -> Problem:
    if toward == "worth":
        return Problem(could, gains, hours)
    animals = [name for name in target.wanted if name in chain.states]
    places = [chain.states.index(name) for name in animals]
    expected = chain.start @ of_states
    owned = float(expected.sum() - expected[[chain.states.index(one) for one in chain.states if " " in one]].sum())
    wanted = np.array([target.wanted[name].of(owned) for name in animals])
    nearer = np.array([gained(chain, one, of_states[:, places]) for one in could]).reshape(len(could), len(animals))
    return Problem(could, nearer, hours, wanted - expected[places])


def start_with(chain: Chain, plan: Plan, seed: int = SEED) -> Counts:
    """[draws, groups]: where the clients stand once the plan is carried out; each step worked or not by its chance."""
    generator = np.random.default_rng(seed)
    draws = chain.rates.shape[0]
    counts: Counts = np.broadcast_to(chain.start, (draws, len(chain.groups))).copy()
    for one in plan.chosen:
        group = one.choice.group
        places = [chain.place(Group(group.state, group.lead, stage)) for stage in LADDER]
        counts[:, chain.place(group)] -= 1
        counts[:, places] += generator.multinomial(1, np.array(one.choice.stages), size=draws)
    return counts

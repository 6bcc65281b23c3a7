"""What may be done for each client: sets of its steps, their hours, and how far they are likely to bring it.

Each step that works brings a client one stage further along the transition nearest to it: from possible to under way,
from under way to ready; the steps work or fail each on its own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from clientzoo.inference.prospects import Stage
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.forecast.chain import Chain, Floats
from clientzoo.pool.forecast.observed import Group, group_of
from clientzoo.pool.standing import Standing
from clientzoo.pool.steering.target import Target

LADDER: tuple[Stage, ...] = ("possible", "under way", "ready")
MOST_STEPS = 3  # for one client at once


@dataclass(frozen=True)
class Choice:
    """Some steps for one client. `hours` by role. `stages` are the chances to stand at each stage of LADDER after
    them."""

    client: str
    name: str
    group: Group
    steps: tuple[str, ...]
    hours: tuple[tuple[str, float], ...]
    stages: tuple[float, ...]

    @property
    def all_hours(self) -> float:
        return sum(hours for _, hours in self.hours)


def choices(zoo: Zoo, clients: Sequence[Standing], target: Target) -> tuple[Choice, ...]:
    """Every set of up to three of its steps for each client that can be helped along, by client."""
    found: list[Choice] = []
    for one in sorted(clients, key=lambda one: one.client):
        if one.lead and one.has_animal and one.stage in LADDER[:-1]:
            found.extend(_of(zoo, one, target))
    return tuple(found)


def _of(zoo: Zoo, one: Standing, target: Target) -> Iterator[Choice]:
    at = LADDER.index(one.stage)
    for size in range(1, MOST_STEPS + 1):
        for steps in combinations(one.steps, size):
            hours: Counter[str] = Counter()
            for step in steps:
                hours.update(hours_of(zoo, step, target))
            stages = stages_after(at, [target.step(step).works for step in steps])
            yield Choice(one.client, one.name, group_of(one), steps, tuple(sorted(hours.items())), stages)


def hours_of(zoo: Zoo, step: str, target: Target) -> dict[str, float]:
    """Hours by role: as the target says, else as the advice itself says that it takes, else those of any step."""
    advice = zoo.advice[step]
    if step not in target.steps and advice.takes.hours:
        return dict(advice.takes.hours)
    return {advice.role: target.step(step).hours}


def stages_after(at: int, works: Sequence[float]) -> tuple[float, ...]:
    """The chances to stand at each stage after steps that work with these chances, from the stage `at`."""
    worked = np.array([1.0])  # the chance that 0, 1, 2 ... of them worked
    for chance in works:
        worked = np.append(worked, 0.0) * (1 - chance) + np.insert(worked, 0, 0.0) * chance
    found = [0.0] * len(LADDER)
    for number, chance in enumerate(worked):
        found[min(at + number, len(LADDER) - 1)] += float(chance)
    return tuple(found)


def expected_gain(chain: Chain, choice: Choice, of_groups: Floats) -> Floats:
    """[...]: what clients with the choice are expected to have, of something that is known by group, [groups, ...]."""
    places = [chain.place(Group(choice.group.state, choice.group.lead, stage)) for stage in LADDER]
    return np.asarray(np.tensordot(np.array(choice.stages), of_groups[places], axes=1))


def gained(chain: Chain, choice: Choice, of_groups: Floats) -> Floats:
    """The same, less what the client has without any step."""
    more: Floats = expected_gain(chain, choice, of_groups) - of_groups[chain.place(choice.group)]
    return more

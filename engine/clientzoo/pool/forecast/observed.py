"""What the history says: how long clients stood where, and where they went from there.

Between two days a client that stayed was there the whole time, one that moved half of it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from clientzoo.inference.prospects import Stage
from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.moves.states import LEFT, NEW
from clientzoo.pool.standing import Standing


class Group(NamedTuple):
    """Clients of a state that are equally far along the transition nearest to them; `lead` is empty where there is
    none."""

    state: str
    lead: str
    stage: Stage


def group_of(one: Standing) -> Group:
    return Group(one.state, one.lead or "", one.stage if one.lead else "blocked")


@dataclass
class Observed:
    """`years`: client-years by group; `moves`: how many went from a group to another state; `came`: newcomers by state
    (those who came back among them); `span`: years watched, `steps` how often."""

    years: Counter[Group] = field(default_factory=Counter)
    moves: Counter[tuple[Group, str]] = field(default_factory=Counter)
    came: Counter[str] = field(default_factory=Counter)
    span: float = 0.0
    steps: int = 0

    def add(
        self, start: Iterable[Standing], targets: Mapping[str, str], origins: Mapping[str, str], years: float
    ) -> None:
        """A step of so many years: where clients stood, and by client the states that they came to and came from."""
        self.span += years
        self.steps += 1
        for one in start:
            target = targets.get(one.client, LEFT)
            if one.state == LEFT:
                continue
            group = group_of(one)
            if target == one.state:
                self.years[group] += years  # type: ignore[assignment]
            else:
                self.years[group] += years / 2  # type: ignore[assignment]
                self.moves[group, target] += 1
        for client, target in targets.items():
            if origins.get(client, NEW) in (NEW, LEFT) and target != LEFT:
                self.came[target] += 1


def seen_moves(zoo: Zoo, observed: Observed) -> int:
    """How many moves from animal to animal stand behind the figures."""
    return sum(
        number
        for (group, target), number in observed.moves.items()
        if group.state in zoo.animals and target in zoo.animals
    )

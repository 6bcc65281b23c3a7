"""The method tested by one's own base: of those that were ready, under way, possible or blocked, how many went."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.intervals import RELIABLE, jeffreys
from clientzoo.pool.moves.states import LEFT
from clientzoo.pool.standing import Standing

NOWHERE = "none"  # nearest to no transition
FURTHEST_FIRST = ("ready", "under way", "possible", "blocked", NOWHERE)


@dataclass(frozen=True, slots=True)
class Kept:
    """Of `clients` at a stage of a transition (empty: of all transitions) `went` along it, `elsewhere` turned into
    another animal, `left` left us. `share` is of those who went, [`low`, `high`] its 95 % interval by Jeffreys."""

    transition: str
    stage: str
    clients: int
    went: int
    elsewhere: int
    left: int
    share: float
    low: float
    high: float

    @property
    def reliable(self) -> bool:
        return self.clients > 0 and self.high - self.low <= RELIABLE


def kept(zoo: Zoo, start: Sequence[Standing], targets: Mapping[str, str]) -> tuple[Kept, ...]:
    """By transition and stage in the order of the zoo, first all transitions together, furthest stage first.

    `targets` are the states of the later day by client; who is not there has left. Raises SciPyMissingError.
    """
    counted: Counter[tuple[str, str, str]] = Counter()
    for one in start:
        if not one.has_animal:
            continue
        target = targets.get(one.client, LEFT)
        went = "left" if target == LEFT else "stayed" if target == one.state else "elsewhere"
        lead, stage = (one.lead, one.stage) if one.lead else ("", NOWHERE)
        if went == "elsewhere" and lead and zoo.transitions[lead].target == target:
            went = "went"
        counted[lead or NOWHERE, stage, went] += 1
        counted["", stage, went] += 1
    found = []
    for transition in ("", *zoo.transitions):
        for stage in FURTHEST_FIRST:
            numbers = {what: counted[transition, stage, what] for what in ("went", "stayed", "elsewhere", "left")}
            of = sum(numbers.values())
            if not of:
                continue
            low, high = jeffreys(numbers["went"], of)
            found.append(
                Kept(
                    transition, stage, of, numbers["went"], numbers["elsewhere"], numbers["left"],
                    numbers["went"] / of, float(low), float(high),
                )
            )  # fmt: skip
    return tuple(found)

"""What the pool is made of on a day: blocks, and animals within, with count, share, money, certainty, age of knowledge.
What the pool is made of on a day: blocks, and animals within, with count, share, money, certainty, age of knowledge.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.moves.states import LEFT, states
from clientzoo.pool.standing import Standing
from clientzoo.pool.steering.target import Target

BLOCKS = ("current", "outflow", "refusal", "negotiation", "contact", "")  # empty: nobody says


@dataclass(frozen=True, slots=True)
class Part:
    """Clients of one state. `share` is of all that are counted; `amount` in minor units, None where none is known.

    `certainty` is the mean of those with an animal, `age` the median number of days since anything was last said; None
    where nobody knows. `wanted` is the target's number of clients.
    """

    state: str
    clients: int
    share: float
    amount: int | None
    certainty: float | None
    age: float | None
    wanted: float | None = None

    @property
    def gap(self) -> float | None:
        """How many clients are missing; below zero how many are too many."""
        return None if self.wanted is None else self.wanted - self.clients


@dataclass(frozen=True, slots=True)
class Block:
    name: str
    clients: int
    amount: int | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """`parts` are those of clients who have not left, in the order of states: animals, then those without one.

    `blocks` has everybody, as far as the base says in which block they are.
    """

    clients: int
    with_animal: int
    parts: tuple[Part, ...]
    blocks: tuple[Block, ...]


def composition(zoo: Zoo, everybody: Sequence[Standing], day: date | None, target: Target) -> Composition:
    """The pool on the day beside the target. Shares of parts are of those who have not left."""
    here = [one for one in everybody if one.state != LEFT]
    owned = sum(one.has_animal for one in here)
    wanted = {animal: one.of(owned) for animal, one in target.wanted.items()}
    parts = _parts(zoo, here, day, wanted)
    named = {one.block or "" for one in everybody}
    blocks = []
    for name in (*BLOCKS, *sorted(named - {*BLOCKS})):
        members = [one for one in everybody if (one.block or "") == name]
        if members and named != {""}:
            blocks.append(Block(name or "unknown", len(members), _amount(members), _parts(zoo, members, day, {})))
    return Composition(len(everybody), owned, parts, tuple(blocks))


def _parts(zoo: Zoo, members: Sequence[Standing], day: date | None, wanted: dict[str, float]) -> tuple[Part, ...]:
    found = []
    for state in states(zoo):
        own = [one for one in members if one.state == state]
        if own or state in wanted:
            sure = [one.certainty for one in own if one.has_animal]
            found.append(
                Part(
                    state, len(own), len(own) / len(members) if members else 0.0, _amount(own),
                    sum(sure) / len(sure) if sure else None, _age(own, day), wanted.get(state),
                )
            )  # fmt: skip
    return tuple(found)


def _amount(members: Iterable[Standing]) -> int | None:
    known = [one.amount for one in members if one.amount is not None]
    return sum(known) if known else None


def _age(members: Iterable[Standing], day: date | None) -> float | None:
    ages = [(day - one.seen).days for one in members if one.seen is not None and day is not None]
    return float(median(ages)) if ages else None

"""How much surer or less sure clients become by a change that leaves most verdicts as they are; new close calls."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nlargest

import numpy as np
import numpy.typing as npt

from clientzoo.inference.batch import NOBODY, Batch, Results
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.knowledge.zoo import ANIMAL, STATUSES

LEAST = 5e-7  # certainties are kept in millionths
CLOSE = STATUSES.index("close")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shift:
    """The certainty of the animal that leads for a client, in both versions."""

    client: str
    animal: str
    before: float
    after: float

    @property
    def by(self) -> float:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class CloseCall:
    """A client between two animals, the leading one first, who was not between these before."""

    client: str
    pair: Pair


@dataclass
class Direction:
    """Clients that shift one way. `largest` are the greatest shifts, `total` the sum of all without their sign."""

    clients: int = 0
    total: float = 0.0
    largest: list[Shift] = field(default_factory=list)

    @property
    def mean(self) -> float:
        return self.total / self.clients if self.clients else 0.0


@dataclass
class Shifts:
    """Summed up while clients pass, in a memory that does not grow with their number; `most` are kept by name.

    Only clients whom the same animal leads in both versions: the others change their animal, which is told of each.
    """

    most: int = 20
    surer: Direction = field(default_factory=Direction)
    less_sure: Direction = field(default_factory=Direction)
    close_calls: Counter[Pair] = field(default_factory=Counter)
    newly_close: list[CloseCall] = field(default_factory=list)
    no_longer_close: int = 0

    def __bool__(self) -> bool:
        return bool(self.surer.clients or self.less_sure.clients or self.close_calls or self.no_longer_close)

    def add(self, names: Sequence[str], old: "Standing", new: "Standing") -> None:
        """Takes in some clients, consulted under both versions."""
        same = (old.leader == new.leader) & (old.leader != "")
        by = np.where(same, new.certainty - old.certainty, 0.0)
        for direction, side in ((self.surer, by > LEAST), (self.less_sure, by < -LEAST)):
            found = np.flatnonzero(side)
            direction.clients += len(found)
            direction.total += float(np.abs(by[found]).sum())
            top = found[np.argsort(-np.abs(by[found]), kind="stable")][: self.most]
            fresh = [
                Shift(names[int(at)], str(old.leader[at]), float(old.certainty[at]), float(new.certainty[at]))
                for at in top
            ]
            direction.largest = nlargest(self.most, [*direction.largest, *fresh], key=lambda shift: abs(shift.by))
        appeared = new.close & ~(old.close & (old.leader == new.leader) & (old.second == new.second))
        for at in map(int, np.flatnonzero(appeared)):
            pair = (str(new.leader[at]), str(new.second[at]))
            self.close_calls[pair] += 1
            if len(self.newly_close) < self.most:
                self.newly_close.append(CloseCall(names[at], pair))
        self.no_longer_close += int((old.close & ~new.close).sum())


@dataclass(frozen=True, slots=True)
class Standing:
    """By client: the animal that leads (nothing where none has 0.2), its certainty, the second, whether it is close."""

    leader: npt.NDArray[np.str_]
    certainty: npt.NDArray[np.float64]
    second: npt.NDArray[np.str_]
    close: npt.NDArray[np.bool_]


def standing(batch: Batch, results: Results) -> Standing:
    """How the animals stand for each client."""
    names = np.array([*batch.animals, ""])  # NOBODY is the last
    certainties = results.certainties[batch.rows_of(ANIMAL)]
    best = certainties.max(axis=0) if len(certainties) else np.zeros(len(results.top))
    return Standing(
        np.where(best >= THRESHOLD, names[results.top], ""),
        best,
        names[np.where(results.runner_up == NOBODY, len(batch.animals), results.runner_up)],
        results.status == CLOSE,
    )


def shifts_in_words(shifts: Shifts, clients: int, show: int = 5) -> Iterator[str]:
    """The shifts in sentences, at most `show` clients of each kind by name."""
    sides = ((shifts.surer, "surer"), (shifts.less_sure, "less sure"))
    for direction, word in sides:
        if not direction.clients:
            continue
        most = abs(direction.largest[0].by)
        verb = "gets" if direction.clients == 1 else "get"
        how_much = f"by {_amount(direction.mean)} on average, {_amount(most)} at most"
        yield f"{direction.clients} of {clients} clients {verb} {word}, {how_much}:"
        for shift in direction.largest[:show]:
            yield f"    {shift.client}: {shift.animal} {shift.before:.2f} -> {shift.after:.2f}"
        if direction.clients > show:
            yield f"    and {direction.clients - show} more"
    for (first, second), count in shifts.close_calls.most_common():
        named = [one.client for one in shifts.newly_close if one.pair == (first, second)][:show]
        more = f" and {count - len(named)} more" if count > len(named) else ""
        yield f"now close between {first} and {second}: {', '.join(named)}{more}"
    if shifts.no_longer_close:
        yield f"{shifts.no_longer_close} of {clients} clients are no longer close calls"


def _amount(by: float) -> str:
    return f"{by:.2f}" if by >= 0.005 else "less than 0.01"

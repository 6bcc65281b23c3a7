"""Out of many clients those for whom two versions of a zoo may differ, so that only these are looked at closely."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from clientzoo.inference.batch import NOBODY, PART, Batch, Results
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Answers
from clientzoo.inference.plan import plan
from clientzoo.knowledge.zoo import TRANSITION, Fact, Zoo
from clientzoo.workbench.between import Understanding
from clientzoo.workbench.shifts import Shifts, standing

Client: TypeAlias = tuple[str, Answers]


class Sieve:
    """Compares verdicts and transitions over arrays, some thousand clients at a time."""

    def __init__(self, *sides: Understanding) -> None:
        self._sides = tuple((side, Batch(plan(side.zoo))) for side in sides)
        self._transitions = sorted({name for side in sides for name in side.zoo.transitions})
        first, *others = (_starts(side.zoo) for side in sides)
        self._comparable = all(first == one for one in others)

    def suspects(self, clients: Iterable[Client], shifts: Shifts) -> Iterator[Client]:
        """All clients for whom animal, status or a transition differs, and perhaps some others, in their order.

        How sure each client is in both versions goes into `shifts`.
        """
        waiting = iter(clients)
        while part := list(islice(waiting, PART)):
            results = [
                batch.run(batch.encode([side.of(answers) for _, answers in part])) for side, batch in self._sides
            ]
            stands = [standing(batch, one) for (_, batch), one in zip(self._sides, results, strict=True)]
            shifts.add([name for name, _ in part], stands[0], stands[1])
            if not self._comparable:  # transitions start elsewhere: certainties do not tell which are open
                yield from part
                continue
            old, new = (self._told(batch, one) for (_, batch), one in zip(self._sides, results, strict=True))
            yield from (part[at] for at in np.flatnonzero((old != new).any(axis=0)))

    def _told(self, batch: Batch, results: Results) -> npt.NDArray[np.str_]:
        """By client its animal, status and open transitions, as words that are alike for both versions."""
        clients = len(results.top)
        animals = np.array([*batch.animals, ""])  # NOBODY is the last
        told = [animals[np.where(results.animal == NOBODY, len(batch.animals), results.animal)]]
        told.append(results.status.astype(np.str_))
        for name in self._transitions:
            row = batch.row.get(Fact(TRANSITION, name))
            certainty = np.zeros(clients) if row is None else results.certainties[row]
            told.append((certainty >= THRESHOLD).astype(np.str_))
        return np.stack(told)


def _starts(zoo: Zoo) -> Mapping[str, tuple[tuple[str, ...], str]]:
    return {one.id: (one.origins, one.target) for one in zoo.transitions.values()}

"""How an interview may end: completions of the questionnaire as the priors let one expect them, each consulted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from clientzoo.inference.batch import Batch, Results, Rows
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.codes import UNKNOWN
from clientzoo.inference.consultation import Answers
from clientzoo.interview.priors import SEED, Chances, Expectation, drawn
from clientzoo.knowledge.zoo import ADVICE, TRANSITION

Outcomes: TypeAlias = npt.NDArray[np.int8]

COMPLETIONS = 400


@dataclass(frozen=True, slots=True)
class Foresight:
    """One state of an interview, as clients: the first is what is known now, the others are completions of it.

    `kinds` is the chance of each animal, and last of none, by what is known; `open` are the rows of questions that may
    still be answered.
    """

    clients: Rows
    results: Results
    kinds: Chances
    open: tuple[int, ...]

    @property
    def animal(self) -> int:
        """The position of the animal as things stand, -1 while undetermined."""
        return int(self.results.animal[0])

    @property
    def ends(self) -> Outcomes:
        """The position of the animal with which each completion ends, -1 for none."""
        return self.results.animal[1:]

    @property
    def doubt(self) -> float:
        """The share of completions that end with another animal than the one as things stand."""
        return float((self.ends != self.animal).mean())


class Foreseeing:
    """Foresees from what is known. The same luck is used every time: the same answers give the same foresight."""

    def __init__(self, batch: Batch, expectation: Expectation, completions: int = COMPLETIONS) -> None:
        self._batch = batch
        self._expectation = expectation
        self._luck = np.random.default_rng(SEED).random((completions, len(batch.codebook.names)))
        asked = batch.zoo.questions
        self._asked = [row for row, name in enumerate(batch.codebook.names) if name in asked]

    def foresee(self, answers: Answers, unknown: Collection[str]) -> Foresight:
        """Completions of what is known; questions that were not known stay so, and what is measured is not guessed."""
        batch, names = self._batch, self._batch.codebook.names
        now = batch.encode([answers])
        open_rows = tuple(row for row in self._asked if now.codes[row, 0] == UNKNOWN and names[row] not in unknown)
        kinds = self._kinds(now)
        clients = self._completed(now, kinds, open_rows)
        return Foresight(clients, batch.run(clients), kinds, open_rows)

    def _kinds(self, now: Rows) -> Chances:
        """Bayes: how common the kind is, times how often it gives each of these answers."""
        likely, batch = self._expectation.answers, self._batch
        chances = np.log(np.maximum(self._expectation.kinds, 1e-12))
        for row in np.flatnonzero(now.codes[:, 0] != UNKNOWN):
            given = likely[:, row, batch.codebook.single(batch.codebook.names[row], int(now.codes[row, 0]))]
            sure = 1.0 if now.certainties is None else now.certainties[row, 0]
            chances = chances + np.log(np.maximum(sure * given + (1.0 - sure) * given.mean(), 1e-6))
        chances = np.exp(chances - chances.max())
        kinds: Chances = chances / chances.sum()
        return kinds

    def _completed(self, now: Rows, kinds: Chances, open_rows: Sequence[int]) -> Rows:
        count, rows = len(self._luck), list(open_rows)
        codes = np.repeat(now.codes, 1 + count, axis=1)
        places = (np.arange(count) + 0.5) / count  # evenly over the kinds, so that few completions go far
        kind = np.minimum(np.searchsorted(kinds.cumsum(), places), len(kinds) - 1)
        codes[rows, 1:] = drawn(self._expectation.answers[kind][:, rows], self._luck[:, rows]).T
        certainties = None if now.certainties is None else np.repeat(now.certainties, 1 + count, axis=1)
        return Rows(codes, certainties)


def with_answers(rows: Rows, clients: Sequence[int], questions: Sequence[int], codes: Sequence[int]) -> Rows:
    """Copies of some clients of `rows`, each with one question answered otherwise, surely."""
    copied = rows.codes[:, list(clients)]
    places = list(questions), list(range(len(clients)))
    copied[places] = codes
    certainties = None
    if rows.certainties is not None:
        certainties = rows.certainties[:, list(clients)]
        certainties[places] = 1.0
    return Rows(copied, certainties)


class Consequences:
    """What a client's record says besides certainties: status, animal, open transitions, needs met, advice given."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        moves = list(batch.zoo.transitions.values())
        self._starts = np.array(
            [[animal in move.origins for animal in batch.animals] + [False] for move in moves], np.bool_
        ).reshape(len(moves), len(batch.animals) + 1)
        position = {move.id: number for number, move in enumerate(moves)}
        self._need_starts = self._starts[[position[move] for move, _ in batch.needs]]

    def of(self, results: Results) -> Outcomes:
        """A column for each client; equal columns mean that nothing a manager is told differs but certainties."""
        batch, animal = self._batch, results.animal  # -1, nobody, is the last place
        moves = (results.certainties[batch.rows_of(TRANSITION)] >= THRESHOLD) & self._starts[:, animal]
        needs = results.needs & self._need_starts[:, animal]
        advice = results.certainties[batch.rows_of(ADVICE)] >= THRESHOLD
        return np.concatenate([results.status[np.newaxis], animal[np.newaxis], moves, needs, advice]).astype(np.int8)

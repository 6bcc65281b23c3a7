"""What clients to expect: how often each answer is given, over all clients and by those of each animal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from clientzoo.inference.batch import Batch, Results, Rows
from clientzoo.inference.codes import Code, Codebook
from clientzoo.knowledge.zoo import ANIMAL, Attribute, Zoo

Chances: TypeAlias = npt.NDArray[np.float64]

SEED = 1
DRAWN = 300  # clients of each animal, at each step towards it
ELITE = 60  # of these, the clients most like the animal shape the next step
STEPS = 12
PACE = 0.7  # how far a step goes towards the elite
RECOGNISED = 0.95  # of the clients drawn for an animal are judged to be it: that is enough
OUT_OF_CHARACTER = 0.1  # of all answers, even where the animal is plain


@dataclass(frozen=True, slots=True)
class Expectation:
    """`kinds` [animals + 1]: the share of each animal, and last of clients like none of them.

    `answers` [animals + 1, questions, codes]: how often clients of the kind give each answer; rows sum to 1. The
    chance of an answer that the zoo's priors rule out is small and not 0: managers say what they like.
    """

    kinds: Chances
    answers: Chances

    @property
    def overall(self) -> Chances:
        """How often an answer is given by the priors alone, [questions, codes]."""
        overall: Chances = self.answers[-1]
        return overall


def expectation(batch: Batch) -> Expectation:
    """What the zoo's own rules and priors let one expect. Takes a fraction of a second, once for a zoo.

    The rules say which clients are wolves; turned round, they say what wolves answer. From clients drawn by the priors,
    those most like a wolf are taken, clients are drawn like these, and so on until nearly all of them are judged to be
    wolves: the cross-entropy method (Rubinstein 1999). It stops there: real wolves are not perfect wolves either.
    """
    zoo, codebook = batch.zoo, batch.codebook
    overall = _overall(zoo, codebook)
    random = np.random.default_rng(SEED)
    count = len(batch.animals)
    likely = np.repeat(overall[np.newaxis], count, axis=0)
    towards = list(range(count))  # animals whose clients are not yet recognised
    for _ in range(STEPS):
        if not towards:
            break
        luck = random.random((len(towards), DRAWN, len(codebook.names)))
        codes = np.concatenate([drawn(likely[animal], own) for animal, own in zip(towards, luck, strict=True)])
        results = batch.run(Rows(codes.T.astype(np.int16)))
        lead = _leads(batch, results)
        left = []
        for number, animal in enumerate(towards):
            own = slice(number * DRAWN, (number + 1) * DRAWN)
            if (results.animal[own] == animal).mean() >= RECOGNISED:
                continue
            left.append(animal)
            best = np.argsort(-lead[animal, own], kind="stable")[:ELITE]
            seen = _frequencies(codes[own][best], overall.shape[1])
            likely[animal] = (1.0 - PACE) * likely[animal] + PACE * seen
        towards = left
    likely = (1.0 - OUT_OF_CHARACTER) * likely + OUT_OF_CHARACTER * overall
    return Expectation(_shares(zoo), np.concatenate([likely, overall[np.newaxis]]))


def drawn(chances: Chances, luck: Chances) -> npt.NDArray[np.intp]:
    """Codes drawn by `chances` [..., questions, codes] with `luck` [clients, questions] in [0, 1)."""
    bounds = chances.cumsum(axis=-1)[..., :-1]
    codes: npt.NDArray[np.intp] = (luck[..., np.newaxis] >= bounds).sum(axis=-1)
    return codes


def _leads(batch: Batch, results: Results) -> Chances:
    """By how much each animal leads the best of the others, [animals, clients]."""
    certainties = results.certainties[batch.rows_of(ANIMAL)]
    best = certainties.max(axis=0)
    first = np.arange(len(certainties))[:, np.newaxis] == results.top
    rest = np.where(first, -np.inf, certainties).max(axis=0)
    leads: Chances = certainties - np.where(first, rest, best)
    return leads


def _frequencies(codes: npt.NDArray[np.intp], width: int) -> Chances:
    frequencies: Chances = (codes[:, :, np.newaxis] == np.arange(width)).mean(axis=0)
    return frequencies


def _overall(zoo: Zoo, codebook: Codebook) -> Chances:
    """The priors as chances of codes: what the zoo states, else every possible answer alike."""
    width = max((len(codes) for codes in codebook.codes.values()), default=1)
    overall = np.zeros((len(codebook.names), width))
    for row, name in enumerate(codebook.names):
        codes = codebook.codes[name]
        weights = _even(zoo.attributes[name], codes)
        if (prior := zoo.priors.get(name)) is not None:
            stated = np.zeros(len(codes))
            for premise, weight in prior.shares:
                accepted = np.array(codebook.accepted(premise)[: len(codes)]) * (weights > 0)  # spans come behind
                stated += weight * accepted / max(accepted.sum(), 1)
            if stated.sum() > 0:
                weights = stated
        overall[row, : len(codes)] = weights / weights.sum()
    return overall


def _even(attribute: Attribute, codes: Sequence[Code]) -> Chances:
    """Alike for all that can be answered; a band of a single number counts where it has no wider neighbour only."""
    possible = np.array([float(code.value is not None) for code in codes])
    wide = np.array([float(code.value is not None and (code.low is None or code.low != code.high)) for code in codes])
    if not attribute.numeric or not wide.any():
        return possible if possible.any() else np.ones(len(codes))
    return wide


def _shares(zoo: Zoo) -> Chances:
    """The share of each animal by the priors, else alike; clients like none are as common as an average animal."""
    prior = zoo.priors.get(ANIMAL)
    animals = np.ones(len(zoo.animals))
    if prior is not None:
        animals = np.array([prior.share(name) for name in zoo.animals])
    if not animals.sum() > 0:
        return np.array([*np.zeros(len(animals)), 1.0])
    kinds = np.append(animals, animals.mean())
    shares: Chances = kinds / kinds.sum()
    return shares

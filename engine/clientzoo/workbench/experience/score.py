"""How right the rules are: verdicts and certainties held against the animals that experts named.

Certainties of animals are no chances, so they are made into some in the plainest way. What speaks for an animal counts
by its certainty; where all that is spoken for comes to less than 1, the rest is spread evenly over all animals, and
where it comes to more, all are brought to sum to 1. One part in a hundred is spread evenly too, so that no animal is
ever ruled out for good.

    q(a) = (max(CF(a), 0) + max(1 - S, 0) / number of animals) / max(S, 1),  S = sum of max(CF, 0)
    p(a) = 0.99 q(a) + 0.01 / number of animals
    Brier = mean of sum over animals (p(a) - [a is right])^2,  0 to 2, the smaller the better
    logarithmic = mean of -ln p(the right one),  the smaller the better

Edges: a close call counts as its top animal; an undetermined client is never right. Source: Brier 1950, Good
1952. Ours: the chances.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clientzoo.explanation.wording import in_words
from clientzoo.inference.batch import NOBODY, Batch
from clientzoo.inference.plan import Plan
from clientzoo.inference.share import Share
from clientzoo.knowledge.zoo import ANIMAL, Rule
from clientzoo.workbench.experience.labelled import Labelled

_SPREAD = 0.01
Chances = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Called:
    """The clients whose verdict was said with one word of certainty. `certainty` is their mean."""

    word: str
    certainty: float
    right: Share


@dataclass(frozen=True, slots=True)
class Record:
    """What a rule said of these clients: for the right animal (or against wrong ones only), or for a wrong one."""

    rule: Rule
    right: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def share_wrong(self) -> Share:
        return Share(len(self.wrong), len(self.wrong) + len(self.right))


@dataclass(frozen=True, slots=True)
class Score:
    """`confusion` counts clients by expert's animal and verdict, None where undetermined. `records` go worst first."""

    confusion: Mapping[tuple[str, str | None], int]
    right: Share
    decided: Share
    right_of_decided: Share
    brier: float
    logarithmic: float
    calibration: tuple[Called, ...]
    records: tuple[Record, ...]


def score(plan: Plan, clients: Sequence[Labelled]) -> Score:
    """The clients consulted and held against their animals. Raises ValueError where there are none."""
    if not clients:
        raise ValueError("there is no client with an animal")
    batch = Batch(plan)
    results = batch.run(batch.encode([one.answers for one in clients]), fired=True)
    truth = np.array([batch.animals.index(one.animal) for one in clients])
    certainties = results.certainties[batch.rows_of(ANIMAL)].T
    sure = chances(certainties)
    right = results.animal == truth
    names = (*batch.animals, None)  # -1 is the last
    confusion = Counter((one.animal, names[verdict]) for one, verdict in zip(clients, results.animal, strict=True))
    decided = results.animal != NOBODY
    top = np.where(decided, certainties.max(axis=1), 0.0)
    return Score(
        confusion=dict(confusion),
        right=Share(int(right.sum()), len(clients)),
        decided=Share(int(decided.sum()), len(clients)),
        right_of_decided=Share(int(right.sum()), int(decided.sum())),
        brier=brier(sure, truth),
        logarithmic=float(losses(sure, truth).mean()),
        calibration=tuple(_calibration(top[decided], right[decided])),
        records=tuple(_records(plan, clients, results.fired)),
    )


def chances(certainties: Chances) -> Chances:
    """The certainties of animals, [clients, animals], as chances that sum to 1."""
    spoken = np.maximum(certainties, 0.0)
    total = spoken.sum(axis=1, keepdims=True)
    many = certainties.shape[1]
    shares = (spoken + np.maximum(1.0 - total, 0.0) / many) / np.maximum(total, 1.0)
    mixed: Chances = (1.0 - _SPREAD) * shares + _SPREAD / many
    return mixed


def brier(sure: Chances, truth: npt.NDArray[np.intp]) -> float:
    wanted = np.zeros_like(sure)
    wanted[np.arange(len(truth)), truth] = 1.0
    return float(((sure - wanted) ** 2).sum(axis=1).mean())


def losses(sure: Chances, truth: npt.NDArray[np.intp]) -> Chances:
    """-ln of the chance that the right animal was given, by client."""
    found: Chances = -np.log(sure[np.arange(len(truth)), truth])
    return found


def _calibration(certainties: Chances, right: npt.NDArray[np.bool_]) -> list[Called]:
    words: dict[str, list[tuple[float, bool]]] = {}
    for certainty, hit in sorted(zip(certainties.tolist(), right.tolist(), strict=True), reverse=True):
        words.setdefault(in_words(certainty), []).append((certainty, hit))
    return [
        Called(word, sum(one for one, _ in found) / len(found), Share(sum(hit for _, hit in found), len(found)))
        for word, found in words.items()
    ]


def _records(plan: Plan, clients: Sequence[Labelled], fired: npt.NDArray[np.bool_]) -> list[Record]:
    found = []
    for row, rule in enumerate(plan.zoo.rules):
        animals = {fact.value for fact in rule.conclusions if fact.name == ANIMAL}
        if not animals or not fired[row].any():
            continue
        right: list[str] = []
        wrong: list[str] = []
        for place in np.flatnonzero(fired[row]):
            one = clients[int(place)]
            (right if (one.animal in animals) == (rule.certainty > 0) else wrong).append(one.client)
        found.append(Record(rule, tuple(right), tuple(wrong)))
    # few clients say little: the least share of wrong ones that they leave possible
    return sorted(found, key=lambda one: (-one.share_wrong.interval[0], -len(one.wrong), one.rule.id))

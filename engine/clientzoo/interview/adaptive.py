"""The order of questions that tells the animal soonest, and stops when it is settled."""

from collections.abc import Collection, Mapping, Sequence
from math import log
from typing import TypeAlias

import numpy as np

from clientzoo.inference.batch import Batch, Results
from clientzoo.inference.consultation import Answers
from clientzoo.inference.plan import plan
from clientzoo.inference.premise import Facts, Outcome, outcome
from clientzoo.inference.relevance import is_called_for
from clientzoo.interview.foresight import Consequences, Foreseeing, Foresight, with_answers
from clientzoo.interview.order import Suggestion
from clientzoo.interview.priors import Chances, expectation
from clientzoo.knowledge.condition import names
from clientzoo.knowledge.zoo import ANIMAL, Attribute, Zoo

NEAR_EQUAL = 0.85  # a question of the same theme is preferred when it promises at least this part of the best
TRIED = 4  # completions on which an answer's consequences are tried, besides what is known now
SHARPNESS = 0.15  # of the ranking as a distribution: the certainty by which an animal must lead to be e times as likely
LEFT = (
    (0.05, (1, 1, 4)), (0.1, (1, 3, 8)), (0.2, (2, 5, 17)), (0.4, (4, 8, 25)), (0.6, (4, 10, 34)), (0.75, (5, 11, 27)),
    (1.0, (5, 9, 22)),
)  # fmt: skip
"""Up to this doubt: the 10th, 50th and 90th percentile of questions still asked until the animal was settled, in 120
interviews simulated as in tests/benchmarks/simulate_interviews.py (a tenth of the answers random, a tenth unknown)."""

Row: TypeAlias = int
"""A question, by its row in the codebook."""


class Adaptive:
    """Compiled once for a zoo, in a fraction of a second. The same answers always give the same question."""

    def __init__(self, zoo: Zoo) -> None:
        self.batch = Batch(plan(zoo))
        self._zoo = zoo
        self._names = self.batch.codebook.names
        self._expected = expectation(self.batch)
        self._foreseeing = Foreseeing(self.batch, self._expected)
        self._consequences = Consequences(self.batch)
        self._remembered: tuple[object, Suggestion | None] | None = None

    def next(self, answers: Answers, unknown: Collection[str], last: str | None) -> Suggestion | None:
        """The next question, or None when no open answer could change the verdict, a transition or advice."""
        state = (frozenset((name, one.value, one.certainty) for name, one in answers.items()), frozenset(unknown), last)
        if self._remembered is None or self._remembered[0] != state:
            self._remembered = state, self._chosen(answers, unknown, last)
        return self._remembered[1]

    def _chosen(self, answers: Answers, unknown: Collection[str], last: str | None) -> Suggestion | None:
        foresight = self._foreseeing.foresee(answers, unknown)
        candidates = self._candidates(answers, unknown, foresight)
        if not candidates:
            return None
        known = any(not self._zoo.attributes[name].asked for name in answers if name in self._zoo.attributes)
        later = [] if known else [row for row in candidates if self._question(row).presumes]
        first = [row for row in candidates if row not in later]
        for stage in (self._for_animal, self._for_advice):
            for rows in (first, later):
                if rows and (suggestion := stage(rows, foresight, last)) is not None:
                    return suggestion
        return None

    def _for_animal(self, candidates: Sequence[Row], foresight: Foresight, last: str | None) -> Suggestion | None:
        """What tells most of the animal, as long as it is open; None where it is settled or nothing here tells more."""
        if foresight.doubt < self._zoo.policy.tolerance:
            return None
        gains = self._gains(foresight, candidates)
        worth = {row: gain + told + self._question(row).early for row, (gain, told) in gains.items()}
        for row in self._conversational(worth, last):
            if self._effects(foresight, [row])[row] > 0:
                least, more, most = (min(one, len(candidates)) for one in questions_left(foresight.doubt))
                return Suggestion(self._names[row], "animal", gains[row][0], more, foresight.doubt, least, most)
        return None

    def _for_advice(self, candidates: Sequence[Row], foresight: Foresight, last: str | None) -> Suggestion | None:
        """What the most transitions and advice hang on; None where nothing does."""
        effects = {row: effect for row, effect in self._effects(foresight, candidates).items() if effect > 0}
        if not effects:
            return None
        row = self._conversational(effects, last)[0]
        return Suggestion(self._names[row], "advice", 0.0, len(effects), foresight.doubt, 1, len(effects))

    def _candidates(self, answers: Answers, unknown: Collection[str], foresight: Foresight) -> list[Row]:
        """Open questions that are relevant; whether one is may first have to be asked."""
        facts: Facts = {name: {answer.value: answer.certainty} for name, answer in answers.items()}
        waited_for = self._zoo.questions.keys() - answers.keys() - set(unknown)
        found = []
        for row in foresight.open:
            if not is_called_for(self._question(row), facts):
                continue
            relevant_if = self._zoo.attributes[self._names[row]].relevant_if
            if relevant_if is not None:
                relevant = outcome(relevant_if, facts)
                if relevant is Outcome.FAILS or (relevant is Outcome.UNKNOWN and names(relevant_if) & waited_for):
                    continue
            found.append(row)
        return found

    def _gains(self, foresight: Foresight, candidates: Sequence[Row]) -> dict[Row, tuple[float, float]]:
        """For each question, in bits: what its answer tells of the animal at the end, and how much nearer it brings the
        ranking to that.

        The first is the mutual information of answer and final animal over the completions (with Miller's correction
        for few of them), the second the expected gain in the logarithmic score of the ranking as a distribution.
        """
        animals = len(self.batch.animals)
        end = np.where(foresight.ends < 0, animals, foresight.ends).astype(int)  # nobody comes last
        shares = np.bincount(end, minlength=animals + 1) / len(end)
        width = self._expected.answers.shape[2]
        tables = {
            row: np.bincount(
                (foresight.results.codes[row, 1:] + 1) * (animals + 1) + end, minlength=(width + 1) * (animals + 1)
            ).reshape(width + 1, animals + 1)
            for row in candidates
        }  # [1 + code, final animal]: how many completions; the first is for answers that do not count
        tried = [(row, code) for row, table in tables.items() for code in range(width) if table[code + 1].any()]
        after = self.batch.run(
            with_answers(foresight.clients, [0] * len(tried), [row for row, _ in tried], [code for _, code in tried])
        )
        now = self._ranking(foresight.results)[:, 0]
        ranked = dict(zip(tried, self._ranking(after).T, strict=True))
        gains = {}
        for row, table in tables.items():
            used = [code for code in range(-1, width) if table[code + 1].any()]
            left = sum(table[code + 1].sum() * _entropy(table[code + 1]) for code in used) / len(end)
            by_chance = (len(used) - 1) * ((shares > 0).sum() - 1) / (2 * len(end) * log(2))
            scores = [table[code + 1] @ np.log2(ranked.get((row, code), now)) for code in used]
            nearer = sum(scores) / len(end) - shares @ np.log2(now)
            gains[row] = max(float(_entropy(shares) - left - by_chance), 0.0), max(float(nearer), 0.0)
        return gains

    def _ranking(self, results: Results) -> Chances:
        """The ranking as a distribution over the animals and, last, nobody: [animals + 1, clients]."""
        certainties = results.certainties[self.batch.rows_of(ANIMAL)]
        nobody = np.full((1, certainties.shape[1]), self._zoo.policy.decide_at)
        weights = np.exp((np.concatenate([certainties, nobody]) - 1.0) / SHARPNESS)
        distribution: Chances = weights / weights.sum(axis=0)
        return distribution

    def _effects(self, foresight: Foresight, candidates: Sequence[Row]) -> dict[Row, float]:
        """How many lines of the client's record each question is expected to change, as things stand or may come to
        stand; 0 for a question whose answer can change nothing."""
        count = foresight.clients.codes.shape[1]
        settings = [0, *range(1, count, max((count - 1) // TRIED, 1))]
        chances = np.tensordot(foresight.kinds, self._expected.answers, 1)
        tried = [
            (row, int(code), setting)
            for row in candidates
            for code in np.flatnonzero(chances[row] > 0)
            for setting in settings
        ]
        places = [setting for _, _, setting in tried]
        before = self._consequences.of(foresight.results)[:, places]
        changed = with_answers(foresight.clients, places, [row for row, _, _ in tried], [code for _, code, _ in tried])
        differing = (self._consequences.of(self.batch.run(changed)) != before).sum(axis=0)
        effects: dict[Row, float] = dict.fromkeys(candidates, 0.0)
        for (row, code, _), lines in zip(tried, differing, strict=True):
            effects[row] += float(lines * chances[row, code] / len(settings))
        return effects

    def _conversational(self, scores: Mapping[Row, float], last: str | None) -> list[Row]:
        """The best first, unless a question of the theme just spoken of is nearly as good; equals as in the file."""
        ordered = sorted(scores, key=lambda row: (-scores[row], row))
        theme = self._zoo.attributes[last].group if last else None
        enough = NEAR_EQUAL * scores[ordered[0]]
        near = (row for row in ordered if scores[row] >= enough and self._theme(row) == theme)
        first = next(near, ordered[0])
        return [first, *(row for row in ordered if row != first)]

    def _theme(self, row: Row) -> str:
        return self._question(row).group

    def _question(self, row: Row) -> Attribute:
        return self._zoo.attributes[self._names[row]]


def questions_left(doubt: float) -> tuple[int, int, int]:
    """How few, about how many, and how many questions bring this doubt below the tolerance."""
    return next((left for bound, left in LEFT if doubt <= bound), LEFT[-1][1])


def _entropy(weights: Chances) -> float:
    """In bits; the weights need not sum to 1."""
    shares = weights[weights > 0] / weights.sum()
    return float(-(shares * np.log2(shares)).sum())

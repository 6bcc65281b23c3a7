"""Weights that would have been righter about clients whose animal is known, as near the expert's own as can be.

Only what rules say of animals is weighed anew; traits stay as they are. Looked for are few changes in steps of 0.05
that make the least of

    mean short / 0.1 + 1/n (sum of (w - w0)^2 / (2 * 0.15^2) + changed rules)
    short = max(decide_at - CF(right), margin + CF(best other) - CF(right), 0)

that is, by how much each client misses a clear verdict for its animal; what is clearly right already asks for nothing.
The first term in brackets is ridge: that a weight lies 0.15 from the expert's is as likely as one standard deviation.
The second is Akaike's: what a change must earn.

Signs are kept, and a column of a table that goes one way along an ordered fact goes on doing so. One change is made
after another, the best first; how many to make is asked of clients held back (cross-validation), the fewest within a
standard error of the best. Nothing is proposed unless these fall less short by more than its standard error, more of
them come out right, and their logarithmic score is no worse.

Edges: a rule that fired for fewer than four clients, or weighs more than 0.95, stays as it is; no weight moves by more
than 0.3. Ours: the steps and bounds.
Source: Hoerl & Kennard 1970 (ridge); Akaike 1974 (the price of a change); Breiman et al. 1984 (one standard error).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
import numpy.typing as npt

from clientzoo.inference.certainty_array import combine_arrays
from clientzoo.inference.plan import Plan
from clientzoo.inference.share import Share
from clientzoo.inference.variants import Variants
from clientzoo.knowledge.zoo import ANIMAL, Rule, Zoo
from clientzoo.workbench.experience.labelled import Labelled
from clientzoo.workbench.experience.monotone import Monotone
from clientzoo.workbench.experience.score import chances, losses

FEWEST, FEWEST_OF_EACH, FOLDS = 40, 8, 5
MOST_CHANGES = 12
_NEAR, _STEP, _FARTHEST = 0.15, 0.05, 0.3
_LEAST, _MOST = 0.05, 0.95
_SHORT = 0.1  # certainty: to fall so much short is as bad as one change more
_FIRED = 4  # clients: what fired for fewer is not weighed anew
Numbers = npt.NDArray[np.float64]
Weights = Mapping[str, float]
Advance = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Change:
    rule: Rule
    certainty: float


@dataclass(frozen=True, slots=True)
class Held:
    """How clients held back fare: the share that is right, and the mean of -ln p."""

    right: Share
    logarithmic: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """`changes` are empty where nothing is proposed, for the reason in `why`. `before` and `after` are of clients held
    back, None where there were too few to ask."""

    changes: tuple[Change, ...]
    before: Held | None
    after: Held | None
    why: str = ""


def fit(plan: Plan, clients: Sequence[Labelled], advance: Advance = lambda: None) -> Fitted:
    """The changes that serve; `advance` is called after each fold and at the end."""
    if few := too_few(clients):
        return Fitted((), None, None, few)
    model = _Model(plan, clients)
    everybody = np.arange(len(clients))
    folds = _folds(clients)
    gone = np.zeros((MOST_CHANGES + 1, len(clients)))
    unlikely = np.zeros_like(gone)
    right = np.zeros((MOST_CHANGES + 1, len(clients)), np.bool_)
    for fold in folds:
        steps = list(model.steps(np.setdiff1d(everybody, fold)))
        for number in range(MOST_CHANGES + 1):
            sure = model.certainties(steps[min(number, len(steps) - 1)], fold)
            gone[number, fold] = model.short(sure.T, fold)
            unlikely[number, fold] = losses(chances(sure), model.truth[fold])
            right[number, fold] = model.is_right(sure, fold)
        advance()
    means = gone.mean(axis=1)
    best = int(means.argmin())
    error = _standard_error(gone[best] - gone[0])
    chosen = int(np.flatnonzero(means <= means[best] + error)[0])
    before, after = (
        Held(Share(int(right[one].sum()), len(clients)), float(unlikely[one].mean())) for one in (0, chosen)
    )
    gain = gone[0] - gone[chosen]
    gains = chosen > 0 and gain.mean() > _standard_error(gain)
    if not gains or after.right.hits <= before.right.hits or after.logarithmic > before.logarithmic:
        advance()
        return Fitted((), before, before, "no change of weights serves clients held back, beyond what chance does")
    steps = list(model.steps(everybody))
    weights = steps[min(chosen, len(steps) - 1)]
    advance()
    changes = tuple(
        Change(model.zoo.rule[name], weight)
        for name, weight in weights.items()
        if weight != model.zoo.rule[name].certainty
    )
    return Fitted(changes, before, after)


def too_few(clients: Sequence[Labelled]) -> str:
    """Why nothing can be learnt of these clients; empty where something can."""
    counts: dict[str, int] = {}
    for one in clients:
        counts[one.animal] = counts.get(one.animal, 0) + 1
    enough = sum(count >= FEWEST_OF_EACH for count in counts.values())
    if len(clients) >= FEWEST and enough >= 2:
        return ""
    found = ", ".join(f"{count} {animal}" for animal, count in sorted(counts.items(), key=lambda pair: -pair[1]))
    return (
        f"{len(clients)} clients whose animal is known are too few ({found}): it takes {FEWEST}, and of two animals "
        f"{FEWEST_OF_EACH} each"
    )


def changed(zoo: Zoo, changes: Sequence[Change]) -> Zoo:
    """The zoo with these weights."""
    weights = {one.rule.id: one.certainty for one in changes}
    rules = (replace(rule, certainty=weights.get(rule.id, rule.certainty)) for rule in zoo.rules)
    return replace(zoo, rules=tuple(rules))


class _Model:
    """What each rule on animals says of each client, and what comes of it with other weights."""

    def __init__(self, plan: Plan, clients: Sequence[Labelled]) -> None:
        self.zoo = plan.zoo
        self._animals = list(self.zoo.animals)
        self.truth = np.array([self._animals.index(one.animal) for one in clients])
        strengths = Variants(plan, [one.answers for one in clients]).strengths
        self._rules = [rule for rule in self.zoo.rules if all(fact.name == ANIMAL for fact in rule.conclusions)]
        self._strengths = {rule.id: strengths[rule.id] for rule in self._rules}
        self._about = {
            rule.id: [self._animals.index(str(fact.value)) for fact in rule.conclusions] for rule in self._rules
        }
        self._own: Weights = {rule.id: rule.certainty for rule in self._rules}
        self._monotone = Monotone(self.zoo)

    def certainties(self, weights: Weights, clients: npt.NDArray[np.intp]) -> Numbers:
        """[clients, animals], as the engines find them."""
        return _certainties(*self._doubts(weights, clients)).T

    def is_right(self, certainties: Numbers, clients: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        top = certainties.argmax(axis=1)
        decided = certainties.max(axis=1) >= self.zoo.policy.decide_at
        right: npt.NDArray[np.bool_] = decided & (top == self.truth[clients])
        return right

    def short(self, certainties: Numbers, clients: npt.NDArray[np.intp]) -> Numbers:
        """By how much each client misses a clear verdict for its animal; `certainties` are [animals, clients]."""
        truth, places = self.truth[clients], np.arange(len(clients))
        own = certainties[truth, places]
        others = certainties.copy()
        others[truth, places] = -1.0
        policy = self.zoo.policy
        lacking = np.maximum(policy.decide_at - own, policy.margin + np.maximum(others.max(axis=0), 0.0) - own)
        found: Numbers = np.maximum(lacking, 0.0)
        return found

    def steps(self, clients: npt.NDArray[np.intp]) -> Iterator[Weights]:
        """The expert's weights, then those after one change, after two and so on while it serves these clients."""
        weights = dict(self._own)
        yield dict(weights)
        reach = {name: self._strengths[name][clients] for name in weights}
        movable = [
            rule for rule in self._rules if abs(rule.certainty) <= _MOST and np.count_nonzero(reach[rule.id]) >= _FIRED
        ]
        toll = 1.0 / len(clients)
        ridge = 1.0 / (2 * _NEAR**2 * len(clients))
        least = float(self.short(self.certainties(weights, clients).T, clients).mean()) / _SHORT
        for _ in range(MOST_CHANGES):
            doubts = self._doubts(weights, clients)
            spoken = _certainties(*doubts)
            missing = self.short(spoken, clients) > 0.0  # nobody else can be helped
            found: tuple[float, str, float] | None = None
            for rule in movable:
                was, own = weights[rule.id], rule.certainty
                if not reach[rule.id][missing].any():
                    continue
                for weight in _candidates(own):
                    if weight == was or not self._monotone.keeps(rule.id, weight, weights):
                        continue
                    price = ridge * ((weight - own) ** 2 - (was - own) ** 2)
                    price += toll * ((weight != own) - (was != own))
                    if price >= least:
                        continue
                    after = self._loss(rule, was, weight, reach[rule.id], doubts, spoken, clients) + price
                    if after < least - 1e-9 and (found is None or after < found[0]):
                        found = after, rule.id, weight
            if found is None:
                return
            least, name, weights[name] = found
            yield dict(weights)

    def _loss(
        self, rule: Rule, was: float, weight: float, reach: Numbers, doubts: tuple[Numbers, Numbers], spoken: Numbers,
        clients: npt.NDArray[np.intp],
    ) -> float:  # fmt: skip
        about = self._about[rule.id]
        side = 0 if was > 0 else 1  # signs are kept
        factor = (1.0 - reach * abs(weight)) / (1.0 - reach * abs(was))
        now = [doubts[0][about], doubts[1][about]]
        now[side] = now[side] * factor
        after = spoken.copy()
        after[about] = _certainties(now[0], now[1])
        return float(self.short(after, clients).mean()) / _SHORT

    def _doubts(self, weights: Weights, clients: npt.NDArray[np.intp]) -> tuple[Numbers, Numbers]:
        """What doubt is left for and against each animal, [animals, clients]."""
        shape = len(self._animals), len(clients)
        found = np.ones(shape), np.ones(shape)
        for name, weight in weights.items():
            for animal in self._about[name]:
                found[0 if weight > 0 else 1][animal] *= 1.0 - self._strengths[name][clients] * abs(weight)
        return found


def _certainties(doubt_for: Numbers, doubt_against: Numbers) -> Numbers:
    return combine_arrays(1.0 - doubt_for, 1.0 - doubt_against)


def _candidates(own: float) -> list[float]:
    """The expert's own weight, and those near it in round steps on the same side of nothing."""
    sign, size = (1.0, own) if own > 0 else (-1.0, -own)
    near = (round(step * _STEP, 2) for step in range(1, 20))
    sizes = [one for one in near if _LEAST <= one <= _MOST and abs(one - size) <= _FARTHEST + 1e-9]
    return [own, *(sign * one for one in sizes if sign * one != own)]


def _folds(clients: Sequence[Labelled]) -> list[npt.NDArray[np.intp]]:
    """The clients dealt out by animal, so that each fold has some of each."""
    order = sorted(range(len(clients)), key=lambda place: clients[place].animal)
    return [np.array(sorted(order[start::FOLDS])) for start in range(FOLDS)]


def _standard_error(differences: Numbers) -> float:
    return float(differences.std(ddof=1)) / sqrt(len(differences))

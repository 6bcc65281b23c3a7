"""Which of the answers known of a client are worth going through again: what is old, and what tells most."""

from collections.abc import Mapping
from datetime import date

from clientzoo.inference.batch import Batch
from clientzoo.inference.consultation import Answers
from clientzoo.inference.plan import plan
from clientzoo.interview.foresight import with_answers
from clientzoo.knowledge.zoo import Zoo
from clientzoo.register.statement import Held

TELLING = 0.05  # share of the other answers that would give another animal, from which an answer counts as telling
SOON = 1 / 3  # of the time after which an answer is stale: from then on a telling one is asked again
_OLDEST = 3.0  # times that age: older still is no more pressing
_LITTLE = 0.02  # what an answer weighs that would change nothing


def worth_recalling(zoo: Zoo, answers: Answers, held: Mapping[str, Held], day: date) -> tuple[str, ...]:
    """Questions whose answers are stale on the day, or telling and on the way there; the most pressing first,
    equals as in the questionnaire.

    An answer presses by its effect, the share of other answers that would change the verdict, times its age.
    """
    ages = {
        name: (day - one.seen_on).days / zoo.questions[name].stale_after
        for name, one in held.items()
        if name in zoo.questions and zoo.questions[name].stale_after and one.statement.state != "open"
    }
    effects = _effects(zoo, answers, [name for name, age in ages.items() if age >= SOON])
    pressing = {
        name: (effect + _LITTLE) * min(ages[name], _OLDEST)
        for name, effect in effects.items()
        if ages[name] >= 1 or effect >= TELLING
    }
    order = {name: number for number, name in enumerate(zoo.questions)}
    return tuple(sorted(pressing, key=lambda name: (-pressing[name], order[name])))


def _effects(zoo: Zoo, answers: Answers, names: list[str]) -> dict[str, float]:
    """Of each question, the share of its possible answers that would change animal or status, all else as it is."""
    batch = Batch(plan(zoo))
    now = batch.encode([answers])
    tried = [
        (name, code)
        for name in names
        for code, meaning in enumerate(batch.codebook.codes[name])
        if meaning.value is not None and code != now.codes[batch.codebook.index[name], 0]
    ]
    if not tried:
        return dict.fromkeys(names, 0.0)
    before = batch.run(now)
    rows = [batch.codebook.index[name] for name, _ in tried]
    after = batch.run(with_answers(now, [0] * len(tried), rows, [code for _, code in tried]))
    moved = (after.animal != before.animal[0]) | (after.status != before.status[0])
    found: dict[str, list[bool]] = {name: [] for name in names}
    for (name, _), one in zip(tried, moved, strict=True):
        found[name].append(bool(one))
    return {name: sum(each) / len(each) if each else 0.0 for name, each in found.items()}

"""How many questions an interview takes, and whether it ends as the whole questionnaire would.

Simulated managers answer for clients drawn around the shipped cases that answer nearly everything: each answer is
replaced at random with the chance `--noise`, and not known with the chance `--unknown`. Run by hand:
`python tests/benchmarks/simulate_interviews.py`.
"""

import argparse
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from statistics import median, quantiles
from time import perf_counter

from clientzoo.inference.consultation import Answers
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.premise import Facts
from clientzoo.inference.relevance import is_relevant
from clientzoo.interview.adaptive import Adaptive
from clientzoo.interview.order import FullOrder, Order, Suggestion
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.cases import read_cases


@dataclass(frozen=True)
class Manager:
    """What a manager would say to every question; what is not in `answers` is not known."""

    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class Ended:
    """`asked` until the animal was settled, or until nothing was left; `foreseen` the doubt and animal before each."""

    asked: int
    animal: str | None
    foreseen: tuple[tuple[float, str | None], ...]


class RandomOrder:
    """Any relevant question, in an order shuffled once."""

    def __init__(self, zoo: Zoo, dice: Random) -> None:
        self._zoo = zoo
        self._names = list(zoo.questions)
        dice.shuffle(self._names)

    def next(self, answers: Answers, unknown: Collection[str], last: str | None) -> Suggestion | None:
        facts: Facts = {name: {answer.value: answer.certainty} for name, answer in answers.items()}
        for name in self._names:
            if name not in answers and name not in unknown and is_relevant(self._zoo.attributes[name], facts):
                return Suggestion(name, "animal", 0.0, 0, 1.0)
        return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=300)
    parser.add_argument("--noise", type=float, default=0.1)
    parser.add_argument("--unknown", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    found = shipped()
    zoo = load_zoo(found.root, found.name).sound()
    started = perf_counter()
    adaptive = Adaptive(zoo)
    print(f"the order is ready after {perf_counter() - started:.2f} s")
    dice = Random(options.seed)
    managers = drawn(zoo, options.clients, options.noise, options.unknown, dice)
    print(f"{len(managers)} clients, {options.noise:.0%} of answers at random, {options.unknown:.0%} not known")
    times: list[float] = []
    adaptively = [interview(zoo, one, adaptive, adaptive, times) for one in managers]
    report("adaptive", zoo, managers, adaptively)
    calibration(zoo, managers, adaptively)
    for name, orders in (
        ("fixed order", [FullOrder(zoo)] * len(managers)),
        ("random order", [RandomOrder(zoo, dice) for _ in managers]),
    ):
        some = range(0, len(managers), 4)  # the same stopping rule, which takes its time
        picked = [managers[number] for number in some]
        ended = [interview(zoo, managers[number], orders[number], adaptive, []) for number in some]
        report(name, zoo, picked, ended)
    times.sort()
    print(
        f"choice of a question: median {median(times):.1f} ms, 95th percentile {times[int(0.95 * len(times))]:.1f} ms"
    )


def drawn(zoo: Zoo, number: int, noise: float, unknown: float, dice: Random) -> list[Manager]:
    full = [case.answers for case in read_cases(zoo)[0] if len(case.answers) > 40]
    values = {name: sorted({case[name].value for case in full if name in case}, key=str) for name in zoo.questions}
    return [Manager(dict(_answers(zoo, dice.choice(full), values, noise, unknown, dice))) for _ in range(number)]


def _answers(
    zoo: Zoo, case: Answers, values: Mapping[str, list[Value]], noise: float, unknown: float, dice: Random
) -> list[tuple[str, Answer]]:
    found = []
    for name, attribute in zoo.questions.items():
        if dice.random() < unknown or name not in case:
            continue
        possible = values[name] if attribute.numeric else list(attribute.values)
        found.append((name, Answer(dice.choice(possible)) if dice.random() < noise else case[name]))
    return found


def interview(zoo: Zoo, manager: Manager, order: Order, judge: Adaptive, times: list[float]) -> Ended:
    """Asks by `order` until `judge` calls the animal settled."""
    answers: dict[str, Answer] = {}
    unknown: set[str] = set()
    last = None
    foreseen: list[tuple[float, str | None]] = []
    engine = Forward(plan(zoo))
    while True:
        started = perf_counter()
        suggestion = order.next(answers, unknown, last)
        times.append((perf_counter() - started) * 1000)
        settled = suggestion if order is judge else judge.next(answers, unknown, last)
        if suggestion is None or settled is None or settled.settled:
            break
        last = suggestion.question
        foreseen.append((settled.doubt, engine.consult(answers).verdict.animal))
        if last in manager.answers:
            answers[last] = manager.answers[last]
        else:
            unknown.add(last)
    return Ended(len(foreseen), engine.consult(answers).verdict.animal, tuple(foreseen))


def report(name: str, zoo: Zoo, managers: list[Manager], ended: list[Ended]) -> None:
    engine = Forward(plan(zoo))
    counts = [one.asked for one in ended]
    same = [
        one.animal == engine.consult(manager.answers).verdict.animal
        for manager, one in zip(managers, ended, strict=True)
    ]
    print(f"{name:12}  questions: median {median(counts):4.1f}, 90th percentile {quantiles(counts, n=10)[8]:4.1f}, "
          f"agreement {sum(same) / len(same):6.1%}", flush=True)  # fmt: skip


def calibration(zoo: Zoo, managers: list[Manager], ended: list[Ended]) -> None:
    """How often the animal at hand was not the one at the end, beside the doubt that was estimated."""
    engine = Forward(plan(zoo))
    came = [
        (doubt, animal != engine.consult(manager.answers).verdict.animal)
        for manager, one in zip(managers, ended, strict=True)
        for doubt, animal in one.foreseen
    ]
    for low, high in pairwise((0.0, 0.05, 0.1, 0.2, 0.5, 1.01)):
        within = [changed for doubt, changed in came if low <= doubt < high]
        if within:
            share = sum(within) / len(within)
            print(f"  doubt {low:4.0%} to {min(high, 1):4.0%}: came true in {share:4.0%} of {len(within)}")


if __name__ == "__main__":
    main()

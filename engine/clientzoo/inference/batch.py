"""Many clients of one zoo at once, over NumPy arrays: the engines' verdicts at a hundred times their pace.

An engine consults one client and keeps the trace. This keeps results only, for whoever asks "what if" thousands of
times: the choice of the next question, or a search for gaps in a rulebase. Rules, strata, certainties and their order
are those of `plan` and `chaining`, operation by operation, so that results are equal to the last bit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from clientzoo.inference.batch_part import Codes, Column, Mask, Part, tables, touching
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.certainty_array import combine_arrays, quantise_array
from clientzoo.inference.codes import UNKNOWN, Codebook, conditions
from clientzoo.inference.consultation import Answers, Status
from clientzoo.inference.derived import derived
from clientzoo.inference.plan import Plan, Stratum
from clientzoo.inference.relevance import relevant_answers
from clientzoo.knowledge.condition import premises
from clientzoo.knowledge.zoo import (
    ADVICE,
    ANIMAL,
    RUNNER_UP,
    STATUS,
    STATUSES,
    TRANSITION,
    VERDICT,
    Fact,
    Need,
    VerdictPolicy,
)

PART = 8192  # clients evaluated together: enough to pay for each step, few enough for bounded memory (some 30 MB)
NOBODY = -1
DECIDED, CLOSE, UNDETERMINED = range(3)  # positions in STATUSES


@dataclass(frozen=True, slots=True)
class Rows:
    """Clients as arrays, [questions, clients]: codes of answers (-1 unknown) and their certainties (None: all sure)."""

    codes: Codes
    certainties: Column | None = None

    def __len__(self) -> int:
        return int(self.codes.shape[1])


@dataclass(frozen=True, slots=True)
class Results:
    """What came out, by client. `codes` are the answers that counted, [questions, clients] as in `Rows`.

    `certainties` [facts, clients] has the rows that `Batch.facts` names. `top` and `second` are positions in the zoo's
    animals, `margin` the lead, `status` a position in STATUSES. `animal` is the verdict's: `top`, or -1 while
    undetermined; `runner_up` is the second, or -1 where it has less than 0.2. `needs` [needs, clients] says which of
    `Batch.needs` are met, `readiness` [transitions, clients] how far each of the zoo's transitions is (0 to 1), whether
    or not it is open. `fired` [rules, clients] goes by the zoo's rules, and is empty unless asked for.
    """

    codes: Codes
    certainties: Column
    top: npt.NDArray[np.int8]
    second: npt.NDArray[np.int8]
    margin: Column
    status: npt.NDArray[np.int8]
    animal: npt.NDArray[np.int8]
    runner_up: npt.NDArray[np.int8]
    needs: Mask
    readiness: Column
    fired: Mask

    def statuses(self) -> list[Status]:
        """The verdicts' status in words."""
        words: tuple[Status, ...] = ("decided", "close", "undetermined")
        return [words[code] for code in self.status]


class Batch:
    """Compiled once for a zoo. Results take about a kilobyte a client: run a million in parts, and sum up as you go."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.zoo = zoo = plan.zoo
        self.codebook = Codebook(zoo)
        self._tables = tables(self.codebook, {one for condition in conditions(zoo) for one in premises(condition)})
        self._relevance = [(one.id, one.relevant_if) for one in zoo.attributes.values() if one.relevant_if is not None]
        self._touching = touching(self.codebook, {one for _, when in self._relevance for one in premises(when)})
        self._rule_rows = {rule.id: row for row, rule in enumerate(zoo.rules)}
        self.animals: tuple[str, ...] = tuple(zoo.animals)
        named = {
            ANIMAL: self.animals, **{trait.id: tuple(trait.values) for trait in zoo.traits.values()},
            TRANSITION: tuple(zoo.transitions), ADVICE: tuple(zoo.advice),
        }  # fmt: skip
        self.facts: tuple[Fact, ...] = tuple(Fact(name, value) for name, values in named.items() for value in values)
        self.row: dict[Fact, int] = {fact: row for row, fact in enumerate(self.facts)}
        self.needs: tuple[tuple[str, Need], ...] = tuple(
            (transition.id, need) for transition in zoo.transitions.values() for need in transition.needs
        )

    def rows_of(self, name: str) -> slice:
        """The rows of `Results.certainties` about one fact name, as `animal` or `advice`, in the zoo's order."""
        rows = [row for row, fact in enumerate(self.facts) if fact.name == name]
        return slice(rows[0], rows[-1] + 1) if rows else slice(0, 0)

    def encode(self, clients: Sequence[Answers]) -> Rows:
        """The clients' answers as rows, in the same order."""
        shape = len(self.codebook.names), len(clients)
        codes = np.full(shape, UNKNOWN, np.int16)
        certainties = np.ones(shape)
        for column, given in enumerate(clients):
            answers = (
                {**given, **dict(derived(self.zoo, relevant_answers(self.zoo, given)[0]))}
                if self.zoo.derived
                else given
            )
            for name, answer in answers.items():
                row = self.codebook.index[name]
                codes[row, column] = self.codebook.code(name, answer.value)
                certainties[row, column] = answer.certainty
        return Rows(codes, None if bool((certainties == 1.0).all()) else certainties)

    def run(self, rows: Rows, *, fired: bool = False) -> Results:
        """Every client consulted; `fired` asks for the rules that fired too."""
        clients = len(rows)
        results = Results(
            codes=np.empty_like(rows.codes),
            certainties=np.zeros((len(self.facts), clients)),
            top=np.full(clients, NOBODY, np.int8),
            second=np.full(clients, NOBODY, np.int8),
            margin=np.zeros(clients),
            status=np.full(clients, UNDETERMINED, np.int8),
            animal=np.full(clients, NOBODY, np.int8),
            runner_up=np.full(clients, NOBODY, np.int8),
            needs=np.zeros((len(self.needs), clients), np.bool_),
            readiness=np.ones((len(self.zoo.transitions), clients)),
            fired=np.zeros((len(self.zoo.rules) if fired else 0, clients), np.bool_),
        )
        for start in range(0, clients, PART):
            span = slice(start, min(start + PART, clients))
            known = None if rows.certainties is None else rows.certainties[:, span]
            self._consult(Part(self.codebook, self._tables, rows.codes[:, span], known), results, span)
        return results

    def _consult(self, part: Part, results: Results, span: slice) -> None:
        for name, relevant_if in self._relevance:
            part.forget_irrelevant(name, relevant_if, self._touching)
        results.codes[:, span] = part.codes
        doubts: dict[tuple[Fact, bool], Column] = {}
        for stratum in self._plan.strata:
            heard = self._concluded(stratum, part, doubts, results.certainties[:, span], results.fired[:, span])
            for fact, certainty in heard.items():
                results.certainties[self.row[fact], span] = certainty
                part.know(fact, certainty)
            if stratum.judges:
                self._judge(part, results, span)
        for row, (_, need) in enumerate(self.needs):
            results.needs[row, span] = part.strength(need.when) > 0.0
        for row, transition in enumerate(self.zoo.transitions.values()):
            if transition.needs:
                shares = part.nothing
                for need in transition.needs:
                    shares = shares + part.share(need.when)
                results.readiness[row, span] = shares / len(transition.needs)

    def _concluded(
        self, stratum: Stratum, part: Part, doubts: dict[tuple[Fact, bool], Column], earlier: Column, fired: Mask
    ) -> dict[Fact, Column]:
        """The facts of the stratum with their certainties: MB, MD and CF as in `certainty.combined`.

        `doubts` is what all evidence so far, for each fact or against it, has left; `earlier` the certainties so far.
        """
        telling = {rule for one in stratum.telling for rules in one.rules.values() for rule in rules}
        spoke: dict[int, Mask] = {}
        settled: dict[Fact, Mask] = {}
        strength, belief = np.empty(part.size), np.empty(part.size)
        for position, planned in enumerate(stratum.rules):
            part.rule(stratum, planned, strength)
            if position in telling:
                spoke[position] = strength > 0.0
            if planned.rule.otherwise:
                settled.update((fact, strength > 0.0) for fact in planned.conclusions)
            if len(fired):
                fired[self._rule_rows[planned.rule.id]] = strength > 0.0
            np.multiply(strength, abs(planned.rule.certainty), out=belief)
            np.subtract(1.0, belief, out=belief)
            for fact in planned.conclusions:
                side = fact, planned.rule.certainty > 0
                if side in doubts:
                    doubts[side] *= belief
                else:
                    doubts[side] = belief.copy()
        found: dict[Fact, Column] = {}
        for fact in dict.fromkeys(fact for planned in stratum.rules for fact in planned.conclusions):
            mb = 1.0 - doubts[fact, True] if (fact, True) in doubts else part.nothing
            md = 1.0 - doubts[fact, False] if (fact, False) in doubts else part.nothing
            found[fact] = combine_arrays(mb, md)
            if fact in settled:
                found[fact] = np.where(settled[fact], found[fact], earlier[self.row[fact]])
        for one in stratum.telling:
            of_trait = {Fact(one.trait, value): found[Fact(one.trait, value)] for value in one.values}
            silence({Fact(one.trait, value): _any(spoke, rules) for value, rules in one.rules.items()}, of_trait)
            found.update(of_trait)
        return found

    def _judge(self, part: Part, results: Results, span: slice) -> None:
        """Ranking and verdict as in `judgement`: equals stand in the zoo's order."""
        policy = self.zoo.policy
        certainties = results.certainties[self.rows_of(ANIMAL), span]
        status = np.full(part.size, UNDETERMINED, np.int8)
        if len(self.animals):
            clients = np.arange(part.size)
            top = certainties.argmax(axis=0)
            best = certainties[top, clients]
            rest = certainties.copy()
            rest[top, clients] = -np.inf
            second = rest.argmax(axis=0)
            alone = len(self.animals) == 1
            next_best = part.nothing if alone else certainties[second, clients]
            margin = best if alone else quantise_array(best - np.maximum(next_best, 0.0))
            followed = next_best >= THRESHOLD
            decided = best >= policy.decide_at
            status[decided] = DECIDED
            never = np.zeros(part.size, np.bool_)
            status[decided & followed & (margin < policy.margin) & ~listed(policy, next_best, never)] = CLOSE
            results.top[span], results.margin[span] = top, margin
            results.second[span] = NOBODY if alone else second
            results.animal[span] = np.where(decided, top, NOBODY)
            results.runner_up[span] = np.where(followed, second, NOBODY)
            for position, animal in enumerate(self.animals):
                own = certainties[position]
                part.know(Fact(VERDICT, animal), np.where(decided & listed(policy, own, top == position), own, 0.0))
                part.know(Fact(RUNNER_UP, animal), np.where(decided & followed & (second == position), next_best, 0.0))
        results.status[span] = status
        for code, word in enumerate(STATUSES):
            part.know(Fact(STATUS, word), np.where(status == code, 1.0, 0.0))


def listed(policy: VerdictPolicy, certainty: Column, first: Mask) -> Mask:
    """Where an animal is part of the verdict once that is decided: where it is the first, or listed beside it."""
    return first if policy.list_from is None else first | (certainty >= policy.list_from)


def _any(masks: Mapping[int, Mask], positions: Sequence[int]) -> Mask:
    found: Mask = np.logical_or.reduce([masks[one] for one in positions])
    return found


def silence(told: Mapping[Fact, Mask], found: dict[Fact, Column]) -> None:
    """Sets aside what is only hinted at, as `telling.silenced` does; `found` are the values of one trait."""
    if not told:
        return
    surest = np.maximum.reduce([np.where(mask, found[fact], -np.inf) for fact, mask in told.items()])
    for fact, certainty in found.items():
        hint = (certainty > 0.0) & (certainty <= surest)
        if fact in told:
            hint &= ~told[fact]
        found[fact] = np.where(hint, 0.0, certainty)

"""A part of a batch, small enough to be held in memory: facts as columns, one number for each client."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.codes import Codebook
from clientzoo.inference.plan import Join, Node, PlannedRule, Stratum
from clientzoo.knowledge.condition import AllOf, Condition, Premise
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import Fact

Column: TypeAlias = npt.NDArray[np.float64]
Mask: TypeAlias = npt.NDArray[np.bool_]
Codes: TypeAlias = npt.NDArray[np.int16]
Tables: TypeAlias = Mapping[Premise, Column]


def tables(codebook: Codebook, looked_at: set[Premise]) -> Tables:
    """For each premise on an answer, 1 at the codes by which it holds; the first place is for an unknown answer."""
    return {
        premise: np.array([premise.absent, *(held != premise.absent for held in codebook.accepted(premise))], float)
        for premise in looked_at
        if premise.name in codebook.index
    }


def touching(codebook: Codebook, looked_at: set[Premise]) -> Tables:
    """For each premise on an answer, 1 at the codes by which it might hold: of a span some part is enough."""
    return {
        premise: np.array([0.0, *codebook.touched(premise)]) for premise in looked_at if premise.name in codebook.index
    }


class Part:
    """What is known of each client of the part. `codes` and `certainties` have a row for each question."""

    def __init__(self, codebook: Codebook, tables: Tables, codes: Codes, certainties: Column | None) -> None:
        self._index = codebook.index
        self._tables = tables
        self._codes = codes.astype(np.intp) + 1
        self._certainties = certainties
        self._sure = None if certainties is None else ((certainties == 1.0) | (codes < 0)).all(axis=1)
        self._held: dict[str, dict[Value, Column]] = {}
        self._strengths: dict[str, dict[Premise, Column]] = {}  # by the fact that the premise looks at
        self.size = codes.shape[1]
        self.nothing: Column = np.zeros(self.size)

    def know(self, fact: Fact, certainty: Column) -> None:
        """Notes a concluded fact; from now on premises may look at it."""
        self._strengths.pop(fact.name, None)
        self._held.setdefault(fact.name, {})[fact.value] = np.where(certainty >= THRESHOLD, certainty, 0.0)

    def forget_irrelevant(self, name: str, relevant_if: Condition, touching: Tables) -> None:
        """Sets the answers to `name` aside where what is known rules the question out."""
        self._codes[self._index[name]][self._fails(relevant_if, touching)] = 0
        self._strengths.pop(name, None)

    @property
    def codes(self) -> Codes:
        """The codes of the answers that count."""
        return (self._codes - 1).astype(np.int16)

    def strength(self, condition: Condition) -> Column:
        """How far the condition holds: the weakest of all-of, the strongest of any-of; 0 where it does not."""
        if isinstance(condition, Premise):
            return self._premise(condition)
        return _joined([self.strength(part) for part in condition.parts], weakest=isinstance(condition, AllOf))

    def share(self, condition: Condition) -> Column:
        """How much of the condition holds, as in `prospects`: of all-of the share of its parts, else all or none."""
        if isinstance(condition, AllOf):
            parts = [self.share(part) for part in condition.parts]
            total = self.nothing
            for part in parts:
                total = total + part
            return total / len(parts)
        return np.where(self.strength(condition) > 0.0, 1.0, 0.0)

    def rule(self, stratum: Stratum, planned: PlannedRule, out: Column) -> Column:
        """The weakest premise of the rule, written to `out`; 0 where the rule does not fire."""
        first, *others = planned.node.parts
        strength = self._node(stratum, first)
        if not others:
            out[:] = strength
        join = np.minimum if planned.node.all else np.maximum
        for part in others:
            strength = join(strength, self._node(stratum, part), out=out)
        return out

    def _node(self, stratum: Stratum, node: Node) -> Column:
        if isinstance(node, Join):
            return _joined([self._node(stratum, part) for part in node.parts], weakest=node.all)
        return self._premise(stratum.premises[node])

    def _premise(self, premise: Premise) -> Column:
        found = self._strengths.setdefault(premise.name, {})
        if premise not in found:
            answered = premise.name in self._index
            found[premise] = self._answered(premise) if answered else self._concluded(premise)
        return found[premise]

    def _answered(self, premise: Premise) -> Column:
        row = self._index[premise.name]
        accepted: Column = self._tables[premise].take(self._codes[row], mode="clip")
        if self._certainties is None or self._sure is None or self._sure[row]:
            return accepted
        certainties = self._certainties[row]
        if premise.absent:
            return np.where((certainties >= THRESHOLD) | (self._codes[row] == 0), accepted, 1.0)
        return np.where(certainties >= THRESHOLD, accepted * certainties, 0.0)

    def _concluded(self, premise: Premise) -> Column:
        found = [held for value, held in self._held.get(premise.name, {}).items() if premise.accepts.accepts(value)]
        believed = _joined(found, weakest=False) if found else self.nothing
        return np.where(believed == 0.0, 1.0, 0.0) if premise.absent else believed

    def _fails(self, condition: Condition, touching: Tables) -> Mask:
        """Where an answer is known to be otherwise; a condition on answers only."""
        if isinstance(condition, Premise):
            if condition.absent:
                absent: Mask = self._premise(condition) == 0.0
                return absent
            row = self._index[condition.name]
            known = self._codes[row] > 0
            if self._certainties is not None:
                known &= self._certainties[row] >= THRESHOLD
            failing: Mask = known & (touching[condition].take(self._codes[row], mode="clip") == 0.0)
            return failing
        parts = [self._fails(part, touching) for part in condition.parts]
        joined: Mask = (np.logical_or if isinstance(condition, AllOf) else np.logical_and).reduce(parts)
        return joined


def _joined(strengths: Sequence[Column], *, weakest: bool) -> Column:
    first, *others = strengths
    for other in others:
        first = np.minimum(first, other) if weakest else np.maximum(first, other)
    return first

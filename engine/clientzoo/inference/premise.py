"""Conditions held against facts. One meaning, shared by every engine and by everything that explains."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.knowledge.condition import AllOf, Condition, Premise
from clientzoo.knowledge.domain import Value

Facts: TypeAlias = Mapping[str, Mapping[Value, float]]
"""What is known: name -> value -> certainty. An answer is one value; a trait may have several."""


class Outcome(Enum):
    HOLDS = "holds"
    FAILS = "fails"  # known, and otherwise
    UNKNOWN = "unknown"


def best_value(premise: Premise, facts: Facts) -> tuple[Value, float] | None:
    """The accepted value of the greatest certainty and that certainty, if it counts (0.2 or more)."""
    best: tuple[Value, float] | None = None
    for value, certainty in facts.get(premise.name, {}).items():
        if certainty >= THRESHOLD and (best is None or certainty > best[1]) and premise.accepts.accepts(value):
            best = (value, certainty)
    return best


def certainty_of(condition: Condition, facts: Facts) -> float:
    """How far the condition holds: the weakest of all-of, the strongest of any-of; 0 when it does not."""
    if isinstance(condition, Premise):
        found = best_value(condition, facts)
        if condition.absent:
            return 0.0 if found else 1.0
        return found[1] if found else 0.0
    parts = (certainty_of(part, facts) for part in condition.parts)
    return min(parts, default=0.0) if isinstance(condition, AllOf) else max(parts, default=0.0)


def outcome(condition: Condition, facts: Facts) -> Outcome:
    """Whether the condition holds, fails on what is known, or hangs on something unknown."""
    if isinstance(condition, Premise):
        if condition.absent:
            return Outcome.FAILS if best_value(condition, facts) else Outcome.HOLDS
        if best_value(condition, facts):
            return Outcome.HOLDS
        known = [value for value, certainty in facts.get(condition.name, {}).items() if certainty >= THRESHOLD]
        return Outcome.UNKNOWN if not known or any(map(condition.accepts.may_accept, known)) else Outcome.FAILS
    outcomes = {outcome(part, facts) for part in condition.parts}
    decisive, other = Outcome.FAILS, Outcome.HOLDS
    if not isinstance(condition, AllOf):
        decisive, other = other, decisive
    if decisive in outcomes:
        return decisive
    return Outcome.UNKNOWN if Outcome.UNKNOWN in outcomes else other

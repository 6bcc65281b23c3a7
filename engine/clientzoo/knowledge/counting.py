"""`none`, `at least 2 of`, `at most 2 of`, `exactly 2 of`, spelled out in all-of, any-of and tests of known facts.

So they mean the same to every engine: a condition that counts is as sure as the weakest of its strongest parts, and
what must not hold has to be known to be otherwise.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from math import comb

from clientzoo.knowledge.condition import Accepts, AllOf, AnyOf, Condition, Interval, OneOf, Premise, Ranges
from clientzoo.knowledge.domain import Domain
from clientzoo.knowledge.exceptions import exception

NONE = "none"
MOST = 200  # ways to choose parts: 3 of 10 are 120
_COUNT = re.compile(r"(?P<how>at least|at most|exactly) (?P<number>[0-9]{1,3}) of")


def is_counting(key: str) -> bool:
    """Whether the key joins a list by counting it."""
    return key == NONE or _COUNT.fullmatch(key) is not None


def counting(key: str, parts: Sequence[Condition], domains: Mapping[str, Domain]) -> Condition:
    """The condition that `key` makes of the parts. Raises ValueError, its text fit to show."""
    found = _COUNT.fullmatch(key)
    if found is None:
        return AllOf(tuple(negated(part, domains) for part in parts))
    wanted, many = int(found["number"]), len(parts)
    if not 1 <= wanted <= many or (wanted == many and found["how"] == "at most"):
        raise ValueError(f"`{key}` has a list of {many}, so it says nothing, or can never hold")
    if comb(many, wanted) > MOST or (found["how"] != "at least" and comb(many, wanted + 1) > MOST):
        raise ValueError(f"`{key}` has a list of {many}, which are too many ways to choose")
    least = _at_least(wanted, parts)
    if found["how"] == "at least" or wanted == many:
        return least
    most = _at_least(many - wanted, [negated(part, domains) for part in parts])
    return most if found["how"] == "at most" else AllOf((least, most))


def negated(condition: Condition, domains: Mapping[str, Domain]) -> Condition:
    """Holds where the condition is known to be otherwise. Raises ValueError where that can never be."""
    if isinstance(condition, Premise) and condition.absent:
        return exception(condition)
    if isinstance(condition, Premise):
        accepts = _others(condition.accepts, domains[condition.name])
        return Premise(condition.name, accepts, f"not {condition.wording}")
    join = AnyOf if isinstance(condition, AllOf) else AllOf
    return join(tuple(negated(part, domains) for part in condition.parts))


def complement(ranges: Ranges) -> Ranges:
    """The numbers in none of the intervals."""
    intervals: list[Interval] = []
    low, with_low = Interval().low, True
    for hole in sorted(ranges.intervals, key=lambda one: (one.low, not one.with_low)):
        intervals.append(Interval(low, hole.low, with_low, not hole.with_low))
        if (hole.high, hole.with_high) >= (low, not with_low):
            low, with_low = hole.high, not hole.with_high
    intervals.append(Interval(low, Interval().high, with_low, True))
    return Ranges(tuple(one for one in intervals if _holds_something(one)))


def _holds_something(one: Interval) -> bool:
    finite = abs(one.low) != Interval().high
    return one.low < one.high or (one.low == one.high and one.with_low and one.with_high and finite)


def _others(accepts: Accepts, domain: Domain) -> Accepts:
    rest: Accepts = (
        OneOf(frozenset(domain.values) - accepts.values) if isinstance(accepts, OneOf) else complement(accepts)
    )
    if not (rest.values if isinstance(rest, OneOf) else rest.intervals):
        raise ValueError(f"every value of `{domain.name}` is accepted, so this can never be otherwise")
    return rest


def _at_least(number: int, parts: Sequence[Condition]) -> Condition:
    chosen = [AllOf(group) if len(group) > 1 else group[0] for group in combinations(parts, number)]
    return AnyOf(tuple(chosen)) if len(chosen) > 1 else chosen[0]

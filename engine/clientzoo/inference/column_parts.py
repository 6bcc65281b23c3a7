"""How far a condition holds, in columns: by a mask where it is sure, by a certainty where it is a matter of degree.

With `r` the weakest certainty of an all-of or the strongest of an any-of, counted raw, the condition holds where `r` is
0.2 or more, and then `r` is its strength: what falls below 0.2 cannot change a minimum or maximum that lies above it.
"""

from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.layers import Term, all_of, any_of, constant, greatest, least, where
from clientzoo.inference.plan import Join
from clientzoo.knowledge.condition import Accepts, Interval, OneOf


class Part(NamedTuple):
    """Holds where `mask` is true and `certainty` is 0.2 or more; either may be missing, not both.

    Its strength is then the certainty, or 1 where there is none.
    """

    mask: Term | None
    certainty: Term | None

    @property
    def held(self) -> Term:
        """Where it holds; unknown counts as no."""
        masks = [self.mask] if self.mask else []
        if self.certainty:
            masks.append(self.certainty.at_least(THRESHOLD))
        return all_of(masks)

    @property
    def graded(self) -> Term:
        """The strength as one column: below 0.2 where it does not hold."""
        strength = self.certainty or constant(1.0)
        return where(self.mask, strength, constant(0.0)) if self.mask else strength


def join_parts(join: Join, part: Callable[[int], Part | None]) -> Part | None:
    """The join over its premises; None where it can never hold. `part` gives a premise by number."""
    parts = [part(one) if isinstance(one, int) else join_parts(one, part) for one in join.parts]
    possible = [one for one in parts if one is not None]
    if not possible or (join.all and len(possible) < len(parts)):
        return None
    return _all(possible) if join.all else _any(possible)


def _all(parts: Sequence[Part]) -> Part:
    masks = [one.mask for one in parts if one.mask]
    certainties = [one.certainty for one in parts if one.certainty]
    return Part(all_of(masks) if masks else None, least(certainties) if certainties else None)


def _any(parts: Sequence[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    sure = [one.mask for one in parts if one.mask and not one.certainty]
    graded = [one.graded for one in parts if one.certainty]
    if not graded:
        return Part(any_of(sure), None)
    best = greatest(graded)
    return Part(None, where(any_of(sure), constant(1.0), best) if sure else best)


def accept_mask(value: Term, accepts: Accepts, to: Term | None = None) -> Term:
    """Where the test accepts the value, and all up to `to` where that is given; unknown where the value is."""
    if to is not None and not isinstance(accepts, OneOf):
        whole = accepts.merged or (Interval(inf, -inf),)
        return any_of([all_of([_within(value, one), _within(to, one)]) for one in whole])
    if isinstance(accepts, OneOf):
        return any_of([value.is_(one) for one in sorted(accepts.values, key=str)])
    return any_of([_within(value, interval) for interval in accepts.intervals])


def touched(value: Term, accepts: Accepts, to: Term) -> Term:
    """Where the test accepts some number from the value up to `to`."""
    if isinstance(accepts, OneOf):
        return accept_mask(value, accepts)
    below = [_within(value, Interval(high=one.high, with_high=one.with_high)) for one in accepts.intervals]
    above = [_within(to, Interval(low=one.low, with_low=one.with_low)) for one in accepts.intervals]
    return any_of([all_of(pair) for pair in zip(below, above, strict=True)])


def _within(number: Term, interval: Interval) -> Term:
    known, bounds = number.expression, []
    if interval.low != -inf:
        bounds.append(known >= interval.low if interval.with_low else known > interval.low)
    if interval.high != inf:
        bounds.append(known <= interval.high if interval.with_high else known < interval.high)
    masks = [Term(bound, number.needs) for bound in bounds]
    return all_of(masks) if masks else Term(~known.is_null(), number.needs)

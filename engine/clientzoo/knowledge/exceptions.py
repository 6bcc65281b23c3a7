"""`unless: {...}` and `unknown`: premises on what is not known, so that an exception needs no answer to be let pass.

An exception to all-of is an exception to one of its parts, and one to any-of to each of them; so there are exceptions
to premises only, and every engine needs to know no more than those.
"""

from dataclasses import replace
from math import inf

from clientzoo.knowledge.answer import UNKNOWN
from clientzoo.knowledge.condition import Accepts, AllOf, AnyOf, Condition, Interval, OneOf, Premise, Ranges
from clientzoo.knowledge.domain import Domain

UNLESS = "unless"
KNOWN = "known"
_EXCEPT = "not known to be "


def exception(condition: Condition) -> Condition:
    """Holds wherever the condition does not: where it fails on what is known, and where it hangs on what is not."""
    if isinstance(condition, Premise):
        return opposite(condition)
    join = AnyOf if isinstance(condition, AllOf) else AllOf
    return join(tuple(exception(part) for part in condition.parts))


def opposite(premise: Premise) -> Premise:
    """Holds where the premise does not."""
    return replace(premise, absent=not premise.absent, wording=_otherwise(premise))


def unknown(domain: Domain) -> Premise:
    """Holds where nothing is known of the fact."""
    return Premise(domain.name, anything(domain), UNKNOWN, absent=True)


def anything(domain: Domain) -> Accepts:
    """A test that every value passes."""
    return Ranges((Interval(-inf, inf),)) if domain.type == "number" else OneOf(frozenset(domain.values))


def _otherwise(premise: Premise) -> str:
    if premise.wording in (UNKNOWN, KNOWN):
        return KNOWN if premise.absent else UNKNOWN
    return premise.wording.removeprefix(_EXCEPT) if premise.absent else f"{_EXCEPT}{premise.wording}"

"""Bands of a number, named once: each from where the one before ends, so that there is neither hole nor overlap."""

import re
from collections.abc import Mapping
from math import inf

from clientzoo.knowledge.condition import Interval
from clientzoo.knowledge.domain import Domain
from clientzoo.knowledge.problems import Problem, did_you_mean
from clientzoo.knowledge.rulebase import Entry
from clientzoo.knowledge.wording import ConditionReader

REST = "the rest"
_END = re.compile(r"(under|at most) +(.+)")


def read_bands(
    one: Entry, domains: Mapping[str, Domain], reader: ConditionReader, problems: list[Problem]
) -> dict[str, Interval]:
    """The bands of one question by name, least first; what is wrong is left out, its reasons in `problems`."""
    domain = domains.get(one.id)
    if domain is None or domain.type != "number":
        known = [name for name, found in domains.items() if found.type == "number"]
        if not reader.is_faulty(one.id):
            message = f"bands are of a number, and `{one.id}` is no question that asks for one"
            problems.append(Problem(one.place, "unknown-fact", message, did_you_mean(one.id, known)))
        return {}
    ends: dict[str, str] = one.entry.root
    found: dict[str, Interval] = {}
    low, with_low = -inf, True
    for position, (name, words) in enumerate(ends.items()):
        place = one.document.place((*one.path, name, ""))
        last = position == len(ends) - 1
        end = _END.fullmatch(" ".join(words.split()))
        if reader.is_number(name):
            message = f"`{name}` is a parameter too, so nobody could tell which is meant"
            problems.append(Problem(one.document.place((*one.path, name)), "reserved-name", message, "rename the band"))
        if last != (words.strip() == REST) or (end is None and not last):
            message = "the last band is `the rest`" if last else "a band ends `under 60` or `at most 60`"
            problems.append(Problem(place, "wrong-type", message, "so that there is neither hole nor overlap"))
            continue
        high, with_high = inf, True
        if end is not None:
            number, fault = reader.number(domain, end[2])
            if fault is not None:
                problems.append(Problem(place, *fault))
                continue
            high, with_high = number, end[1] == "at most"
            if (high, with_high) <= (low, not with_low):
                message = f"`{name}` ends before it begins: a band ends above the one before"
                problems.append(Problem(place, "empty-range", message, "put the bands in order, least first"))
                continue
        found[name] = Interval(low, high, with_low, with_high)
        low, with_low = high, not with_high
    return found

"""What a client told is not contradicted by what was guessed: values of one trait exclude each other.

Where an answer tells one value outright, evidence that other answers give for another value is set aside, unless it is
the stronger. What speaks against a value counts as before.
"""

from collections.abc import Collection, Mapping

from clientzoo.inference.plan import Telling
from clientzoo.knowledge.domain import Value


def silence_hints(telling: Telling, certainties: Mapping[Value, float], fired: Collection[int]) -> dict[Value, Value]:
    """The values of the trait to set aside, each with the value told outright; `fired` are positions of rules."""
    told = [value for value, rules in telling.rules.items() if any(rule in fired for rule in rules)]
    if not told:
        return {}
    surest = max((value for value in telling.values if value in told), key=certainties.__getitem__)
    bound = certainties[surest]
    return {value: surest for value, certainty in certainties.items() if value not in told and 0 < certainty <= bound}

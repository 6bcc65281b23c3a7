"""Priors learned from answered clients: how often each answer, and each animal, really comes up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from clientzoo.inference.chaining import Engine
from clientzoo.inference.codes import conditions
from clientzoo.inference.consultation import Answers
from clientzoo.knowledge.condition import Ranges, premises
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.yaml import quote_scalar
from clientzoo.knowledge.zoo import ANIMAL, Attribute, Zoo, value_text

_SEEN_BEFORE = 1  # what has not come up yet may still: every possible answer counts as seen once


def learn_priors(zoo: Zoo, engine: Engine, clients: Sequence[Answers]) -> Mapping[str, Mapping[str, int]]:
    """By question, and for `animal`: how many of the clients, one more for everything possible.

    Questions that none of the clients answered are left out. Numbers are counted between the zoo's parameters.
    """
    found: dict[str, Mapping[str, int]] = {}
    for name, attribute in zoo.questions.items():
        values = [answers[name].value for answers in clients if name in answers]
        if values and attribute.numeric:
            bands = _bands(zoo, attribute)
            found[name] = _counted(bands, [_band(bands, value) for value in values])
        elif values:
            found[name] = _counted(map(value_text, attribute.values), map(value_text, values))
    animals = [animal for answers in clients if (animal := engine.consult(answers).verdict.animal)]
    if animals:
        found[ANIMAL] = _counted(dict.fromkeys(zoo.animals), animals)
    return found


def as_yaml(priors: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """A `priors:` section, line by line, to be put into a file of the rulebase."""
    yield "priors:"
    for name, weights in priors.items():
        yield f"  {name}: {{{', '.join(f'{quote_scalar(test)}: {weight}' for test, weight in weights.items())}}}"


def _counted(tests: Iterable[str], seen: Iterable[str]) -> dict[str, int]:
    counts = Counter(seen)
    return {test: counts[test] + _SEEN_BEFORE for test in tests}


def _bands(zoo: Zoo, attribute: Attribute) -> dict[str, float]:
    """Tests between the parameters that rules hold against the question, each with its upper end."""
    bounds = {
        end
        for condition in conditions(zoo)
        for premise in premises(condition)
        if premise.name == attribute.id and isinstance(premise.accepts, Ranges)
        for interval in premise.accepts.intervals
        for end in (interval.low, interval.high)
    }
    units = [one for one in zoo.parameters.values() if one.unit == attribute.unit and one.value in bounds]
    parameters = sorted({one.value: one.id for one in reversed(units)}.items())  # of equals the first of the file
    if not parameters:
        return {"at least 0": float("inf")}
    (least, first), (_, last) = parameters[0], parameters[-1]
    between = {f"between {low} and {high}": most for (_, low), (most, high) in pairwise(parameters)}
    return {f"under {first}": least, **between, f"at least {last}": float("inf")}


def _band(bands: Mapping[str, float], value: Value) -> str:
    return next(test for test, most in bands.items() if float(value) < most)

"""What a premise asks for, in words: `"Wish to grow" to be at least "They want to sell more"`."""

import re

from clientzoo.explanation.wording import a_kind, number_in_words, quoted, said
from clientzoo.knowledge.answer import UNKNOWN
from clientzoo.knowledge.condition import OneOf, Premise
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.exceptions import opposite
from clientzoo.knowledge.quantity import number
from clientzoo.knowledge.wording import YES_NO
from clientzoo.knowledge.zoo import ANIMAL, Attribute, Fact, Zoo

_KEYWORDS = re.compile(r"\s*\b(at least|at most|over|under|between|and|or|not)\b\s*|\s*(,)\s*")


def required(zoo: Zoo, premise: Premise) -> str:
    """What a rule with this premise wants: `Headcount to be under 30 people (small_team)`, `a client that is tiny`."""
    if premise.absent:
        return _not_known(zoo, premise)
    if premise.name in zoo.attributes:
        attribute = zoo.attributes[premise.name]
        name = attribute.name if attribute.numeric else f'"{attribute.name}"'
        return f"{name} to be {test_in_words(zoo, attribute, premise.wording)}"
    accepted = _accepted(zoo, premise)
    if premise.name in zoo.traits:
        return "a client that " + " or ".join(zoo.traits[premise.name].values[str(value)] for value in accepted)
    if premise.name == ANIMAL:
        return "evidence of " + " or ".join(a_kind(zoo, str(value)) for value in accepted)
    return "this to be so: " + " or ".join(said(zoo, Fact(premise.name, value)) for value in accepted)


def _not_known(zoo: Zoo, premise: Premise) -> str:
    """`"Wish to grow" to be unknown`, `this not to be known: Headcount to be over 50 people`."""
    if premise.wording == UNKNOWN:
        asked, trait = zoo.attributes.get(premise.name), zoo.traits.get(premise.name)
        name = asked.name if asked else trait.name if trait else premise.name.replace("_", " ")
        return f'"{name}" to be unknown'
    return f"this not to be known: {required(zoo, opposite(premise))}"


def test_in_words(zoo: Zoo, attribute: Attribute, wording: str) -> str:
    """The expert's test with labels for values and figures for parameters: `at least "They want to sell more"`."""
    words = []
    for part in _KEYWORDS.split(wording.strip("[]")):
        if part and part.strip():
            words.append(part if _KEYWORDS.fullmatch(part) else _word(zoo, attribute, part.strip()))
    return " ".join(words).replace(" ,", ",")


def _word(zoo: Zoo, attribute: Attribute, word: str) -> str:
    if attribute.numeric:
        if word in zoo.parameters:
            figure = number_in_words(zoo, zoo.parameters[word].value, attribute.unit)
            return f"{figure} ({word})"
        try:
            return number_in_words(zoo, number(word), attribute.unit)
        except ValueError:
            return word
    value = YES_NO.get(word.lower(), word) if attribute.type == "boolean" else word
    return quoted(zoo, attribute, value)


def _accepted(zoo: Zoo, premise: Premise) -> list[Value]:
    """The accepted values in the order of their domain."""
    if not isinstance(premise.accepts, OneOf):
        return []
    domain = zoo.domains.get(premise.name)
    order = domain.values if domain else tuple(premise.accepts.values)
    return [value for value in order if value in premise.accepts.values]

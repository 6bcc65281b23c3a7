"""What a premise asks for, in words: `"Wish to grow" to be at least "They want to sell more"`."""

import re

from clientzoo.explanation.wording import fact_in_words, in_quotes, kind, number_in_words
from clientzoo.knowledge.answer import UNKNOWN
from clientzoo.knowledge.condition import OneOf, Premise
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.exceptions import opposite
from clientzoo.knowledge.quantity import number
from clientzoo.knowledge.speech import later, speech_of
from clientzoo.knowledge.wording import YES_NO
from clientzoo.knowledge.zoo import ANIMAL, Attribute, Fact, Zoo

_TESTS = (
    later("at least"), later("at most"), later("over"), later("under"), later("between"), later("and"), later("or"),
    later("not"),
)  # fmt: skip
_KEYWORDS = re.compile(r"\s*\b(at least|at most|over|under|between|and|or|not)\b\s*|\s*(,)\s*")


def required(zoo: Zoo, premise: Premise) -> str:
    """What a rule with this premise wants: `Headcount to be under 30 people (small_team)`, `a client that is tiny`."""
    if premise.absent:
        return _not_known(zoo, premise)
    say = speech_of(zoo)
    either = say(" or ")
    if premise.name in zoo.attributes:
        attribute = zoo.attributes[premise.name]
        name = attribute.name if attribute.numeric else say.quoted(attribute.name)
        return say("{question} to be {test}", question=name, test=test_in_words(zoo, attribute, premise.wording))
    accepted = _accepted(zoo, premise)
    if premise.name in zoo.traits:
        traits = either.join(zoo.traits[premise.name].values[str(value)] for value in accepted)
        return say("a client that {traits}", traits=traits)
    if premise.name == ANIMAL:
        animals = either.join(say("{animal:a}", animal=kind(zoo, str(value))) for value in accepted)
        return say("evidence of {animals}", animals=animals)
    facts = either.join(fact_in_words(zoo, Fact(premise.name, value)) for value in accepted)
    return say("this to be so: {facts}", facts=facts)


def _not_known(zoo: Zoo, premise: Premise) -> str:
    """`"Wish to grow" to be unknown`, `this not to be known: Headcount to be over 50 people`."""
    if premise.wording == UNKNOWN:
        asked, trait = zoo.attributes.get(premise.name), zoo.traits.get(premise.name)
        name = asked.name if asked else trait.name if trait else premise.name.replace("_", " ")
        return speech_of(zoo)('"{question}" to be unknown', question=name)
    return speech_of(zoo)("this not to be known: {wanted}", wanted=required(zoo, opposite(premise)))


def test_in_words(zoo: Zoo, attribute: Attribute, wording: str) -> str:
    """The expert's test with labels for values and figures for parameters: `at least "They want to sell more"`."""
    words, say = [], speech_of(zoo)
    for part in _KEYWORDS.split(wording.strip("[]")):
        if part and part.strip():
            keyword = _KEYWORDS.fullmatch(part)
            words.append(say(part) if keyword else _word(zoo, attribute, part.strip()))
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
    return in_quotes(zoo, attribute, value)


def _accepted(zoo: Zoo, premise: Premise) -> list[Value]:
    """The accepted values in the order of their domain."""
    if not isinstance(premise.accepts, OneOf):
        return []
    domain = zoo.domains.get(premise.name)
    order = domain.values if domain else tuple(premise.accepts.values)
    return [value for value in order if value in premise.accepts.values]

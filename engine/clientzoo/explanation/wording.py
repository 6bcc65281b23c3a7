"""Facts, values and certainties in words."""

import re

from clientzoo.knowledge.answer import UNKNOWN
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.languages import unit_said
from clientzoo.knowledge.span import Span
from clientzoo.knowledge.speech import Noun, Speech, later, speech, speech_of
from clientzoo.knowledge.zoo import (
    ADVICE,
    ANIMAL,
    RUNNER_UP,
    STATUS,
    TRANSITION,
    VERDICT,
    Attribute,
    Fact,
    Zoo,
    value_text,
)

PLAIN_ENGLISH = speech("en")
_STATUSES = (later("decided"), later("close"), later("undetermined"))  # what `verdict is` may be followed by
_WORDS = (
    (0.95, later("almost certain"), later("ruled out")),
    (0.8, later("very likely"), later("very unlikely")),
    (0.6, later("likely"), later("very unlikely")),
    (0.4, later("fairly likely"), later("unlikely")),
    (0.2, later("possible"), later("unlikely")),
)
_MISSING = {
    ANIMAL: later("there is no animal"), VERDICT: later("there is no verdict"),
    RUNNER_UP: later("there is no runner up"), STATUS: later("there is no status"),
    TRANSITION: later("there is no transition"), ADVICE: later("there is no advice"),
}  # fmt: skip
_ANY = {
    "any herbivore": later("any herbivore may become {target:a}"),
    "any predator": later("any predator may become {target:a}"),
}
_NUMBER = re.compile(r"(?:^-)?[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?")
_NARROW_BLANK = "\N{NO-BREAK SPACE}"


def in_words(certainty: float, say: Speech = PLAIN_ENGLISH) -> str:
    """A certainty in [-1, 1] in words: `almost certain` from 0.95, `possible` from 0.2, `open` around zero."""
    for least, likely, unlikely in _WORDS:
        if certainty >= least:
            return say(likely)
        if certainty <= -least:
            return say(unlikely)
    return say("open")


def certainly(certainty: float, say: Speech = PLAIN_ENGLISH) -> str:
    """`very likely (0.91)`: a certainty in words and in figures."""
    return f"{in_words(certainty, say)} ({say.figure(certainty)})"


def number_in_words(zoo: Zoo, number: float, unit: str) -> str:
    """`1 200 000 RUB a month`, `40 people`, `30 %`: thousands apart, the unit after."""
    whole, _, part = f"{number:,.2f}".partition(".")
    digits = whole.replace(",", _NARROW_BLANK)
    if part := part.rstrip("0"):
        digits += f"{speech_of(zoo)('.')}{part}"
    money = f"{currency_in_words(zoo)} " if unit.startswith("money") and zoo.currency else ""
    return f"{digits} {money}{unit_said(zoo, unit)}".strip()


def amount_in_words(zoo: Zoo, amount: float) -> str:
    """A sum of money: `60 800 RUB`."""
    return f"{number_in_words(zoo, round(amount), '')} {currency_in_words(zoo)}".strip()


def currency_in_words(zoo: Zoo) -> str:
    """The currency of the zoo as it stands behind a sum: `RUB`, and where another language is spoken its sign, `₽`."""
    say = speech_of(zoo)
    if not zoo.currency or say.language == "en":
        return zoo.currency
    from babel.core import UnknownLocaleError
    from babel.numbers import get_currency_symbol

    try:
        return get_currency_symbol(zoo.currency, locale=say.language)
    except (UnknownLocaleError, ValueError):
        return zoo.currency


def value_in_words(zoo: Zoo, attribute: Attribute, value: Value) -> str:
    """An answer as the questionnaire words it: the label of a choice, a number with its unit."""
    if attribute.numeric and isinstance(value, int | float):
        return number_in_words(zoo, value, attribute.unit)
    if isinstance(value, Span):
        ends = _NUMBER.sub(lambda one: number_in_words(zoo, float(one[0]), ""), value)
        return f"{ends} {number_in_words(zoo, 0, attribute.unit).removeprefix('0').strip()}".strip()
    return attribute.values.get(value, value_text(value))


def answer_in_words(zoo: Zoo, name: str, value: Value) -> str:
    """An answer on a line of its own: `Headcount: 40 people`, `Wish to grow: "They want to sell more"`."""
    attribute = zoo.attributes[name]
    return f"{attribute.name}: {in_quotes(zoo, attribute, value)}"


def in_quotes(zoo: Zoo, attribute: Attribute, value: Value | None) -> str:
    """An answer inside a sentence: the label of a choice stands in quotes; `unknown` where there is none."""
    say = speech_of(zoo)
    if value is None:
        return say("unknown")
    words = value_in_words(zoo, attribute, value)
    return words if attribute.numeric else say.quoted(words)


def fact_in_words(zoo: Zoo, fact: Fact) -> str:
    """A fact as a clause: `Headcount is 40 people`, `the client is hungry for growth`, `it is a wolf`."""
    name, value, say = fact.name, str(fact.value), speech_of(zoo)
    if name in zoo.attributes:
        attribute = zoo.attributes[name]
        words = in_quotes(zoo, attribute, fact.value)
        if attribute.numeric:
            return say("{question} is {answer}", question=attribute.name, answer=words)
        return say('on "{question}" the answer is {answer}', question=attribute.name, answer=words)
    if name in zoo.traits:
        trait = zoo.traits[name]
        if value in trait.values:
            return say("the client {trait}", trait=trait.values[value])
        return say("nothing is known of {trait}", trait=trait.name)
    if value == UNKNOWN:
        return say(_MISSING.get(name, "there is no {what}"), what=name.replace("_", " "))
    if name == RUNNER_UP:
        return say("the runner-up is {animal:a}", animal=kind(zoo, value))
    if name in (ANIMAL, VERDICT):
        return say("it is {animal:a}", animal=kind(zoo, value))
    if name == STATUS:
        return say("the verdict is {status}", status=say(value))
    if name == TRANSITION:
        origin, _, target = value.partition(" -> ")
        return may_become(zoo, origin, target)
    if name == ADVICE and value in zoo.advice:
        topic = zoo.topics.get(zoo.advice[value].topic)
        text = " ".join(zoo.advice[value].text.split())
        if topic:
            return say("the playbook, under '{topic}', says: {text}", topic=topic.title, text=text)
        return say("the playbook says: {text}", text=text)
    return str(fact)


def may_become(zoo: Zoo, origin: str, target: str) -> str:
    """`the wolf may become a tiger`, `any herbivore may become a tiger`."""
    say, becomes = speech_of(zoo), kind(zoo, target)
    if origin in zoo.animals:
        return say("the {origin} may become {target:a}", origin=kind(zoo, origin), target=becomes)
    return say(_ANY.get(origin, "{origin} may become {target:a}"), origin=origin, target=becomes)


def a_kind(zoo: Zoo, animal: str) -> str:
    """`a wolf`, `an elephant`."""
    return f"{kind(zoo, animal):a}"


def kind(zoo: Zoo, animal: str) -> Noun:
    """The animal's name as it stands inside a sentence."""
    if animal not in zoo.animals:
        return Noun(animal)
    return Noun(zoo.animals[animal].name.lower(), zoo.animals[animal].cases)


def capital(sentence: str) -> str:
    """The sentence with its first letter large, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]

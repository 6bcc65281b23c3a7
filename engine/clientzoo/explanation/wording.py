"""Facts, values and certainties in words."""

from clientzoo.knowledge.answer import UNKNOWN
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.languages import unit_said
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, RUNNER_UP, STATUS, TRANSITION, VERDICT, Attribute, Fact, Zoo, shown

_WORDS = ((0.95, "almost certain"), (0.8, "very likely"), (0.6, "likely"), (0.4, "fairly likely"), (0.2, "possible"))
_NARROW_BLANK = "\N{NO-BREAK SPACE}"


def in_words(certainty: float) -> str:
    """A certainty in [-1, 1] in words: `almost certain` from 0.95, `possible` from 0.2, `open` around zero."""
    for least, words in _WORDS:
        if certainty >= least:
            return words
        if certainty <= -least:
            return "ruled out" if least > 0.9 else "very unlikely" if least > 0.5 else "unlikely"
    return "open"


def certainly(certainty: float) -> str:
    """`very likely (0.91)`: a certainty in words and in figures."""
    return f"{in_words(certainty)} ({certainty:.2f})"


def number_in_words(zoo: Zoo, number: float, unit: str) -> str:
    """`1 200 000 RUB a month`, `40 people`, `30 %`: thousands apart, the unit after."""
    digits = f"{number:,.2f}".rstrip("0").rstrip(".").replace(",", _NARROW_BLANK)
    money = f"{zoo.currency} " if unit.startswith("money") and zoo.currency else ""
    return f"{digits} {money}{unit_said(zoo, unit)}".strip()


def amount_in_words(zoo: Zoo, amount: float) -> str:
    """A sum of money: `60 800 RUB`."""
    return f"{number_in_words(zoo, round(amount), '')} {zoo.currency}".strip()


def value_in_words(zoo: Zoo, attribute: Attribute, value: Value) -> str:
    """An answer as the questionnaire words it: the label of a choice, a number with its unit."""
    if attribute.numeric and isinstance(value, int | float):
        return number_in_words(zoo, value, attribute.unit)
    return attribute.values.get(value, shown(value))


def answered(zoo: Zoo, name: str, value: Value) -> str:
    """An answer on a line of its own: `Headcount: 40 people`, `Wish to grow: "They want to sell more"`."""
    attribute = zoo.attributes[name]
    return f"{attribute.name}: {quoted(zoo, attribute, value)}"


def quoted(zoo: Zoo, attribute: Attribute, value: Value | None) -> str:
    """An answer inside a sentence: the label of a choice stands in quotes; `unknown` where there is none."""
    if value is None:
        return "unknown"
    words = value_in_words(zoo, attribute, value)
    return words if attribute.numeric else f'"{words}"'


def said(zoo: Zoo, fact: Fact) -> str:
    """A fact as a clause: `Headcount is 40 people`, `the client is hungry for growth`, `it is a wolf`."""
    name, value = fact.name, str(fact.value)
    if name in zoo.attributes:
        attribute = zoo.attributes[name]
        words = quoted(zoo, attribute, fact.value)
        return f"{attribute.name} is {words}" if attribute.numeric else f'on "{attribute.name}" the answer is {words}'
    if name in zoo.traits:
        trait = zoo.traits[name]
        return f"the client {trait.values[value]}" if value in trait.values else f"nothing is known of {trait.name}"
    if value == UNKNOWN:
        return f"there is no {name.replace('_', ' ')}"
    if name in (ANIMAL, VERDICT, RUNNER_UP):
        return f"{'the runner-up is' if name == RUNNER_UP else 'it is'} {a_kind(zoo, value)}"
    if name == STATUS:
        return f"the verdict is {value}"
    if name == TRANSITION:
        origin, _, target = value.partition(" -> ")
        return f"{_named(zoo, origin)} may become {a_kind(zoo, target)}"
    if name == ADVICE and value in zoo.advice:
        topic = zoo.topics.get(zoo.advice[value].topic)
        where = f", under {topic.title!r}," if topic else ""
        return f"the playbook{where} says: {' '.join(zoo.advice[value].text.split())}"
    return str(fact)


def a_kind(zoo: Zoo, animal: str) -> str:
    """`a wolf`, `an elephant`."""
    name = kind(zoo, animal)
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def kind(zoo: Zoo, animal: str) -> str:
    """The animal's name as it stands inside a sentence."""
    return zoo.animals[animal].name.lower() if animal in zoo.animals else animal


def capital(sentence: str) -> str:
    """The sentence with its first letter large, the rest untouched."""
    return sentence[:1].upper() + sentence[1:]


def _named(zoo: Zoo, origin: str) -> str:
    return f"the {kind(zoo, origin)}" if origin in zoo.animals else origin

"""Two versions of a zoo side by side: answers given for either, understood by each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from clientzoo.inference.consultation import Answers
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Domain, Value
from clientzoo.knowledge.zoo import Attribute, Zoo


def either(old: Zoo, new: Zoo) -> Zoo:
    """The old zoo with whatever the new one has besides: questions, values, traits, animals, but none of its rules.

    Answers for both can be read with it, and rules of both mean in it what they mean at home.
    """
    attributes = {name: _wider(one, new.attributes.get(name)) for name, one in old.attributes.items()}
    domains = {name: _all_values(one, new.domains.get(name)) for name, one in old.domains.items()}
    return replace(
        old,
        attributes={**new.attributes, **attributes},
        parameters={**new.parameters, **old.parameters},
        traits={**new.traits, **old.traits},
        animals={**old.animals, **{name: one for name, one in new.animals.items() if name not in old.animals}},
        transitions={**new.transitions, **old.transitions},
        topics={**new.topics, **old.topics},
        advice={**new.advice, **old.advice},
        stances={**new.stances, **old.stances},
        domains={**new.domains, **domains},
    )


@dataclass(frozen=True)
class Understanding:
    """What answers to the questions of either version say to one of them.

    `names` maps ids of questions to those of the zoo, `words` values of a question of the zoo to those it has.
    """

    zoo: Zoo
    names: Mapping[str, str]
    words: Mapping[str, Mapping[Value, Value]]

    def of(self, answers: Answers) -> Mapping[str, Answer]:
        """The answers in the zoo's own terms, without those that it cannot take."""
        found = {}
        for name, answer in answers.items():
            own = self.names.get(name)
            if own is not None and (own == name or own not in answers):
                value = self._value(self.zoo.attributes[own], answer.value)
                if value is not None:
                    found[own] = answer if value is answer.value else replace(answer, value=value)
        return found

    def _value(self, attribute: Attribute, value: Value) -> Value | None:
        if attribute.numeric:
            number = isinstance(value, int | float) and not isinstance(value, bool)
            return value if number and _within(attribute, float(value)) else None
        word = self.words[attribute.id].get(value, value) if isinstance(value, str) else value
        known = any(word == one and type(word) is type(one) for one in attribute.values)
        return word if known else None


def understanding(zoo: Zoo, other: Zoo) -> Understanding:
    """How the zoo takes answers of its own and of the other version, whichever of them is the older."""
    names = {name: name for name in zoo.attributes}
    for name, attribute in zoo.attributes.items():
        names.update({earlier: name for earlier in attribute.renamed_from if earlier not in zoo.attributes})
    for name, attribute in other.attributes.items():
        earlier = next((one for one in attribute.renamed_from if one in zoo.attributes), None)
        if name not in names and earlier is not None:
            names[name] = earlier
    words: dict[str, dict[Value, Value]] = {name: {} for name in zoo.attributes}
    for name, attribute in zoo.attributes.items():
        words[name].update({old: now for old, now in attribute.values_renamed_from.items() if _new(old, attribute)})
    for name, attribute in other.attributes.items():
        own = zoo.attributes.get(names.get(name, ""))
        for old, now in attribute.values_renamed_from.items() if own is not None else ():
            if own is not None and old in own.values and _new(now, own):
                words[own.id][now] = old
    return Understanding(zoo, names, words)


def _new(word: str, attribute: Attribute) -> bool:
    return word not in attribute.values


def _within(attribute: Attribute, number: float) -> bool:
    low, high = attribute.minimum, attribute.maximum
    return (low is None or number >= low) and (high is None or number <= high)


def _wider(one: Attribute, other: Attribute | None) -> Attribute:
    """The question with the values and the range of both versions."""
    if other is None or one.type != other.type:
        return one
    return replace(
        one,
        values={**other.values, **one.values},
        minimum=None if one.minimum is None or other.minimum is None else min(one.minimum, other.minimum),
        maximum=None if one.maximum is None or other.maximum is None else max(one.maximum, other.maximum),
    )


def _all_values(one: Domain, other: Domain | None) -> Domain:
    if other is None or one.type != other.type:
        return one
    return replace(one, values=tuple(dict.fromkeys([*one.values, *other.values])))

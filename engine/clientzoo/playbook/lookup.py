"""The names that advice and templates share: `answers`, `traits`, `parameters`, looked up by id and said in words."""

from collections.abc import Callable, Collection, Iterator

from jinja2 import TemplateRuntimeError

from clientzoo.explanation.wording import number_in_words, value_in_words
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.speech import speech_of
from clientzoo.knowledge.zoo import Attribute, Zoo
from clientzoo.playbook.escaping import UNKNOWN, Unknown, Words

CONTRACT = ("client", "animal", "runner_up", "answers", "traits", "parameters", "currency")


class UnknownNameError(TemplateRuntimeError):
    """A template names something that the zoo does not have."""


class Lookup:
    """`{{ answers.turnover }}`: the words for one id of a kind. Raises UnknownNameError for an id the zoo lacks."""

    def __init__(self, kind: str, known: Collection[str], words: Callable[[str], Words]) -> None:
        self._kind, self._known, self._words = kind, known, words

    def __getitem__(self, name: str) -> Words:
        if name not in self._known:
            hint = did_you_mean(name, self._known)
            raise UnknownNameError(f"`{self._kind}.{name}` is not known" + (f" ({hint})" if hint else ""))
        return self._words(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)


def answers(consultation: Consultation) -> Lookup:
    zoo = consultation.zoo

    def words(name: str) -> Words:
        answer = consultation.answers.get(name)
        return unknown(zoo) if answer is None else answer_in_words(zoo, zoo.attributes[name], answer.value)

    return Lookup("answers", zoo.attributes, words)


def traits(consultation: Consultation) -> Lookup:
    zoo = consultation.zoo

    def words(name: str) -> Words:
        value = strongest(consultation, name)
        return unknown(zoo) if value is None else Words(zoo.traits[name].values[str(value)])

    return Lookup("traits", zoo.traits, words)


def parameters(zoo: Zoo) -> Lookup:
    def words(name: str) -> Words:
        parameter = zoo.parameters[name]
        return Words(number_in_words(zoo, parameter.value, parameter.unit))

    return Lookup("parameters", zoo.parameters, words)


def animal_in_words(zoo: Zoo, animal: str | None) -> Words:
    """`wolf`, as it stands in a sentence."""
    return unknown(zoo) if animal is None else Words(zoo.animals[animal].name.lower())


def answer_in_words(zoo: Zoo, attribute: Attribute, value: Value) -> Words:
    """The label of an answer as it stands in the middle of a sentence, or a number with its unit."""
    return Words(mid_sentence(value_in_words(zoo, attribute, value)))


def mid_sentence(label: str) -> str:
    """`They want to sell more` as `they want to sell more`; `SEO only` stays as it is."""
    first, second = label[:1], label[1:2]
    return label if second.isupper() or second.isdigit() else first.lower() + label[1:]


def strongest(consultation: Consultation, trait: str) -> Value | None:
    """The value of the trait that is believed most, if it counts (0.2 or more)."""
    believed = consultation.facts.get(trait, {})
    best = max(believed, key=lambda value: believed[value], default=None)
    return best if best is not None and believed[best] >= THRESHOLD else None


def unknown(zoo: Zoo) -> Unknown:
    """What nobody has said, in the zoo's language."""
    return Unknown(speech_of(zoo)(UNKNOWN))


def topics(zoo: Zoo) -> Lookup:
    """`{{ topics.offer }}`: the title of a section."""
    return Lookup("topics", zoo.topics, lambda name: Words(zoo.topics[name].title))

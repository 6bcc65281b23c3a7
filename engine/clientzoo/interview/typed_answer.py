"""What a manager typed, as an answer to a question, in any of the ways that people type."""

from clientzoo.explanation.wording import number_in_words, value_in_words
from clientzoo.knowledge.answers_file import ImpossibleAnswerError, answer_value
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.languages import fold_text
from clientzoo.knowledge.speech import Speech, later, speech_of
from clientzoo.knowledge.zoo import Attribute, Zoo

DIGITS = "123456789"
_LETTERS = "acdeghijklmopvxyz"  # for the tenth choice and later; the others are commands


def choice_keys(attribute: Attribute) -> tuple[str, ...]:
    """The key of each choice: digits, then letters; none for what goes beyond."""
    return tuple((DIGITS + _LETTERS)[: len(attribute.values)])


def understood(zoo: Zoo, attribute: Attribute, typed: str) -> Value:
    """The value typed: a number, a text, or a choice by its key, id or words. Raises ImpossibleAnswerError, kindly."""
    text = " ".join(typed.split())
    if not attribute.typed:
        values = list(attribute.values)
        keys = choice_keys(attribute)
        if text.casefold() in keys:
            return values[keys.index(text.casefold())]
        said = [value for value, label in attribute.values.items() if fold_text(label).startswith(fold_text(text))]
        if text and len(said) == 1:
            return said[0]
    try:
        return answer_value(attribute, text, zoo)
    except ImpossibleAnswerError as error:
        say = speech_of(zoo)
        if say.language != "en":  # what the reader of answers files says is English
            raise ImpossibleAnswerError(_asked(zoo, attribute, say)) from None
        raise ImpossibleAnswerError(_kindly(attribute, str(error), say), error.hint) from None


def in_words(zoo: Zoo, attribute: Attribute, value: Value) -> str:
    """What was understood: `1 200 000 RUB a month`."""
    return value_in_words(zoo, attribute, value)


def _kindly(attribute: Attribute, said: str, say: Speech) -> str:
    if attribute.numeric:
        return said.removeprefix(f"`{attribute.id}`: ").replace(f"`{attribute.id}`", attribute.name)
    if attribute.typed:
        return say("please write a word or two, or u where nobody knows")
    keys = choice_keys(attribute)
    if not keys:
        return said
    choices = ", ".join(f"{key} {label}" for key, label in zip(keys, attribute.values.values(), strict=False))
    return say(
        "please choose {first} to {last}, or u where nobody knows: {choices}",
        first=keys[0], last=keys[-1], choices=choices,
    )  # fmt: skip


def _asked(zoo: Zoo, attribute: Attribute, say: Speech) -> str:
    """What kind of answer the question wants."""
    if not attribute.numeric:
        return _kindly(attribute, say("please write a word or two, or u where nobody knows"), say)
    least, most = attribute.minimum, attribute.maximum
    number = later("please write a number, or u where nobody knows")
    if attribute.type == "integer":
        number = later("please write a whole number, or u where nobody knows")
    if least is None or most is None:
        return say(number)
    bounds = (number_in_words(zoo, bound, "") for bound in (least, most))
    return say("{number}: from {least} to {most}", number=say(number), least=next(bounds), most=next(bounds))

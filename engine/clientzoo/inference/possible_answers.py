"""Answers that a program hands to an engine, held against the questionnaire before anything is concluded of them."""

from math import inf

from clientzoo.inference.consultation import Answers
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ImpossibleAnswerError, answer_value
from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.span import Span
from clientzoo.knowledge.zoo import Attribute, Zoo


def refuse_impossible(zoo: Zoo, answers: Answers) -> None:
    """Raises ImpossibleAnswerError, a ValueError, whose text names every answer that the zoo cannot have: an unknown
    question, a value that the question does not allow, a certainty outside 0..1 (0 excluded)."""
    faults = []
    for name, answer in answers.items():
        attribute = zoo.answerable.get(name)
        if attribute is None:
            hint = did_you_mean(name, zoo.attributes, show_all_up_to=0)
            faults.append(f"`{name}` is no question of this zoo" + (f" ({hint})" if hint else ""))
            continue
        if not 0 < answer.certainty <= 1:
            faults.append(f"`{name}`: a certainty lies above 0 and up to 1, not at {answer.certainty:g}")
        if not _is_possible(attribute, answer):
            faults.append(_fault(zoo, attribute, answer))
    if faults:
        raise ImpossibleAnswerError("; ".join(faults))


def _is_possible(attribute: Attribute, answer: Answer) -> bool:
    value = answer.value
    if attribute.type == "text":
        return isinstance(value, str) and bool(value.strip())
    if not attribute.numeric:
        return value in attribute.values and isinstance(value, bool) == (attribute.type == "boolean")
    if isinstance(value, Span):
        ends = [end for end in (value.low, value.high) if abs(end) != inf]
        return value.low < value.high and all(_is_possible(attribute, Answer(end)) for end in ends)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    low, high = attribute.minimum, attribute.maximum
    whole = attribute.type != "integer" or float(value).is_integer()
    return whole and (low is None or value >= low) and (high is None or value <= high) and abs(value) < inf


def _fault(zoo: Zoo, attribute: Attribute, answer: Answer) -> str:
    """In the words in which a file's answer would be refused."""
    try:
        meant = answer_value(attribute, answer.value, zoo)
    except ImpossibleAnswerError as error:
        return f"`{attribute.id}`: {error}" + (f" ({error.hint})" if error.hint else "")
    return f"`{attribute.id}`: write {meant!r} instead of {answer.value!r}"

"""An interview with a file for a client: the order asks, the file answers, what it does not say is unknown."""

from typing import NamedTuple

from clientzoo.interview.order import Order
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.zoo import Zoo


class Questioned(NamedTuple):
    """The answers that came out, every question in the order asked, and after how many of them the animal was settled,
    None if it never was."""

    answers: dict[str, Answer]
    asked: tuple[str, ...]
    settled_after: int | None


def questioned(known: ClientAnswers, order: Order, zoo: Zoo) -> Questioned:
    """Asks what the order asks, until it asks no more.

    Answers to questions that were never asked stay out; what is measured and not asked is known from the start.
    """
    answers = {name: answer for name, answer in known.answers.items() if name not in zoo.questions}
    asked: list[str] = []
    settled_after = None
    while suggestion := order.next(answers, {*asked} - {*answers}, asked[-1] if asked else None):
        if suggestion.settled and settled_after is None:
            settled_after = len(asked)
        name = suggestion.question
        asked.append(name)
        if name in known.answers:
            answers[name] = known.answers[name]
    return Questioned(answers, tuple(asked), settled_after)

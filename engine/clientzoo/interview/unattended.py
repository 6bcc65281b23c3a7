"""An interview with a file for a client: the order asks, the file answers, what it does not say is unknown."""

from clientzoo.interview.order import Order
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.zoo import Zoo


def questioned(known: ClientAnswers, order: Order, zoo: Zoo) -> tuple[dict[str, Answer], tuple[str, ...]]:
    """The answers that came out, and every question in the order asked.

    Answers to questions that were never asked stay out; what is measured and not asked is known from the start.
    """
    answers = {name: answer for name, answer in known.answers.items() if name not in zoo.questions}
    asked: list[str] = []
    while suggestion := order.next(answers, {*asked} - {*answers}, asked[-1] if asked else None):
        name = suggestion.question
        asked.append(name)
        if name in known.answers:
            answers[name] = known.answers[name]
    return answers, tuple(asked)

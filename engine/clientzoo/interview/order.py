"""In which order questions are asked: what every order promises, and the order of the questionnaire itself."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol

from clientzoo.inference.consultation import Answers
from clientzoo.inference.premise import Facts
from clientzoo.inference.relevance import is_called_for
from clientzoo.knowledge.zoo import Zoo


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The question to ask next, and how far the interview is.

    `stage` is `advice` once the animal is settled and only transitions and advice still hang on the question. `gain` is
    what the answer is expected to tell of the animal, in bits; `more` about how many questions, this one included, are
    left until it is settled, and in eight interviews of ten from `least` to `most` (0 where
    nobody knows); `doubt` the estimated chance in [0, 1] that answers still open would change the animal.
    """

    question: str
    stage: Literal["animal", "advice"]
    gain: float
    more: int
    doubt: float
    least: int = 1
    most: int = 0

    @property
    def settled(self) -> bool:
        return self.stage == "advice"


class Order(Protocol):
    """Chooses questions. `unknown` were asked and not known; `last` is the question asked before."""

    def next(self, answers: Answers, unknown: Collection[str], last: str | None) -> Suggestion | None:
        """The next question, or None when nothing worth asking is left."""


class FullOrder:
    """Every relevant question, group by group as the questionnaire has them."""

    def __init__(self, zoo: Zoo) -> None:
        self._zoo = zoo

    def next(self, answers: Answers, unknown: Collection[str], last: str | None) -> Suggestion | None:
        facts: Facts = {name: {answer.value: answer.certainty} for name, answer in answers.items()}
        left = [
            attribute.id
            for attribute in self._zoo.questions.values()
            if attribute.id not in answers and attribute.id not in unknown and is_called_for(attribute, facts)
        ]
        return Suggestion(left[0], "animal", 0.0, len(left), 1.0) if left else None

"""An interview as a value: what is known so far, and which question was come to when. Every step gives a new one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.domain import Value

Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class Session:
    """`asked` are the questions in the order first come to; `at` is the one looked at again, None for a new one."""

    known: ClientAnswers
    asked: tuple[str, ...] = ()
    at: str | None = None

    @property
    def last(self) -> str | None:
        """The question come to last."""
        return self.asked[-1] if self.asked else None

    def note(self, question: str) -> str:
        """What was noted at the question, whether it has an answer or not."""
        answer = self.known.answers.get(question)
        return answer.note if answer else self.known.open_notes.get(question, "")

    def answered(self, question: str, value: Value, certainty: float = 1.0) -> "Session":
        """The question has this answer now; a note on it stays."""
        answer = Answer(value, certainty, self.note(question))
        known = replace(
            self.known,
            answers={**self.known.answers, question: answer},
            unknown=self.known.unknown - {question},
            open_notes=_without(self.known.open_notes, question),
        )
        return self._come_to(question, known)

    def not_known(self, question: str) -> "Session":
        """Nobody knows; an answer given before is taken back, a note on it stays."""
        note = self.note(question)
        known = replace(
            self.known,
            answers=_without(self.known.answers, question),
            unknown=self.known.unknown | {question},
            open_notes={**self.known.open_notes, question: note} if note else self.known.open_notes,
        )
        return self._come_to(question, known)

    def noted(self, question: str, text: str) -> "Session":
        """The note on the question is `text`, none where that is empty. The question stays where it is."""
        answer = self.known.answers.get(question)
        if answer:
            answers = {**self.known.answers, question: replace(answer, note=text)}
            return replace(self, known=replace(self.known, answers=answers))
        notes = _without(self.known.open_notes, question)
        return replace(self, known=replace(self.known, open_notes={**notes, question: text} if text else notes))

    def back(self, passing: Collection[str] = ()) -> "Session":
        """One question back in the order asked, `passing` some by; all answers stay. The first is the end of it."""
        before = self.asked[: self.asked.index(self.at)] if self.at in self.asked else self.asked
        earlier = [question for question in before if question not in passing]
        return replace(self, at=earlier[-1]) if earlier else self

    def onward(self, passing: Collection[str] = ()) -> "Session":
        """One question on in the order asked, and from the last of them to the new one."""
        after = self.asked[self.asked.index(self.at) + 1 :] if self.at in self.asked else ()
        later = [question for question in after if question not in passing]
        return replace(self, at=later[0] if later else None)

    def at_question(self, question: str | None) -> "Session":
        """Any question opened again, or None: the new one."""
        return replace(self, at=question)

    def _come_to(self, question: str, known: ClientAnswers) -> "Session":
        asked = self.asked if question in self.asked else (*self.asked, question)
        return Session(known, asked)


def resumed(known: ClientAnswers) -> Session:
    """The session that goes on from what an answers file holds; its order stands for the order asked."""
    return Session(known, tuple(dict.fromkeys((*known.answers, *sorted(known.unknown)))))


def _without(mapping: Mapping[str, Held], name: str) -> dict[str, Held]:
    return {key: value for key, value in mapping.items() if key != name}

"""The conversation that every terminal leads: where it stands, what may follow, and each answer kept at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol, TypeAlias

from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Answers, Consultation
from clientzoo.inference.relevance import is_called_for, is_relevant
from clientzoo.interview.keep import Keeper
from clientzoo.interview.order import FullOrder, Order, Suggestion
from clientzoo.interview.session import Session
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.speech import Speech, speech_of
from clientzoo.knowledge.zoo import Attribute, Zoo
from clientzoo.register.statement import Held, Kind

Scope: TypeAlias = Literal["animal", "advice", "everything"]
Stand: TypeAlias = Literal["question", "how", "since", "settled", "review"]
_NOTHING: Answers = {}
_MANY = 10_000


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told about the last step; `trouble` where something went wrong."""

    text: str = ""
    trouble: bool = False


class Memory(Protocol):
    """Where the answers are kept with the days on which they were said. `on` is the day of this conversation."""

    on: date
    held: Mapping[str, Held]

    def say(self, question: str, how: Kind | None = None, since: date | None = None) -> None:
        """The question is spoken of: it is written down with the next saving, even where the answer stays."""


@dataclass(frozen=True, slots=True)
class Differing:
    """An answer unlike that of an earlier day, of which it is yet to be said whether that changed or was wrong."""

    question: str
    value: Value
    certainty: float
    held: Held
    changed: bool = False  # only since when is still open


class Conversation:
    """One interview. `scope` is how far it goes: the animal only, what transitions and advice need, or every question.

    `measured` is known of the client without asking: it counts where no answer says otherwise, and is not kept in the
    file, since it is measured anew. `unsaved` is true while the file could not be written. With a `memory`, answers of
    earlier days are known by day, and `recall` names those to go through again before anything new is asked.
    """

    def __init__(
        self,
        zoo: Zoo,
        engine: Engine,
        order: Order,
        keep: Keeper,
        session: Session,
        measured: Answers = _NOTHING,
        memory: Memory | None = None,
        recall: Sequence[str] = (),
    ) -> None:
        self.zoo = zoo
        self.engine = engine
        self.keep = keep
        self.session = session
        self.measured = measured
        self.scope: Scope = "everything" if isinstance(order, FullOrder) else "animal"
        self.unsaved = False
        self.notice = Notice()
        self.consultation: Consultation = engine.consult(self.answers)
        self.before: Mapping[str, float] = self.consultation.certainties
        self.memory = memory
        self.differing: Differing | None = None
        self._recall = tuple(recall)
        self._recalled: tuple[str, ...] = ()
        self._order = order
        self._reviewing = False
        self.just_answered = ""  # the question answered a moment ago, until something else is done
        self.fewest_so_far = _MANY  # the least number of questions announced at most: it never rises within a stage
        self._was_settled = False
        self.settled_after: int | None = None  # how many questions had been asked when the animal was settled
        self._suggestion = self._next()

    @property
    def client(self) -> str:
        return self.session.known.client

    @property
    def answers(self) -> Answers:
        """All that is known of the client, measured or answered."""
        return {**self.measured, **self.session.known.answers}

    @property
    def say(self) -> Speech:
        """The program's words in the language of the interview."""
        return speech_of(self.zoo)

    @property
    def judges(self) -> bool:
        """Whether a verdict comes of it; a questionnaire without animals only gathers."""
        return bool(self.zoo.animals)

    @property
    def stand(self) -> Stand:
        """A question; whether an answer changed or was wrong, and since when it is so; the animal just settled and a
        choice of how to go on; or the review of all answers."""
        if self.differing is not None:
            return "since" if self.differing.changed else "how"
        if self.session.at is not None or self.recalling:
            return "question"
        if self._reviewing or self._suggestion is None:
            return "review"
        return "settled" if self._suggestion.settled and self.scope == "animal" else "question"

    @property
    def question(self) -> Attribute:
        """What is asked now. Only while `stand` is `question`."""
        if self.session.at is None and self.recalling:
            return self.zoo.attributes[self._recall[0]]
        name = self.session.at or (self._suggestion.question if self._suggestion else "")
        return self.zoo.attributes[name]

    @property
    def recalling(self) -> bool:
        """Whether what was said on earlier days is being gone through."""
        return bool(self._recall) and not self._reviewing

    @property
    def recalled(self) -> tuple[int, int]:
        """Which of the answers gone through again this is, from 1, and how many these are."""
        return len(self._recalled) + 1, len(self._recalled) + len(self._recall)

    @property
    def remembered(self) -> Held | None:
        """What an earlier day says to the question asked now, if it says anything."""
        held = self.memory.held.get(self.question.id) if self.memory else None
        return held if held and self.memory and held.seen_on < self.memory.on else None

    @property
    def suggestion(self) -> Suggestion | None:
        """The next new question by the order, whatever is looked at now."""
        return self._suggestion

    @property
    def left(self) -> tuple[str, ...]:
        """Questions not asked yet that could matter to this client, in the questionnaire's order."""
        asked = {*self.session.known.answers, *self.session.known.unknown}
        facts = self.consultation.facts
        return tuple(
            name for name, one in self.zoo.questions.items() if name not in asked and is_called_for(one, facts)
        )

    def matters(self, name: str) -> bool:
        """Whether the question concerns this client, as far as is known."""
        return is_relevant(self.zoo.attributes[name], self.consultation.facts)

    def answer(self, value: Value, certainty: float = 1.0) -> None:
        """Takes the answer; where an earlier day says otherwise, it is first asked whether that changed."""
        name, held = self.question.id, self.remembered
        if held is not None and held.statement.value is not None and held.statement.holds_from < self._today(held):
            before = held.statement.value
            if before != value or isinstance(before, bool) != isinstance(value, bool):
                self.differing = Differing(name, value, certainty, held)
                return
        self._speak(name)
        self._take(self.session.answered(name, value, certainty))
        self.just_answered = name

    def it_has_changed(self, since: date | None = None) -> None:
        """The differing answer is a change; without `since` it is asked from which day on."""
        if self.differing is not None and since is None:
            self.differing = replace(self.differing, changed=True)
        elif self.differing is not None:
            self._settle("change", since)

    def it_was_wrong(self) -> None:
        """The differing answer corrects what was written."""
        self._settle("correction", None)

    def take_back(self) -> None:
        """To the question again, with the answer as it was."""
        self.differing = None

    def settle(self) -> None:
        """Keeps a differing answer before one leaves, as a change from this day on."""
        if self.differing is not None and self.memory is not None:
            self._settle("change", self.memory.on)

    def keep_answer(self) -> None:
        """The answer given before is still so: with a memory that is written down, and what was asked again is done."""
        asked_again = self.recalling and self.session.at is None
        if self.remembered is not None:
            self._speak(self.question.id)
            self.save()
        if not asked_again:
            self.onward()

    def not_known(self) -> None:
        name = self.question.id
        self._speak(name)
        self._take(self.session.not_known(name))
        self.just_answered = name

    @property
    def noted(self) -> Attribute:
        """What a note is about: the question answered a moment ago, as long as nothing else was done, else this one."""
        return self.zoo.attributes[self.just_answered] if self.just_answered else self.question

    def note(self, text: str) -> None:
        """Keeps a note at the question that `noted` tells; the question asked stays where it is."""
        text = text.encode("utf-8", "replace").decode()  # what a terminal sent need not be whole signs
        self._take(self.session.noted(self.noted.id, text))

    def back(self) -> bool:
        """To the question before; from the review to the last one. False at the first question."""
        if self.recalling and self.session.at is None and self._recalled:
            self._recall, self._recalled = (self._recalled[-1], *self._recall), self._recalled[:-1]
            return True
        self._reviewing = self._reviewing and self.session.at is not None
        earlier = self.session.back(self._passed_by())
        moved = earlier != self.session
        self.session = earlier
        return moved

    def onward(self) -> None:
        """Past a question looked at again, keeping its answer."""
        if self.session.at is not None:
            self.session = self.session.at_question(None) if self._reviewing else self.session.onward(self._passed_by())
        elif self.recalling:
            self._through(self._recall[0])

    def open(self, name: str) -> None:
        """Any question again; from the review one comes back to the review."""
        self.session = self.session.at_question(name)

    def review(self) -> None:
        self._reviewing = True
        self.session = self.session.at_question(None)

    def go_on(self, scope: Scope) -> None:
        """With the questions that this scope adds; `everything` goes group by group."""
        self.scope = scope
        self._reviewing = False
        if scope == "everything":
            self._order = FullOrder(self.zoo)
        self._suggestion = self._next()

    def welcome_back(self) -> None:
        """Says that answers given before were found."""
        known = self.session.known
        number = len(known.answers) + len(known.unknown)
        self.notice = Notice(
            self.say.count(
                "Going on with {client}: {number} answer was found in {file}.",
                "Going on with {client}: {number} answers were found in {file}.",
                number,
                client=self.client,
                file=self.keep.place,
            )
        )

    def save(self) -> None:
        """Writes the file, where that failed before or was not needed yet."""
        try:
            saved = self.keep.save(self.session.known)
        except OSError as error:
            self.unsaved = True
            self.notice = Notice(
                self.say("NOT SAVED: {why}", why=f"{self.keep.place}: {error.strerror or error}"), trouble=True
            )
            return
        except ProblemsError as error:
            self.unsaved = True
            first, more = error.problems[0], len(error.problems) - 1
            others = self.say(" (and {number} more)", number=more) if more else ""
            text = self.say(
                "NOT SAVED: the file was changed by somebody else and cannot be read: {problem}",
                problem=f"{first}{others}",
            )
            self.notice = Notice(text, trouble=True)
            return
        self.unsaved = False
        if saved.from_others:
            self.session = Session(saved.known, self.session.asked, self.session.at)
            names = ", ".join(self.zoo.attributes[name].name for name in saved.from_others)
            text = self.say(
                "Somebody else changed answers meanwhile ({questions}): kept, except where you answered yourself.",
                questions=names,
            )
            self.notice = Notice(text, trouble=True)

    def _speak(self, name: str, how: Kind | None = None, since: date | None = None) -> None:
        if self.memory is not None:
            self.memory.say(name, how, since)
        self._through(name)

    def _through(self, name: str) -> None:
        """The question has been gone through again."""
        if name in self._recall:
            self._recall = tuple(one for one in self._recall if one != name)
            self._recalled = (*self._recalled, name)

    def _settle(self, how: Kind, since: date | None) -> None:
        if self.differing is None:
            return
        one, self.differing = self.differing, None
        self._speak(one.question, how, since)
        self._take(self.session.answered(one.question, one.value, one.certainty))
        self.just_answered = one.question

    def _today(self, held: Held) -> date:
        return self.memory.on if self.memory is not None else held.seen_on

    def _take(self, session: Session) -> None:
        self.before = self.consultation.certainties
        self.session = session
        self.notice = Notice()
        self.save()
        self.consultation = self.engine.consult(self.answers)
        self._suggestion = self._next()

    def _next(self) -> Suggestion | None:
        known = self.session.known
        suggestion = self._order.next(self.answers, known.unknown, self.session.last)
        if suggestion is not None:
            if suggestion.settled != self._was_settled:
                self._was_settled, self.fewest_so_far = suggestion.settled, _MANY
            self.fewest_so_far = min(self.fewest_so_far, suggestion.most or suggestion.more)
            self.settled_after = self._settled_after(suggestion)
        return suggestion

    def _settled_after(self, suggestion: Suggestion) -> int | None:
        """Stays where it was while the animal stays settled; an answer that opens the question again takes it back."""
        if self.scope == "everything":
            return self.settled_after
        if not suggestion.settled:
            return None
        return len(self.session.asked) if self.settled_after is None else self.settled_after

    def _passed_by(self) -> tuple[str, ...]:
        """Questions once asked that no longer concern this client."""
        return tuple(name for name in self.session.asked if not self.matters(name))

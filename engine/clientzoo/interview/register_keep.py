"""Keeps the answers of an interview in the register, each as a statement of its own the moment it is given."""

from collections.abc import Mapping
from datetime import date

from clientzoo.interview.keep import Saved, merged, state
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.speech import speech_of
from clientzoo.knowledge.zoo import Zoo
from clientzoo.register.client import Client, RegisterError
from clientzoo.register.known import client_answers, held_today
from clientzoo.register.register import Register
from clientzoo.register.statement import Held, Kind, Origin, Said


class RegisterKeep:
    """One client during an interview. A client that the register does not know joins it with the first answer.

    `on` is the day on which all of it is said, None for today. `held` is what was in force when we last looked.
    """

    def __init__(
        self,
        register: Register,
        client: Client | None,
        name: str,
        zoo: Zoo,
        on: date | None = None,
        origin: Origin = "interview",
    ) -> None:
        self.place = speech_of(zoo)("the register, {file}", file=register.place)
        self.client = client
        self.on = on or register.today
        self.held: Mapping[str, Held] = {}
        self._register = register
        self._name = name
        self._zoo = zoo
        self._origin: Origin = origin
        self._newest = 0
        self._how: dict[str, tuple[Kind | None, date | None]] = {}
        self._last = self._now()

    @property
    def known(self) -> ClientAnswers:
        """What the register knows of the client, as we last saw it."""
        return self._last

    def say(self, question: str, how: Kind | None = None, since: date | None = None) -> None:
        """The question is spoken of: the next saving writes it down even where the answer stays, as confirmed; `how`
        and `since` say whether another answer is a change, and from which day on, or a correction."""
        self._how[question] = how, since

    def save(self, known: ClientAnswers) -> Saved:
        """Writes down what was said. What others wrote meanwhile is taken over, our own answers going before theirs.

        Raises OSError, with the register's words, where it refuses: then nothing is written.
        """
        try:
            theirs = self._last if self._unchanged() else self._now()
            now, others = merged(self._last, known, theirs)
            ours, before = state(now), state(theirs)
            changed = [name for name in ours if ours[name] != before.get(name)]
            gone = [name for name in before if name not in ours]
            names = dict.fromkeys((*changed, *gone, *(name for name in self._how if name in ours)))
            if names:
                client = self.client or self._register.add(self._name, since=self.on)
                self.client = client
                said = [self._said(name, now) for name in names]
                self._register.record(client, said, origin=self._origin, zoo=self._zoo, on=self.on)
            self._how = {}
            self._look()
            self._last = now
        except RegisterError as error:
            raise OSError(str(error)) from error
        return Saved(now, others)

    def _now(self) -> ClientAnswers:
        if self.client is None:
            return ClientAnswers(self._name, self._zoo.id, self._zoo.version, {})
        self._look()
        return client_answers(self.client.name, self.held, self._zoo)

    def _look(self) -> None:
        """Remembers what is in force now."""
        if self.client is not None:
            self._newest = self._register.newest(self.client)
            self.held = held_today(self._register.statements(self.client), self._zoo, self.on)

    def _unchanged(self) -> bool:
        """Whether nobody has said anything of the client since we last looked."""
        return self.client is None or self._register.newest(self.client) == self._newest

    def _said(self, name: str, known: ClientAnswers) -> Said:
        how, since = self._how.get(name, (None, None))
        answer = known.answers.get(name)
        if answer is not None:
            return Said(name, answer.value, answer.certainty, answer.note, "answered", how, since)
        note = known.open_notes.get(name, "")
        return Said(name, None, 1.0, note, "unknown" if name in known.unknown else "open", how, since)

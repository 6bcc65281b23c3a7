"""Keeps a client's answers in their file: whole at every moment, and never over what somebody else wrote meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from clientzoo.interview.answers_text import answers_text
from clientzoo.interview.client_file import ClientFile
from clientzoo.knowledge.answers_file import ClientAnswers, read_answers_file
from clientzoo.knowledge.files import alone, remove_leftovers, replace_file
from clientzoo.knowledge.zoo import Zoo

Held = TypeVar("Held")


@dataclass(frozen=True, slots=True)
class Saved:
    """What the file holds now, and the questions on which it held something that was not ours."""

    known: ClientAnswers
    from_others: tuple[str, ...] = ()


class Keeper(Protocol):
    """Where the answers of an interview are kept; `place` is what a person calls it."""

    place: str

    def save(self, known: ClientAnswers) -> Saved:
        """Keeps what is known. Raises OSError or ProblemsError where it cannot; then nothing is kept of it."""


class Keep:
    """One client's file during an interview."""

    def __init__(self, file: ClientFile, zoo: Zoo) -> None:
        self.path = file.path
        self.place = str(file.path)
        self._zoo = zoo
        self._last = file.known  # as it stood when we last looked
        self._raw = _bytes(file.path)
        remove_leftovers(file.path.resolve().parent)

    def save(self, known: ClientAnswers) -> Saved:
        """Writes what is known. What others changed meanwhile is taken over, our own answers going before theirs.

        Raises OSError where the disk refuses, ProblemsError where the file was changed into something unreadable:
        then nothing is written.
        """
        path = self.path.resolve()  # through a symbolic link, to the file that it means
        path.parent.mkdir(parents=True, exist_ok=True)
        with alone(path.parent):
            now: ClientAnswers = known
            others: tuple[str, ...] = ()
            raw = _bytes(path)
            if raw is not None and raw != self._raw:
                theirs = read_answers_file(self.path, self._zoo)
                now, others = merged(self._last, known, theirs)
            text = answers_text(now, self._zoo).encode()
            if text != raw:
                replace_file(path, text)
        self._last, self._raw = now, text
        return Saved(now, others)


def merged(base: ClientAnswers, ours: ClientAnswers, theirs: ClientAnswers) -> tuple[ClientAnswers, tuple[str, ...]]:
    """Ours, with what they changed since `base` where we changed nothing; and the questions where they did."""
    before, our_state, their_state = state(base), state(ours), state(theirs)
    names = dict.fromkeys((*our_state, *their_state, *before))
    by_them = tuple(name for name in names if their_state.get(name) != before.get(name))
    taken = {name for name in by_them if our_state.get(name) == before.get(name)}
    differing = tuple(name for name in by_them if their_state.get(name) != our_state.get(name))

    def joined(mine: Mapping[str, Held], other: Mapping[str, Held]) -> dict[str, Held]:
        kept = {name: held for name, held in mine.items() if name not in taken}
        return {**kept, **{name: held for name, held in other.items() if name in taken}}

    now = replace(
        ours,
        answers=joined(ours.answers, theirs.answers),
        unknown=frozenset({*ours.unknown} - taken | {*theirs.unknown} & taken),
        open_notes=joined(ours.open_notes, theirs.open_notes),
    )
    return now, differing


def state(known: ClientAnswers) -> dict[str, object]:
    """All that is known of each question, as one thing to compare."""
    names = {*known.answers, *known.unknown, *known.open_notes}
    return {name: (known.answers.get(name), name in known.unknown, known.open_notes.get(name)) for name in names}


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None

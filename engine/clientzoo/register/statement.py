"""What was said of one question about one client: when it was said, from which day it holds, and by whom.

Two times belong to each statement. It *holds from* a day in the client's life, and was *recorded* at a moment in ours.
A change says that the client is otherwise from a day on; a confirmation, that it still is as before. A correction says
that what we wrote was wrong: it holds from the day of what it corrects, and comes after it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value

Kind: TypeAlias = Literal["first", "change", "correction", "confirmation"]
State: TypeAlias = Literal["answered", "unknown", "open"]
Origin: TypeAlias = Literal["interview", "file", "import", "edit"]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of a question. `value` is None where nobody knows, and where the question is left `open`.

    `how` says whether a differing value is a change or a correction of what was written; None leaves it to the
    register. `since` is the day from which a change holds, None that on which it is said.
    """

    question: str
    value: Value | None
    certainty: float = 1.0
    note: str = ""
    state: State = "answered"
    how: Kind | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of the register, never changed after it was written. `certainty` is in (0, 1].

    `holds_from` is the day from which it is so, `said_on` that on which it was said, `recorded_at` the moment (with a
    time zone) of its writing. `value` is None while nobody knows it (`unknown`) or nobody was asked (`open`).
    """

    question: str
    state: State
    value: Value | None
    certainty: float
    note: str
    kind: Kind
    holds_from: date
    said_on: date
    recorded_at: datetime
    by: str
    origin: Origin
    zoo: str
    zoo_version: str

    @property
    def answer(self) -> Answer | None:
        """The answer that it gives, if it gives one."""
        return None if self.value is None else Answer(self.value, self.certainty, self.note)

    def says_as(self, other: "Said | Statement") -> bool:
        """Whether both say the same, note and certainty included."""
        return (self.state, self.value, self.certainty, self.note) == (
            other.state, other.value, other.certainty, other.note,
        ) and isinstance(self.value, bool) == isinstance(other.value, bool)  # fmt: skip

    def same_value(self, other: "Said | Statement") -> bool:
        """Whether both give the same value, however surely and with whatever note."""
        same_kind = isinstance(self.value, bool) == isinstance(other.value, bool)
        return (self.state, self.value) == (other.state, other.value) and same_kind


@dataclass(frozen=True, slots=True)
class Held:
    """A statement in force on a day, and the day on which it was said, as far as that day had come."""

    statement: Statement
    seen_on: date


def in_force(
    statements: Iterable[Statement], as_of: date | None = None, known_at: datetime | None = None
) -> Mapping[str, Held]:
    """What holds on the day `as_of` by all that was recorded up to `known_at`, by question; None: without an end.

    Of the statements that hold from that day or before, the one that holds from the latest day counts, and of several
    from that day the one recorded last. In which order they are given does not matter.
    """
    heard = [
        one
        for one in statements
        if (as_of is None or one.holds_from <= as_of) and (known_at is None or one.recorded_at <= known_at)
    ]
    chosen: dict[str, Statement] = {}
    for one in heard:
        before = chosen.get(one.question)
        if before is None or _order(one) > _order(before):
            chosen[one.question] = one
    return {name: Held(one, _seen(one, as_of)) for name, one in sorted(chosen.items())}


def run_of(statements: Iterable[Statement], question: str, day: date) -> tuple[Statement, ...]:
    """The statements in force, one after another up to the day, that all give the value of the last; the last first."""
    about = [one for one in statements if one.question == question and one.holds_from <= day]
    found: list[Statement] = []
    for begin in sorted({one.holds_from for one in about}, reverse=True):
        held = in_force(about, begin)[question].statement
        if found and not held.same_value(found[0]):
            break
        found.append(held)
    return tuple(found)


def _order(one: Statement) -> tuple[date, datetime, str]:
    """Later wins; the text makes the choice the same even between two recorded in the same moment."""
    return one.holds_from, one.recorded_at, repr((one.state, one.value, one.certainty, one.note, one.by))


def _seen(one: Statement, as_of: date | None) -> date:
    return one.said_on if as_of is None or one.said_on <= as_of else one.holds_from

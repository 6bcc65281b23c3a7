"""Verdicts as they were given, and what people decided beside them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["decided", "close", "undetermined"]


@dataclass(frozen=True, slots=True)
class GivenVerdict:
    """What the rules said of a client on a day. `rules` is a fingerprint of the rules that said so.

    `next_animal` is what the client is nearest to becoming, `readiness` (0 to 1) how far the conditions of that are
    met; `fresh_until` the last day on which no answer behind it is stale. None where there is no such thing.
    """

    day: date
    status: Status
    animal: str | None
    certainty: float
    runner_up: str | None
    margin: float
    next_animal: str | None
    readiness: float | None
    fresh_until: date | None
    zoo: str
    zoo_version: str
    rules: str


@dataclass(frozen=True, slots=True)
class RecordedVerdict:
    """A verdict with the moment of its recording, and by whom."""

    verdict: GivenVerdict
    recorded_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word beside the verdict. `animal` is None where an earlier decision was withdrawn.

    It holds from `holds_from` through `until`, without an end where that is None.
    """

    animal: str | None
    because: str
    holds_from: date
    until: date | None
    recorded_at: datetime
    by: str

    def holds_on(self, day: date) -> bool:
        """Whether it is a decision, and in force on the day as far as days go."""
        return self.animal is not None and self.holds_from <= day and (self.until is None or day <= self.until)

"""What came out for a client, as far as two versions of a zoo can be compared by it."""

from collections.abc import Iterator
from dataclasses import dataclass

from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.inference.selection import selection


@dataclass(frozen=True, slots=True)
class Outcome:
    animal: str | None
    status: str
    certainty: float
    runner_up: str | None
    transitions: frozenset[str]  # those open, as `cow -> llama`
    advice: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is `animal`, `status`, `transition` or `advice`."""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what}: {self.before} -> {self.after}" if self.what in WHOLE else f"{self.what} {self.after}"


WHOLE = ("animal", "status")


def outcome_of(consultation: Consultation) -> Outcome:
    verdict = consultation.verdict
    return Outcome(
        verdict.animal,
        verdict.status,
        verdict.certainty,
        verdict.runner_up,
        frozenset(f"{one.origin} -> {one.target}" for one in prospects(consultation) if one.open),
        frozenset(one.advice.id for one in selection(consultation).given),
    )


def changes(before: Outcome, after: Outcome, *, advice: bool = True) -> Iterator[Change]:
    """What differs in animal, status, open transitions and, if asked for, advice."""
    if before.animal != after.animal:
        yield Change("animal", before.animal or "undetermined", after.animal or "undetermined")
    if before.status != after.status:
        yield Change("status", before.status, after.status)
    pairs = [("transition", before.transitions, after.transitions)]
    if advice:
        pairs.append(("advice", before.advice, after.advice))
    for what, one, other in pairs:
        for name in sorted(one - other):
            yield Change(what, name, f"no longer {name}")
        for name in sorted(other - one):
            yield Change(what, "", f"now {name}")

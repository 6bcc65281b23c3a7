"""The life of a client: what changed, when the verdict moved and by which answers and rules, what people decided."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from clientzoo.inference.consultation import Answers, Consultation, Verdict
from clientzoo.knowledge.condition import names
from clientzoo.knowledge.zoo import ANIMAL, Fact, Zoo
from clientzoo.register.judging import fingerprint
from clientzoo.register.known import client_answers, held_today, of_zoo
from clientzoo.register.statement import Held, Statement
from clientzoo.register.verdict import Decision, RecordedVerdict

Consult: TypeAlias = Callable[[Answers], Consultation]
_RULES = 3  # told of each side of a move, the strongest


@dataclass(frozen=True, slots=True)
class Answered:
    """What a question said from a day on, and before it; None where nobody had said anything."""

    question: str
    before: Statement | None
    after: Statement


@dataclass(frozen=True, slots=True)
class Said:
    """Answers that came or changed on a day, as is known now. `first` where these are the first of the client."""

    day: date
    answers: tuple[Answered, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """Something written was wrong: it is known since `day` what holds already from `statement.holds_from` on."""

    day: date
    statement: Statement
    before: Statement | None


@dataclass(frozen=True, slots=True)
class Moved:
    """The verdict by today's rules is another one from a day on. `gained` and `lost` are rules, the strongest first:
    that speak for the new animal or against the old one since, and that no longer speak for the old one."""

    day: date
    before: Verdict | None
    after: Verdict
    questions: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """A verdict as it was given, and what today's rules say to the very same answers: the client did not change."""

    day: date
    given: RecordedVerdict
    now: Verdict


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided, or withdrew, on a day."""

    day: date
    decision: Decision


Event: TypeAlias = Said | Corrected | Moved | RulesChanged | Decided


def history(
    statements: Sequence[Statement],
    verdicts: Iterable[RecordedVerdict],
    decisions: Iterable[Decision],
    zoo: Zoo,
    consult: Consult,
    known_at: datetime | None = None,
) -> tuple[Event, ...]:
    """Everything that happened, in the order of the days on which it did; of one day what was said goes first."""
    heard = [one for one in of_zoo(statements, zoo) if known_at is None or one.recorded_at <= known_at]
    events: list[Event] = [*_life(heard, zoo, consult), *_corrections(heard)]
    given = [one for one in verdicts if known_at is None or one.recorded_at <= known_at]
    events += _by_other_rules(heard, given, zoo, consult)
    events += [Decided(one.holds_from, one) for one in decisions if known_at is None or one.recorded_at <= known_at]
    return tuple(sorted(events, key=lambda one: (one.day, _ORDER.index(type(one)))))


_ORDER: list[type] = [Said, Corrected, Moved, RulesChanged, Decided]


def _life(statements: Sequence[Statement], zoo: Zoo, consult: Consult) -> Iterator[Event]:
    """Day by day what was said anew, and the moves of the verdict that came of it."""
    held: Mapping[str, Held] = {}
    before: Consultation | None = None
    for day in sorted({one.holds_from for one in statements}):
        now = held_today(statements, zoo, day)
        changed = tuple(_changed(held, now))
        if changed:
            yield Said(day, changed, not held)
            consultation = consult(client_answers("", now, zoo).answers)
            if before is None or _animal(consultation) != _animal(before):
                yield _move(day, before, consultation, [one.question for one in changed])
            before = consultation
        held = now


def _changed(held: Mapping[str, Held], now: Mapping[str, Held]) -> Iterator[Answered]:
    for question, one in now.items():
        earlier = held.get(question)
        if earlier is None or not earlier.statement.same_value(one.statement):
            yield Answered(question, earlier.statement if earlier else None, one.statement)


def _animal(consultation: Consultation) -> tuple[str | None, str]:
    return consultation.verdict.animal, consultation.verdict.status


def _move(day: date, before: Consultation | None, after: Consultation, questions: Sequence[str]) -> Moved:
    new, old = after.verdict.animal, before.verdict.animal if before else None
    spoke = _rules(before, old) if before else {}
    speaks, against = _rules(after, new), _rules(after, old, against=True)
    had = {**(_rules(before, new) if before else {}), **(_rules(before, old, against=True) if before else {})}
    gained = [rule for rule in {**speaks, **against} if rule not in had]
    lost = [rule for rule in spoke if rule not in _rules(after, old)]
    behind = _behind(after.zoo, (*gained, *lost))
    told = tuple(name for name in questions if name in behind) or tuple(questions)
    verdict = before.verdict if before else None
    return Moved(day, verdict, after.verdict, told, tuple(gained[:_RULES]), tuple(lost[:_RULES]))


def _rules(consultation: Consultation, animal: str | None, *, against: bool = False) -> dict[str, float]:
    """The rules that fired for the animal, or against it, with their certainties; the strongest first."""
    firings = consultation.firings_for.get(Fact(ANIMAL, animal), ()) if animal else ()
    return {one.rule: one.certainty for one in firings if (one.certainty < 0) == against}


def _behind(zoo: Zoo, rules: Iterable[str]) -> frozenset[str]:
    """What the rules look at, and what those look at that conclude it; one step is enough."""
    looked_at = {name for rule in rules for name in names(zoo.rule[rule].condition)}
    concluding = (rule for rule in zoo.rules if any(fact.name in looked_at for fact in rule.conclusions))
    return frozenset(looked_at.union(*(names(rule.condition) for rule in concluding)))


def _corrections(statements: Sequence[Statement]) -> Iterator[Corrected]:
    """Each correction once, with what was written before."""
    earliest: dict[tuple[str, date, object], Corrected] = {}
    for one in statements:
        if one.kind != "correction" or one.said_on == one.holds_from:
            continue
        wrong = [
            other
            for other in statements
            if other.question == one.question
            and other.holds_from == one.holds_from
            and other.recorded_at < one.recorded_at
        ]
        before = max(wrong, key=lambda other: other.recorded_at, default=None)
        key = (one.question, one.said_on, one.value)
        if key not in earliest or one.holds_from < earliest[key].statement.holds_from:
            earliest[key] = Corrected(one.said_on, one, before)
    yield from earliest.values()


def _by_other_rules(
    statements: Sequence[Statement], given: Sequence[RecordedVerdict], zoo: Zoo, consult: Consult
) -> Iterator[RulesChanged]:
    """Verdicts that today's rules would not give to what was known then."""
    rules = fingerprint(zoo)
    last: tuple[str | None, str] | None = None
    for one in given:
        verdict = one.verdict
        if verdict.zoo != zoo.id or verdict.rules == rules:
            last = None
            continue
        known = held_today(statements, zoo, verdict.day, one.recorded_at)
        now = consult(client_answers("", known, zoo).answers).verdict
        said = (verdict.animal, now.animal or "")
        if now.animal != verdict.animal and said != last:
            yield RulesChanged(verdict.day, one, now)
        last = said

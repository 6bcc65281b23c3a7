"""What it would take to become another animal: the smallest sets of changes of answers that make it so."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from clientzoo.explanation.representative import representatives
from clientzoo.explanation.what_if import with_changes
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Answers, Consultation, Verdict
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import Plan, plan
from clientzoo.inference.premise import Outcome, outcome
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.condition import AllOf, Condition, Premise, names, premises
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.span import Span
from clientzoo.knowledge.zoo import Attribute, Need, Transition, Zoo

By: TypeAlias = Literal["agency", "client", "new leadership"]
_BY: tuple[By, ...] = ("agency", "client", "new leadership")  # easiest to bring about first
MOST_CHANGES = 4
SHOWN = 10
_EFFORT = 3_000_000  # hypothetical clients reckoned for one question, about half a minute's work


class Change(NamedTuple):
    """An answer from one value to another; `old` is None where nobody has answered."""

    attribute: str
    old: Value | None
    new: Value
    by: By


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Changes that together make the client the animal, proven by a consultation whose verdict this is.

    `met` are the needs of the transition that the changes fulfil on the way.
    """

    changes: tuple[Change, ...]
    verdict: Verdict
    met: tuple[Need, ...]

    @property
    def by(self) -> By:
        """Who is needed for the whole of it: new leaders, else the client, else the agency alone."""
        return max((change.by for change in self.changes), key=_BY.index)


@dataclass(frozen=True, slots=True)
class Paths:
    """The smallest sets of changes, best first: by who can bring them about, then by what else they meet.

    `now` is the consultation as things stand. `transition` is the one that the zoo knows from here to the animal, if
    any. `revolution` are the needs of a revolution that are unmet now: every set meets them. `found` counts all sets of
    the smallest size that do it; `sets` has the best of them, one for the same questions. Every set of up to `searched`
    changes has been looked at; `cut_short` is true where larger ones were wanted and too many to look at.
    """

    now: Consultation
    animal: str
    transition: Transition | None
    revolution: tuple[Need, ...]
    sets: tuple[ChangeSet, ...]
    found: int
    searched: int
    cut_short: bool

    @property
    def there(self) -> bool:
        """Whether the client is the animal already, decided."""
        return arrived(self.now.verdict, self.animal)


def arrived(verdict: Verdict, animal: str) -> bool:
    """Whether the verdict is the animal and no close call: what every set of changes has to reach."""
    return verdict.animal == animal and verdict.status == "decided"


def paths(
    engine: Engine,
    zoo: Zoo,
    answers: Answers,
    animal: str,
    *,
    most_changes: int = MOST_CHANGES,
    shown: int = SHOWN,
    progress: Callable[[int], None] = lambda size: None,
) -> Paths:
    """The smallest sets of changes after which the verdict is `animal`, decided: at most `shown`, of few changes each.

    The search is complete: it goes through all sets of one change, then of two, and so on, and ends with the first size
    that does it; so no change in a set can be spared. A question may take every value that rules can tell apart (of
    numbers one from each band) that is better than today's, unless nobody can change it. `progress` is told each size
    before it is searched. Raises KeyError for an animal the zoo does not have.
    """
    now = engine.consult(answers)
    target = zoo.animals[animal].id
    transition = _transition(zoo, now.verdict.animal, target)
    revolution = _revolution(zoo, transition, now)
    if arrived(now.verdict, target):
        return Paths(now, target, transition, (), (), 0, 0, cut_short=False)
    values = representatives(zoo)
    others = _others(zoo, values, answers, revolution)
    planned = plan(zoo)
    trial = _Trial(Forward(planned), now, answers, target, transition, revolution, _leaders(zoo), values)
    search = _Sizes(planned, answers, target, others, revolution, progress)
    searched = 0
    known: list[ChangeSet] = []
    for size, found in search.up_to(most_changes):
        searched = size
        known = [one for values in found if (one := trial.told(values)) is not None]
        if known:
            break
    best = _one_for_each(sorted(known, key=trial.rank))[:shown]
    proven = tuple(one for one in best if arrived(engine.consult(changed_by(one, answers)).verdict, target))
    cut_short = not known and searched < most_changes
    return Paths(now, target, transition, revolution, proven, len(known), searched, cut_short)


def _one_for_each(ranked: list[ChangeSet]) -> list[ChangeSet]:
    """Of sets that change the same questions only the best: a yearly budget, and not also every better one."""
    first: dict[frozenset[str], ChangeSet] = {}
    for one in ranked:
        first.setdefault(frozenset(change.attribute for change in one.changes), one)
    return list(first.values())


def changed_by(one: ChangeSet, answers: Answers) -> dict[str, Answer]:
    """The answers after the changes."""
    return with_changes(answers, {change.attribute: Answer(change.new) for change in one.changes})


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Goes through all sets of changes, size by size."""

    plan: Plan
    answers: Answers
    animal: str
    others: Mapping[str, tuple[Value, ...]]
    revolution: tuple[Need, ...]
    progress: Callable[[int], None]

    def up_to(self, most_changes: int) -> Iterator[tuple[int, list[Mapping[str, Value]]]]:
        """Each size with all sets that reach the animal; ends early where they are too many to look at."""
        from clientzoo.explanation.search import Search  # brings NumPy, which nothing else here needs

        also = [premise for need in self.revolution for premise in premises(need.when)]
        search = Search(self.plan, self.answers, self.animal, self.others, _directly(self.revolution), also)
        for size in range(1, most_changes + 1):
            self.progress(size)
            found = list(search.sets(size, _EFFORT))
            if search.tried >= _EFFORT:
                return
            yield size, found


@dataclass(frozen=True, slots=True)
class _Trial:
    """Runs sets of changes on the built-in engine, the fastest for one client, and puts the best first."""

    engine: Engine
    now: Consultation
    answers: Answers
    animal: str
    transition: Transition | None
    revolution: tuple[Need, ...]
    leaders: frozenset[str]
    values: Mapping[str, tuple[Value, ...]]

    def told(self, values: Mapping[str, Value]) -> ChangeSet | None:
        """The set, when a run of the engine proves that it does what it should."""
        then, zoo = self._then(values), self.now.zoo
        if not arrived(then.verdict, self.animal) or not all(holds(need, then) for need in self.revolution):
            return None
        changes = sorted(
            (self._change(zoo.attributes[name], value) for name, value in values.items()),
            key=lambda change: (_BY.index(change.by), list(zoo.attributes).index(change.attribute)),
        )
        needs = self.transition.needs if self.transition else ()
        met = tuple(need for need in needs if holds(need, then) and not holds(need, self.now))
        return ChangeSet(tuple(changes), then.verdict, met)

    def rank(self, one: ChangeSet) -> tuple[object, ...]:
        """Easy to bring about, useful for the transition, small steps, sure."""
        client = sum(change.by != "agency" for change in one.changes)
        steps = sum(self._steps(change) for change in one.changes)
        order = tuple((change.attribute, str(change.new)) for change in one.changes)
        return _BY.index(one.by), client, -len(one.met), steps, -one.verdict.certainty, order

    def _steps(self, change: Change) -> int:
        values = self.values[change.attribute]
        return _distance(self.now.zoo.attributes[change.attribute], values, change.old, change.new)

    def _then(self, values: Mapping[str, Value]) -> Consultation:
        return self.engine.consult(with_changes(self.answers, {name: Answer(new) for name, new in values.items()}))

    def _change(self, attribute: Attribute, value: Value) -> Change:
        answer = self.answers.get(attribute.id)
        by: By = "agency" if attribute.changed_by == "agency" else "client"
        return Change(
            attribute.id,
            answer.value if answer else None,
            value,
            "new leadership" if attribute.id in self.leaders else by,
        )


def _transition(zoo: Zoo, origin: str | None, target: str) -> Transition | None:
    """The transition from the one animal to the other, growth before revolution; None where the zoo has none."""
    known = [one for one in zoo.transitions_from(origin or "") if one.target == target]
    return min(known, key=lambda one: one.kind == "revolution", default=None)


def _revolution(zoo: Zoo, transition: Transition | None, now: Consultation) -> tuple[Need, ...]:
    """What makes the transition a revolution, as far as it has not come yet; nothing where it is none."""
    if transition is None or transition.kind != "revolution":
        return ()
    shared = _shared(zoo)
    return tuple(need for need in transition.needs if need.when in shared and not holds(need, now))


def _shared(zoo: Zoo) -> list[Condition]:
    """The conditions that all revolutions of the zoo have in common: these are what a revolution is."""
    revolutions = [[need.when for need in one.needs] for one in zoo.transitions.values() if one.kind == "revolution"]
    return [when for when in revolutions[0] if all(when in other for other in revolutions)] if revolutions else []


def _leaders(zoo: Zoo) -> frozenset[str]:
    """The questions whose answers only a new leadership changes."""
    return frozenset(name for when in _shared(zoo) for name in names(when) if name in zoo.attributes)


def _directly(needs: tuple[Need, ...]) -> dict[str, Premise]:
    """The questions that must be answered otherwise for the needs to hold, with the test that each has to pass."""
    tests = [part for need in needs for part in _parts(need.when)]
    return {test.name: test for test in tests if isinstance(test, Premise) and not test.absent}


def _parts(condition: Condition) -> tuple[Condition, ...]:
    return condition.parts if isinstance(condition, AllOf) else (condition,)


def _others(
    zoo: Zoo, every: Mapping[str, tuple[Value, ...]], answers: Answers, revolution: tuple[Need, ...]
) -> dict[str, tuple[Value, ...]]:
    """What each question that can change may change to, nearest first; what the revolution asks where it asks."""
    tests = _directly(revolution)
    found = {}
    for name, values in every.items():
        attribute, answer = zoo.attributes[name], answers.get(name)
        allowed = [value for value in values if name not in tests or tests[name].accepts.accepts(value)]
        if attribute.changed_by != "nobody":
            nearest = sorted(
                allowed, key=lambda value: _distance(attribute, values, answer.value, value) if answer else 0
            )
            old = answer.value if answer else None
            found[name] = tuple(value for value in nearest if value != old and improves(attribute, values, old, value))
    return found


def improves(attribute: Attribute, values: tuple[Value, ...], old: Value | None, new: Value) -> bool:
    """Whether a decent agency may propose the change: never against the direction in which the answer is better.

    From an answer that nobody has given, everything may be proposed but the worst. `values` run along the list of the
    question, or from small to large.
    """
    if attribute.better is None:
        return True
    if attribute.better == "neither":
        return False
    more = attribute.better == "more"
    if old is None:
        return new != (values[0] if more else values[-1])
    before, after = _along(attribute, values, old), _along(attribute, values, new)
    return after > before if more else after < before


def _along(attribute: Attribute, values: tuple[Value, ...], value: Value) -> float:
    if attribute.type == "boolean":
        return float(value is True)
    if isinstance(value, Span):
        return value.middle
    return float(value) if attribute.numeric else _position(values, value)


def _distance(attribute: Attribute, values: tuple[Value, ...], old: Value | None, new: Value) -> int:
    """How many steps of an ordered answer, or bands of a number, lie between two answers; else 1 where they differ."""
    if old is None or not (attribute.ordered or attribute.numeric):
        return int(old != new)
    return abs(_position(values, old) - _position(values, new))


def _position(values: tuple[Value, ...], value: Value) -> int:
    if isinstance(value, Span):
        value = value.middle
    if value in values:
        return values.index(value)
    return sum(one < value for one in values)  # type: ignore[operator]


def holds(need: Need, consultation: Consultation) -> bool:
    """Whether what is known fulfils the need."""
    return outcome(need.when, consultation.facts) is Outcome.HOLDS

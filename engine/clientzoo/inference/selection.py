"""Which advice a playbook gives this client: no two pieces take opposite stances, and the whole is in proportion.

Advice is taken up in the order of its use: what rests on the client's own answers, then what rests on traits, then the
animal's default; within each the surest first. What contradicts advice taken up before, presupposes what is otherwise,
costs more than is left, or finds its section full, is withheld, and the reason is kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal, TypeAlias

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.inference.premise import Outcome, outcome
from clientzoo.knowledge.advice import Advice, Takes
from clientzoo.knowledge.span import Span
from clientzoo.knowledge.zoo import ADVICE, TRANSITION, Fact

Why: TypeAlias = Literal["presupposition", "stance", "clash", "proportion", "room", "prerequisite"]


class Rank(IntEnum):
    """What advice rests on: the kind of client, something concluded, an answer of the client's own."""

    KIND = 1
    CONCLUDED = 2
    ANSWERED = 3


@dataclass(frozen=True, slots=True)
class Given:
    """Advice that a rule gives, how surely, and on what it rests."""

    advice: Advice
    certainty: float
    rank: Rank


@dataclass(frozen=True, slots=True)
class Withheld:
    """Advice that a rule gives and the page does not.

    `by` is the advice that stands instead: with another stance on `topic`, of a higher rank (`stance`) or the same
    (`clash`). None for the other reasons.
    """

    given: Given
    why: Why
    by: Given | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """How much money the first month of a plan may take, and in words whence we know it."""

    money: float
    said: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What is given, the most useful first, and what is withheld. `bound` is None where nothing tells it.

    `hours` of ours by role and `money` for others are what the given advice takes in its first month; `cost` is both.
    """

    given: tuple[Given, ...]
    withheld: tuple[Withheld, ...] = ()
    bound: Bound | None = None
    hours: Mapping[str, float] = field(default_factory=dict)
    money: float = 0.0
    cost: float = 0.0

    def of_topic(self, topic: str) -> tuple[Given, ...]:
        """The advice of one section."""
        return tuple(one for one in self.given if one.advice.topic == topic)

    @property
    def clashes(self) -> tuple[Withheld, ...]:
        """Contradictions that no rank settles: the surer advice stands, and the zoo should be mended."""
        return tuple(one for one in self.withheld if one.why == "clash")


def selection(consultation: Consultation, discreet: bool = False) -> Selection:
    """The advice for this client; without what is for our own eyes where it is to be `discreet`."""
    zoo, bound = consultation.zoo, bearable(consultation)
    given: list[Given] = []
    withheld: list[Withheld] = []
    cost = 0.0
    candidates = [one for one in _candidates(consultation) if not (discreet and one.advice.delicate)]
    for one in _in_turn(candidates):
        refused = _refused(consultation, one, given, None if bound is None else bound.money - cost)
        if refused is not None:
            withheld.append(refused)
        else:
            given.append(one)
            cost += zoo.proportion.cost(one.advice.takes)
    hours: dict[str, float] = {}
    for taken in (one.advice.takes for one in given):
        for role, number in taken.hours.items():
            hours[role] = hours.get(role, 0.0) + number
    money = sum(one.advice.takes.money for one in given)
    return Selection(tuple(given), tuple(withheld), bound, hours, money, cost)


def rank_of(firing: Firing) -> Rank:
    """What a rule that fired rests on."""
    ranks = [
        Rank.ANSWERED
        if held.of == "answer"
        else Rank.KIND
        if held.of == "verdict" or held.premise.name == TRANSITION
        else Rank.CONCLUDED
        for held in firing.premises
        if not held.premise.absent  # what nobody has said is no answer of the client's
    ]
    return max(ranks, default=Rank.KIND)


def opposed(one: Advice, other: Advice) -> str:
    """The topic on which the two take different stances; empty where there is none."""
    return next((topic for topic, value in one.stance.items() if other.stance.get(topic, value) != value), "")


def bearable(consultation: Consultation) -> Bound | None:
    """How much the first month may take: by the first that is known of what the zoo goes by."""
    for one in consultation.zoo.proportion.bears:
        if one.of:
            answer = consultation.answers.get(one.of)
            value = None if answer is None else answer.value
            if isinstance(value, Span):
                value = value.low if value.low > 0 else value.middle  # what it surely has
            if isinstance(value, int | float):
                return Bound(value * one.percent / 100, one.said)
        elif one.when is None or outcome(one.when, consultation.facts) is Outcome.HOLDS:
            return Bound(one.money, one.said)
    return None


def _candidates(consultation: Consultation) -> list[Given]:
    """All that rules give, the most useful first, with equals in the order of the zoo's files."""
    zoo = consultation.zoo
    order = {name: number for number, name in enumerate(zoo.advice)}
    found = []
    for value, certainty in consultation.facts.get(ADVICE, {}).items():
        if certainty >= THRESHOLD:
            firings = consultation.firings_for.get(Fact(ADVICE, value), ())
            rank = max((rank_of(one) for one in firings if one.certainty > 0), default=Rank.KIND)
            found.append(Given(zoo.advice[str(value)], certainty, rank))
    return sorted(found, key=lambda one: (-one.rank, -one.certainty, order[one.advice.id]))


def _in_turn(candidates: list[Given]) -> Iterator[Given]:
    """The candidates in their order, but none before all that it comes after."""
    waiting, known, past = list(candidates), {one.advice.id for one in candidates}, set[str]()
    while waiting:
        ready = (one for one in waiting if known.intersection(one.advice.after) <= past)
        turn = next(ready, waiting[0])
        waiting.remove(turn)
        past.add(turn.advice.id)
        yield turn


def _refused(consultation: Consultation, one: Given, given: list[Given], left: float | None) -> Withheld | None:
    """Why the advice may not join what is given already, with so much money `left`; None where it may."""
    advice, zoo = one.advice, consultation.zoo
    if advice.presupposes is not None and outcome(advice.presupposes, consultation.facts) is Outcome.FAILS:
        return Withheld(one, "presupposition")
    if advice.after and not any(other.advice.id in advice.after for other in given):
        return Withheld(one, "prerequisite")
    for other in given:
        topic = opposed(advice, other.advice)
        if topic:
            return Withheld(one, "clash" if other.rank == one.rank else "stance", other, topic)
    if left is not None and zoo.proportion.cost(advice.takes) > left and advice.takes != Takes():
        return Withheld(one, "proportion")
    topic_of = zoo.topics.get(advice.topic)
    if topic_of is not None and sum(other.advice.topic == advice.topic for other in given) >= topic_of.most:
        return Withheld(one, "room")
    return None

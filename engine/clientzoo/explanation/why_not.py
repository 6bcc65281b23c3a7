"""Why a client is not some animal: what each rule that could have spoken for it lacked, and what spoke against."""

from collections.abc import Iterator
from dataclasses import dataclass

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.inference.premise import Outcome, outcome
from clientzoo.inference.relevance import unknown_questions
from clientzoo.knowledge.condition import AllOf, AnyOf, Condition, Premise, premises
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import ANIMAL, Fact, Rule


@dataclass(frozen=True, slots=True)
class Lack:
    """A premise that did not hold: it fails on the `known` values, or nothing is known and it hangs.

    `answers` are the questions whose answers the known values rest on, or that would tell. `either` is true of a
    premise that is one of several, any of which would do.
    """

    premise: Premise
    outcome: Outcome
    known: tuple[tuple[Value, float], ...]
    answers: tuple[str, ...]
    either: bool


@dataclass(frozen=True, slots=True)
class Missed:
    """A rule that could have spoken for the fact and did not, with every premise it lacked.

    `steps` is how many of these would have to hold for it to fire.
    """

    rule: Rule
    lacking: tuple[Lack, ...]
    steps: int

    @property
    def failed(self) -> bool:
        """Whether what is known rules it out; otherwise it hangs on something nobody has said."""
        return any(lack.outcome is Outcome.FAILS for lack in self.lacking)


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`missed` has the nearest misses first: rules fewest steps away, then the strongest."""

    fact: Fact
    certainty: float
    missed: tuple[Missed, ...]
    spoke_for: tuple[Firing, ...]
    spoke_against: tuple[Firing, ...]


def why_not(consultation: Consultation, animal: str) -> WhyNot:
    """All that kept the client from being `animal`. Raises KeyError for an animal the zoo does not have."""
    return why_not_fact(consultation, Fact(ANIMAL, consultation.zoo.animals[animal].id))


def why_not_fact(consultation: Consultation, fact: Fact) -> WhyNot:
    """The same of anything that rules conclude, as a piece of advice."""
    firings = consultation.firings_for.get(fact, ())
    belief = consultation.beliefs.get(fact)
    return WhyNot(
        fact,
        belief.certainty if belief else 0.0,
        missed_for(consultation, fact),
        tuple(firing for firing in firings if firing.certainty > 0),
        tuple(firing for firing in firings if firing.certainty < 0),
    )


def missed_for(consultation: Consultation, fact: Fact) -> tuple[Missed, ...]:
    """The rules that could have spoken for the fact and did not, the nearest misses first."""
    fired = {firing.rule for firing in consultation.firings_for.get(fact, ())}
    found = [
        missed(consultation, rule)
        for rule in consultation.zoo.rules
        if rule.certainty > 0 and fact in rule.conclusions and rule.id not in fired
    ]
    return tuple(sorted(found, key=lambda one: (one.steps, -one.rule.certainty, one.rule.id)))


def missed(consultation: Consultation, rule: Rule) -> Missed:
    """What a rule that did not fire lacked."""
    return Missed(rule, tuple(_lacking(rule.condition, consultation)), _steps(rule.condition, consultation))


def _steps(condition: Condition, consultation: Consultation) -> int:
    """The fewest premises that would have to hold for the condition to hold."""
    if outcome(condition, consultation.facts) is Outcome.HOLDS:
        return 0
    if isinstance(condition, Premise):
        return 1
    parts = [_steps(part, consultation) for part in condition.parts]
    return sum(parts) if isinstance(condition, AllOf) else min(parts)


def _lacking(condition: Condition, consultation: Consultation, either: bool = False) -> Iterator[Lack]:
    """The premises without which the condition does not hold; of any-of only when none of its parts holds."""
    if outcome(condition, consultation.facts) is Outcome.HOLDS:
        return
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.parts:
            yield from _lacking(part, consultation, either or isinstance(condition, AnyOf))
        return
    known = tuple(
        (value, certainty)
        for value, certainty in consultation.facts.get(condition.name, {}).items()
        if certainty >= THRESHOLD
    )
    state = outcome(condition, consultation.facts)
    if state is Outcome.FAILS:
        resting = {
            name: None for value, _ in known for name in answers_behind(consultation, Fact(condition.name, value))
        }
    else:
        resting = dict.fromkeys(open_questions(consultation, condition))
    yield Lack(condition, state, known, tuple(resting), either)


def answers_behind(consultation: Consultation, fact: Fact) -> tuple[str, ...]:
    """The answered questions on which the fact rests, through all rules that spoke for it, in the trace's order."""
    found: dict[str, None] = {}
    open_facts, seen = [fact], {fact}
    while open_facts:
        current = open_facts.pop(0)
        if current.name in consultation.answers:
            found[current.name] = None
        for firing in consultation.firings_for.get(current, ()):
            if firing.certainty <= 0:
                continue
            for held in firing.premises:
                needed = Fact(held.premise.name, held.value)
                if needed not in seen:
                    seen.add(needed)
                    open_facts.append(needed)
    return tuple(found)


def open_questions(consultation: Consultation, premise: Premise) -> tuple[str, ...]:
    """The unanswered questions that could make the premise hold, through rules; the most direct first."""
    zoo = consultation.zoo
    waiting_for = set(unknown_questions(consultation))
    by_strength = sorted(zoo.rules, key=lambda rule: -rule.certainty)
    found: dict[str, None] = {}
    waiting, seen = [premise.name], {premise.name}
    while waiting:
        name = waiting.pop(0)
        if name in waiting_for:
            found[name] = None
        if name in zoo.attributes:
            waiting.extend(one for one in zoo.attributes[name].made_of if one not in seen)
            seen.update(zoo.attributes[name].made_of)
        for rule in by_strength:
            if rule.certainty > 0 and any(fact.name == name for fact in rule.conclusions):
                for looked_at in dict.fromkeys(test.name for test in premises(rule.condition)):
                    if looked_at not in seen:
                        seen.add(looked_at)
                        waiting.append(looked_at)
    return tuple(found)

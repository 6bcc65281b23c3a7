"""What we do not know yet and should ask first: the open questions on which most hangs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from clientzoo.inference.consultation import Consultation
from clientzoo.inference.premise import Outcome, outcome
from clientzoo.inference.prospects import prospects
from clientzoo.inference.relevance import is_called_for, unknown_questions
from clientzoo.knowledge.condition import Condition, Premise, premises
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, VERDICT, Attribute, Fact, Zoo

MOST = 7


@dataclass(frozen=True, slots=True)
class _Open:
    """A condition that hangs on something unknown, and how much hangs on it."""

    condition: Condition
    weight: float


def worth_asking(consultation: Consultation, most: int = MOST) -> tuple[Attribute, ...]:
    """The unanswered questions that rules wait for, the weightiest first.

    What speaks for or against the animals in question counts first (all animals while undetermined, two while close),
    then what its transitions still need, then its advice. Each waiting rule shares its certainty among the questions
    that could settle it.
    """
    zoo = consultation.zoo
    left = [name for name in unknown_questions(consultation) if _relevant(zoo.attributes[name], consultation)]
    behind = _questions_behind(zoo)
    weights = dict.fromkeys(left, 0.0)
    for waiting in _waiting(consultation):
        telling = [name for name in _open_names(waiting.condition, consultation, behind) if name in weights]
        for name in telling:
            weights[name] += waiting.weight / len(telling)
    ranked = sorted((name for name in left if weights[name] > 0), key=lambda name: -weights[name])
    return tuple(zoo.attributes[name] for name in ranked[:most])


def _relevant(attribute: Attribute, consultation: Consultation) -> bool:
    """Whether the question makes sense already; one that hangs on another open question comes after it."""
    if not is_called_for(attribute, consultation.facts):
        return False
    if attribute.presumes and not _is_ours(consultation):
        return False
    condition = attribute.relevant_if
    return condition is None or outcome(condition, consultation.facts) is Outcome.HOLDS


def _is_ours(consultation: Consultation) -> bool:
    """Whether anything has been measured of the client, as only of one we work with."""
    attributes = consultation.zoo.attributes
    return any(not attributes[name].asked for name in consultation.answers)


def _waiting(consultation: Consultation) -> Iterable[_Open]:
    zoo, verdict = consultation.zoo, consultation.verdict
    asked = [verdict.animal, verdict.runner_up if verdict.status == "close" else None]
    animals = {name for name in asked if name} or set(zoo.animals)
    for rule in zoo.rules:
        of_animal = any(fact in rule.conclusions for fact in (Fact(ANIMAL, name) for name in animals))
        of_advice = any(fact.name == ADVICE for fact in rule.conclusions) and _for(rule.condition, animals)
        if (of_animal or of_advice) and outcome(rule.condition, consultation.facts) is Outcome.UNKNOWN:
            yield _Open(rule.condition, abs(rule.certainty) * (1.0 if of_animal else 0.3))
    for prospect in prospects(consultation):
        if prospect.open:
            for need in prospect.unknown:
                yield _Open(need.when, 0.6 * prospect.certainty)


def _for(condition: Condition, animals: set[str]) -> bool:
    """Whether a rule of advice concerns the animals: it names one of them as the verdict, or none at all."""
    named = [one for one in premises(condition) if one.name == VERDICT and not one.absent]
    return not named or any(one.accepts.accepts(animal) for one in named for animal in animals)


def _open_names(
    condition: Condition, consultation: Consultation, behind: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """The questions that could still decide the condition."""
    if outcome(condition, consultation.facts) is not Outcome.UNKNOWN:
        return frozenset()
    if isinstance(condition, Premise):
        return behind.get(condition.name, frozenset((condition.name,)))
    return frozenset().union(*(_open_names(part, consultation, behind) for part in condition.parts))


def _questions_behind(zoo: Zoo) -> dict[str, frozenset[str]]:
    """For each trait the questions that it rests on, through however many rules."""
    looked_at: dict[str, set[str]] = {}
    for rule in zoo.rules:
        for fact in rule.conclusions:
            if fact.name in zoo.traits and not rule.otherwise:
                looked_at.setdefault(fact.name, set()).update(one.name for one in premises(rule.condition))
    looked_at.update((one.id, set(one.made_of)) for one in zoo.derived)
    behind: dict[str, frozenset[str]] = {}

    def resolve(name: str) -> frozenset[str]:
        if name not in looked_at:
            return frozenset((name,))
        if name not in behind:
            behind[name] = frozenset().union(*map(resolve, looked_at[name]))
        return behind[name]

    for trait in looked_at:
        resolve(trait)
    return behind

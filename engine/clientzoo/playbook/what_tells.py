"""What to tell of a client, each fact once: reasons for its animal, then traits and answers that these do not name."""

from collections.abc import Iterator
from dataclasses import dataclass

from clientzoo.explanation.why_not import answers_behind
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.knowledge.zoo import ANIMAL, Fact

REASONS, TRAITS = 3, 4  # as many as a page tells; what these say is not said again


@dataclass(frozen=True, slots=True)
class Telling:
    """Reasons for the animal, traits with the strongest rule for each, and answered questions: by the weight they
    carried. `told` are traits and questions that the first reasons, or the first traits besides, tell already.
    """

    reasons: tuple[Firing, ...]
    traits: tuple[tuple[Fact, Firing], ...]
    answers: tuple[str, ...]
    told: frozenset[str]


def telling(consultation: Consultation) -> Telling:
    """For the verdict's animal; for the nearest one while undetermined; all answers where none comes near."""
    ranked = consultation.ranking
    animal = consultation.verdict.animal or (ranked[0].animal if ranked and ranked[0].certainty > 0 else None)
    if animal is None:
        return Telling((), (), tuple(consultation.answers), frozenset())
    speaking = [one for one in consultation.firings_for.get(Fact(ANIMAL, animal), ()) if one.certainty > 0]
    counting = [one for one in speaking if one.certainty >= THRESHOLD]  # a whisper is no reason where others speak up
    reasons = _apart(counting or speaking)
    facts = list(dict.fromkeys(fact for reason in reasons for fact in _grounds(reason)))
    traits = tuple(
        (fact, strongest)
        for fact in facts
        if fact.name in consultation.zoo.traits and (strongest := speaking_for(consultation, fact))
    )
    named = {fact for reason in reasons[:REASONS] for fact in _grounds(reason)}
    besides = [fact for fact, _ in traits if fact not in named][:TRAITS]
    told = {fact.name for fact in named}
    told |= {name for fact in (*named, *besides) for name in answers_behind(consultation, fact)}
    answers = dict.fromkeys(name for fact in facts for name in answers_behind(consultation, fact))
    return Telling(tuple(reasons), traits, tuple(answers), frozenset(told))


def speaking_for(consultation: Consultation, fact: Fact) -> Firing | None:
    """The strongest firing for the fact."""
    return next((one for one in consultation.firings_for.get(fact, ()) if one.certainty > 0), None)


def _apart(firings: list[Firing]) -> list[Firing]:
    """The strongest first, but those that share no ground with one before them ahead of those that repeat."""
    first: list[Firing] = []
    seen: set[Fact] = set()
    for firing in firings:
        if seen.isdisjoint(_grounds(firing)):
            first.append(firing)
            seen.update(_grounds(firing))
    return first + [firing for firing in firings if firing not in first]


def _grounds(firing: Firing) -> Iterator[Fact]:
    for held in (one for one in firing.premises if not one.premise.absent):
        yield Fact(held.premise.name, held.value)

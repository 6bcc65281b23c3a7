"""Who the client is in its own terms: the traits and answers that weighed most for its animal."""

from collections.abc import Iterator
from dataclasses import dataclass

from clientzoo.explanation.why_not import answers_behind
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.knowledge.zoo import ANIMAL, Fact


@dataclass(frozen=True, slots=True)
class Telling:
    """Traits with the strongest rule for each, and answered questions: both by the weight they carried."""

    traits: tuple[tuple[Fact, Firing], ...]
    answers: tuple[str, ...]


def telling(consultation: Consultation) -> Telling:
    """For the verdict's animal; for the nearest one while undetermined; all answers where none comes near."""
    ranked = consultation.ranking
    animal = consultation.verdict.animal or (ranked[0].animal if ranked and ranked[0].certainty > 0 else None)
    if animal is None:
        return Telling((), tuple(consultation.answers))
    facts = list(dict.fromkeys(_grounds(consultation, animal)))
    traits = tuple(
        (fact, strongest)
        for fact in facts
        if fact.name in consultation.zoo.traits and (strongest := speaking_for(consultation, fact))
    )
    answers = dict.fromkeys(name for fact in facts for name in answers_behind(consultation, fact))
    return Telling(traits, tuple(answers))


def speaking_for(consultation: Consultation, fact: Fact) -> Firing | None:
    """The strongest firing for the fact."""
    return next((one for one in consultation.firings_for.get(fact, ()) if one.certainty > 0), None)


def _grounds(consultation: Consultation, animal: str) -> Iterator[Fact]:
    for firing in consultation.firings_for.get(Fact(ANIMAL, animal), ()):
        if firing.certainty > 0:
            for held in (one for one in firing.premises if not one.premise.absent):
                yield Fact(held.premise.name, held.value)

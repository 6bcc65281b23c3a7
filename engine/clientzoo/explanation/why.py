"""Why a question is asked: which animals it separates now, and what each answer would do to the ranking."""

from dataclasses import dataclass

from clientzoo.explanation.representative import representatives
from clientzoo.explanation.what_if import with_changes
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Answers, Consultation
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import Attribute, Zoo

TELLING = 0.05  # animals whose certainty the answers move by less are not told apart by the question


@dataclass(frozen=True, slots=True)
class Effect:
    """An answer, and the client as it would stand after it."""

    value: Value
    after: Consultation


@dataclass(frozen=True, slots=True)
class Why:
    """`separates` are the animals that an answer would put first or near it, the most dependent on it first.

    `effects` has every choice, or a number from each band that rules tell apart.
    """

    question: Attribute
    now: Consultation
    effects: tuple[Effect, ...]
    separates: tuple[str, ...]


def why(engine: Engine, zoo: Zoo, answers: Answers, question: str) -> Why:
    """What the answer to `question`, an id of the zoo, would tell; an answer it already has is left out of account."""
    known = with_changes(answers, {question: None})
    effects = tuple(
        Effect(value, engine.consult({**known, question: Answer(value)})) for value in representatives(zoo)[question]
    )
    spread = {animal: _spread(animal, effects) for animal in zoo.animals}
    telling = [animal for animal in spread if spread[animal] >= TELLING and _in_reach(animal, effects, zoo)]
    separates = tuple(sorted(telling, key=lambda animal: -spread[animal]))
    return Why(zoo.attributes[question], engine.consult(known), effects, separates)


def _in_reach(animal: str, effects: tuple[Effect, ...], zoo: Zoo) -> bool:
    """Whether some answer would leave the animal at the top, or no further below it than the margin of a verdict."""
    return any(
        effect.after.certainties[animal] >= max(effect.after.certainties.values()) - zoo.policy.margin
        for effect in effects
    )


def _spread(animal: str, effects: tuple[Effect, ...]) -> float:
    certainties = [effect.after.certainties[animal] for effect in effects]
    return max(certainties, default=0.0) - min(certainties, default=0.0)

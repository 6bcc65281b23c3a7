"""A verdict in one sentence."""

from clientzoo.explanation.wording import in_words
from clientzoo.inference.consultation import Consultation


def headline(consultation: Consultation) -> str:
    """`wolf, very likely (0.91); next the tiger (0.35)`, with a plain word where it is close or undetermined."""
    zoo, verdict = consultation.zoo, consultation.verdict
    second = zoo.animals[verdict.runner_up].name.lower() if verdict.runner_up else ""
    if verdict.animal is None:
        top = consultation.ranking[0] if consultation.ranking else None
        if top is None or top.certainty <= 0:
            return "undetermined: nothing telling is known yet"
        leaning = zoo.animals[top.animal].name.lower()
        return f"undetermined: not enough is known; so far nearest to the {leaning} ({top.certainty:.2f})"
    animal = zoo.animals[verdict.animal].name.lower()
    said = f"{animal}, {in_words(verdict.certainty)} ({verdict.certainty:.2f})"
    if verdict.status == "close":
        return f"{said}, but a close call with the {second} ({consultation.ranking[1].certainty:.2f})"
    return f"{said}; next the {second} ({consultation.ranking[1].certainty:.2f})" if second else said

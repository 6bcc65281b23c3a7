"""A verdict in one sentence."""

from clientzoo.explanation.wording import certainly, kind
from clientzoo.inference.consultation import Consultation, Verdict
from clientzoo.knowledge.zoo import Zoo


def headline(consultation: Consultation) -> str:
    """`wolf, very likely (0.91); next the tiger (0.35)`, with a plain word where it is close or undetermined."""
    zoo, verdict = consultation.zoo, consultation.verdict
    if verdict.animal is None:
        top = consultation.ranking[0] if consultation.ranking else None
        if top is None or top.certainty <= 0:
            return "undetermined: nothing telling is known yet"
        return f"undetermined: not enough is known; so far nearest to the {kind(zoo, top.animal)} ({top.certainty:.2f})"
    if verdict.runner_up is None or verdict.status == "close":
        return verdict_in_words(zoo, verdict)
    second = consultation.ranking[1]
    return f"{verdict_in_words(zoo, verdict)}; next the {kind(zoo, second.animal)} ({second.certainty:.2f})"


def verdict_in_words(zoo: Zoo, verdict: Verdict) -> str:
    """`wolf, very likely (0.91)`, `wolf, likely (0.70), but a close call with the tiger (0.65)`, `undetermined`."""
    if verdict.animal is None:
        return "undetermined"
    said = f"{kind(zoo, verdict.animal)}, {certainly(verdict.certainty)}"
    if verdict.status == "close" and verdict.runner_up:
        second = verdict.certainty - verdict.margin
        return f"{said}, but a close call with the {kind(zoo, verdict.runner_up)} ({second:.2f})"
    return said

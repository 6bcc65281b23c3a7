"""A verdict in one sentence."""

from clientzoo.explanation.wording import certainly, kind
from clientzoo.inference.consultation import Consultation, Verdict
from clientzoo.knowledge.speech import speech_of
from clientzoo.knowledge.zoo import Zoo


def headline(consultation: Consultation) -> str:
    """`wolf, very likely (0.91); next the tiger (0.35)`, with a plain word where it is close or undetermined."""
    zoo, verdict = consultation.zoo, consultation.verdict
    say = speech_of(zoo)
    if verdict.animal is None:
        top = consultation.ranking[0] if consultation.ranking else None
        if top is None or top.certainty <= 0:
            return say("undetermined: nothing telling is known yet")
        return say(
            "undetermined: not enough is known; so far nearest to the {animal} ({certainty})",
            animal=kind(zoo, top.animal),
            certainty=say.figure(top.certainty),
        )
    if len(verdict.listed) > 1:
        others = [one for one in consultation.ranking if one.animal in verdict.listed[1:]]
        return "; ".join(
            [
                verdict_in_words(zoo, verdict),
                *(f"{kind(zoo, one.animal)}, {certainly(one.certainty, say)}" for one in others),
            ]
        )
    if verdict.runner_up is None or verdict.status == "close":
        return verdict_in_words(zoo, verdict)
    second = consultation.ranking[1]
    return say(
        "{verdict}; next the {animal} ({certainty})",
        verdict=verdict_in_words(zoo, verdict),
        animal=kind(zoo, second.animal),
        certainty=say.figure(second.certainty),
    )


def verdict_in_words(zoo: Zoo, verdict: Verdict) -> str:
    """`wolf, very likely (0.91)`, `wolf, likely (0.70), but a close call with the tiger (0.65)`, `undetermined`."""
    say = speech_of(zoo)
    if verdict.animal is None:
        return say("undetermined")
    said = f"{kind(zoo, verdict.animal)}, {certainly(verdict.certainty, say)}"
    if verdict.status == "close" and verdict.runner_up:
        return say(
            "{verdict}, but a close call with the {animal} ({certainty})",
            verdict=said,
            animal=kind(zoo, verdict.runner_up),
            certainty=say.figure(verdict.certainty - verdict.margin),
        )
    return said

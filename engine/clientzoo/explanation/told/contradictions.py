"""Answers that pull against each other, in sentences: as pairs to ask about."""

from collections.abc import Iterator

from clientzoo.explanation.contradictions import Contradiction
from clientzoo.explanation.wording import answered, said
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.knowledge.speech import speech_of


def told_contradictions(consultation: Consultation, client: str, found: tuple[Contradiction, ...]) -> Iterator[str]:
    """Each pair with what it disagrees about, the answers on either side, and the questions to ask again."""
    say = speech_of(consultation.zoo)
    if not found:
        yield say("No strong answers of {client} pull against each other.", client=client)
        return
    yield say.count(
        "Answers of {client} that pull against each other, one pair, the tensest first.",
        "Answers of {client} that pull against each other, {number} pairs, the tensest first.",
        len(found),
        client=client,
    )
    for number, one in enumerate(found, 1):
        yield ""
        zoo = consultation.zoo
        if one.instead is None:
            sides = say("yes"), say("no")
            yield say("{number}. Whether {fact}:", number=number, fact=said(zoo, one.fact))
        else:
            sides = say("the one"), say("the other")
            facts = {"one": said(zoo, one.fact), "other": said(zoo, one.instead)}
            yield say("{number}. Either {one}, or {other}:", number=number, **facts)
        yield from _side(consultation, sides[0], one.speaking_for, one.answers_for)
        yield from _side(consultation, sides[1], one.speaking_against, one.answers_against)
        asks = [consultation.zoo.attributes[name].ask for name in dict.fromkeys(one.answers_for + one.answers_against)]
        yield "   " + say("Ask again:")
        yield from (f"     {ask}" for ask in asks)


def _side(consultation: Consultation, side: str, firing: Firing, answers: tuple[str, ...]) -> Iterator[str]:
    rule = consultation.zoo.rule[firing.rule]
    say = speech_of(consultation.zoo)
    yield f"   {side}, {say.figure(abs(firing.certainty))}: {rule.because} [{rule.id}]"
    for name in answers:
        given = answered(consultation.zoo, name, consultation.answers[name].value)
        yield "     " + say("answer: {answer}", answer=given)

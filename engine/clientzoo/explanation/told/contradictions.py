"""Answers that pull against each other, in sentences: as pairs to ask about."""

from collections.abc import Iterator

from clientzoo.explanation.contradictions import Contradiction, Opposed
from clientzoo.explanation.wording import answer_in_words, fact_in_words
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.knowledge.speech import speech_of


def told_contradictions(
    consultation: Consultation, client: str, found: tuple[Contradiction, ...], named: tuple[Opposed, ...] = ()
) -> Iterator[str]:
    """Each pair with what it disagrees about, the answers on either side, and the questions to ask again."""
    say = speech_of(consultation.zoo)
    if not found and not named:
        yield say("No strong answers of {client} pull against each other.", client=client)
        return
    yield say.count(
        "Answers of {client} that pull against each other, one pair, the tensest first.",
        "Answers of {client} that pull against each other, {number} pairs, the tensest first.",
        len(found) + len(named),
        client=client,
    )
    for number, opposed in enumerate(named, 1):
        yield ""
        yield f"{number}. {opposed.opposition.because}"
        yield from _answers(consultation, opposed.answers)
        yield from _again(consultation, opposed.answers)
    for number, one in enumerate(found, len(named) + 1):
        yield ""
        zoo = consultation.zoo
        if one.instead is None:
            sides = say("yes"), say("no")
            yield say("{number}. Whether {fact}:", number=number, fact=fact_in_words(zoo, one.fact))
        else:
            sides = say("the one"), say("the other")
            facts = {"one": fact_in_words(zoo, one.fact), "other": fact_in_words(zoo, one.instead)}
            yield say("{number}. Either {one}, or {other}:", number=number, **facts)
        yield from _side(consultation, sides[0], one.speaking_for, one.answers_for)
        yield from _side(consultation, sides[1], one.speaking_against, one.answers_against)
        yield from _again(consultation, tuple(dict.fromkeys(one.answers_for + one.answers_against)))


def _side(consultation: Consultation, side: str, firing: Firing, answers: tuple[str, ...]) -> Iterator[str]:
    rule = consultation.zoo.rule[firing.rule]
    say = speech_of(consultation.zoo)
    yield f"   {side}, {say.figure(abs(firing.certainty))}: {rule.because} [{rule.id}]"
    yield from _answers(consultation, answers)


def _again(consultation: Consultation, answers: tuple[str, ...]) -> Iterator[str]:
    yield "   " + speech_of(consultation.zoo)("Ask again:")
    yield from (f"     {consultation.zoo.attributes[name].ask}" for name in answers)


def _answers(consultation: Consultation, answers: tuple[str, ...]) -> Iterator[str]:
    say = speech_of(consultation.zoo)
    for name in answers:
        given = answer_in_words(consultation.zoo, name, consultation.answers[name].value)
        yield "     " + say("answer: {answer}", answer=given)

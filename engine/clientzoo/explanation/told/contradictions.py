"""Answers that pull against each other, in sentences: as pairs to ask about."""

from collections.abc import Iterator

from clientzoo.explanation.contradictions import Contradiction
from clientzoo.explanation.wording import answered, said
from clientzoo.inference.consultation import Consultation, Firing


def told_contradictions(consultation: Consultation, client: str, found: tuple[Contradiction, ...]) -> Iterator[str]:
    """Each pair with what it disagrees about, the answers on either side, and the questions to ask again."""
    if not found:
        yield f"No strong answers of {client} pull against each other."
        return
    pairs = "one pair" if len(found) == 1 else f"{len(found)} pairs"
    yield f"Answers of {client} that pull against each other, {pairs}, the tensest first."
    for number, one in enumerate(found, 1):
        yield ""
        zoo = consultation.zoo
        if one.instead is None:
            sides = "yes", "no"
            yield f"{number}. Whether {said(zoo, one.fact)}:"
        else:
            sides = "the one", "the other"
            yield f"{number}. Either {said(zoo, one.fact)}, or {said(zoo, one.instead)}:"
        yield from _side(consultation, sides[0], one.speaking_for, one.answers_for)
        yield from _side(consultation, sides[1], one.speaking_against, one.answers_against)
        asks = [consultation.zoo.attributes[name].ask for name in dict.fromkeys(one.answers_for + one.answers_against)]
        yield "   Ask again:"
        yield from (f"     {ask}" for ask in asks)


def _side(consultation: Consultation, side: str, firing: Firing, answers: tuple[str, ...]) -> Iterator[str]:
    rule = consultation.zoo.rule[firing.rule]
    yield f"   {side}, {abs(firing.certainty):.2f}: {rule.because} [{rule.id}]"
    for name in answers:
        yield f"     answer: {answered(consultation.zoo, name, consultation.answers[name].value)}"

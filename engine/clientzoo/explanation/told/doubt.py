"""How sure a verdict is, in sentences: the answers to double-check first."""

from collections.abc import Iterator

from clientzoo.explanation.doubt import Doubt, HowSure
from clientzoo.explanation.verdict import headline, verdict_in_words
from clientzoo.explanation.wording import answer_in_words, in_quotes
from clientzoo.knowledge.speech import later, speech_of
from clientzoo.knowledge.zoo import Zoo


def told_doubts(client: str, found: HowSure) -> Iterator[str]:
    """Which single wrong answer would overturn the verdict, and what becomes of it without each answer."""
    zoo, settled = found.consultation.zoo, found.consultation.verdict.animal is not None
    say = speech_of(zoo)
    yield say("The verdict on {client}: {verdict}", client=client, verdict=headline(found.consultation))
    yield ""
    if not found.doubts:
        yield say("There is no answer to doubt yet.")
        return
    if found.to_double_check:
        if settled:
            yield say("Double-check these answers: one of them being wrong would overturn the verdict.")
        else:
            yield say("No animal is settled. Double-check these answers: one of them being wrong would change that.")
        for doubt in found.to_double_check:
            yield from _overturning(zoo, doubt)
    else:
        yield (
            say("No single wrong answer would overturn the verdict.")
            if settled
            else say(
                "No animal is settled, and no single answer being another would settle one: more answers are needed."
            )
        )
    yield ""
    yield from _dropped(zoo, found)


def _overturning(zoo: Zoo, doubt: Doubt) -> Iterator[str]:
    yield f"  {answer_in_words(zoo, doubt.question, doubt.answer.value)}"
    attribute = zoo.attributes[doubt.question]
    for other in doubt.overturning:
        otherwise = {"answer": in_quotes(zoo, attribute, other.value), "verdict": verdict_in_words(zoo, other.verdict)}
        yield "    " + speech_of(zoo)("if it were {answer}: {verdict}", **otherwise)


def _dropped(zoo: Zoo, found: HowSure) -> Iterator[str]:
    say = speech_of(zoo)
    falling = [doubt for doubt in found.doubts if found.falls_without(doubt)]
    if falling:
        settled = found.consultation.verdict.animal is not None
        if settled:
            yield say("The verdict would not stand if one of these answers were missing:")
        else:
            yield say("It would come out otherwise if one of these answers were missing:")
        for doubt in falling:
            without = zoo.attributes[doubt.question].name
            verdict = verdict_in_words(zoo, doubt.dropped)
            yield "  " + say("without {question}: {verdict}", question=without, verdict=verdict)
    standing = [doubt for doubt in found.doubts if doubt not in falling]
    if not standing:
        return
    weakest = min(standing, key=lambda doubt: doubt.dropped.certainty)
    if found.consultation.verdict.animal:
        stands = (
            later("The verdict stands without any other answer; least sure, {certainty}, without {question}.")
            if falling
            else later(
                "The verdict stands without any one of its answers; least sure, {certainty}, without {question}."
            )
        )
        certainty, question = say.figure(weakest.dropped.certainty), zoo.attributes[weakest.question].name
        yield say(stands, certainty=certainty, question=question)
    elif falling:
        yield say("It stays open without any other answer.")
    else:
        yield say("It stays open without any one of its answers.")

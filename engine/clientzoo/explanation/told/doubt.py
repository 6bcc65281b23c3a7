"""How sure a verdict is, in sentences: the answers to double-check first."""

from collections.abc import Iterator

from clientzoo.explanation.doubt import Doubt, HowSure
from clientzoo.explanation.verdict import headline, verdict_in_words
from clientzoo.explanation.wording import answered, quoted
from clientzoo.knowledge.zoo import Zoo


def told_doubts(client: str, found: HowSure) -> Iterator[str]:
    """Which single wrong answer would overturn the verdict, and what becomes of it without each answer."""
    zoo, settled = found.consultation.zoo, found.consultation.verdict.animal is not None
    yield f"The verdict on {client}: {headline(found.consultation)}"
    yield ""
    if not found.doubts:
        yield "There is no answer to doubt yet."
        return
    if found.to_double_check:
        if settled:
            yield "Double-check these answers: one of them being wrong would overturn the verdict."
        else:
            yield "No animal is settled. Double-check these answers: one of them being wrong would change that."
        for doubt in found.to_double_check:
            yield from _overturning(zoo, doubt)
    else:
        yield (
            "No single wrong answer would overturn the verdict."
            if settled
            else "No animal is settled, and no single answer being another would settle one: more answers are needed."
        )
    yield ""
    yield from _dropped(zoo, found)


def _overturning(zoo: Zoo, doubt: Doubt) -> Iterator[str]:
    yield f"  {answered(zoo, doubt.question, doubt.answer.value)}"
    attribute = zoo.attributes[doubt.question]
    for other in doubt.overturning:
        yield f"    if it were {quoted(zoo, attribute, other.value)}: {verdict_in_words(zoo, other.verdict)}"


def _dropped(zoo: Zoo, found: HowSure) -> Iterator[str]:
    falling = [doubt for doubt in found.doubts if found.falls_without(doubt)]
    if falling:
        settled = found.consultation.verdict.animal is not None
        said = "The verdict would not stand" if settled else "It would come out otherwise"
        yield f"{said} if one of these answers were missing:"
        for doubt in falling:
            yield f"  without {zoo.attributes[doubt.question].name}: {verdict_in_words(zoo, doubt.dropped)}"
    standing = [doubt for doubt in found.doubts if doubt not in falling]
    if not standing:
        return
    weakest = min(standing, key=lambda doubt: doubt.dropped.certainty)
    which = "any other answer" if falling else "any one of its answers"
    least = f"; least sure, {weakest.dropped.certainty:.2f}, without {zoo.attributes[weakest.question].name}"
    if found.consultation.verdict.animal:
        yield f"The verdict stands without {which}{least}."
    else:
        yield f"It stays open without {which}."

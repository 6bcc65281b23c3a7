"""Why a question is asked, in sentences."""

from collections.abc import Iterator

from clientzoo.explanation.verdict import verdict_in_words
from clientzoo.explanation.why import Effect, Why
from clientzoo.explanation.wording import in_quotes, kind
from clientzoo.knowledge.speech import speech_of

_SHOWN = 4  # animals in a line


def told_why(found: Why) -> Iterator[str]:
    """The question, what it is for, which animals it separates, and what each answer would do to the ranking."""
    zoo, question = found.now.zoo, found.question
    yield question.ask
    say = speech_of(zoo)
    yield say("What it is for: {purpose}", purpose=question.purpose)
    yield ""
    if not found.separates:
        yield say(
            "By itself it tells no animal from another now; with other answers, or for the playbook, it may matter."
        )
        return
    apart = [kind(zoo, animal) for animal in found.separates[:_SHOWN]]
    if apart[1:]:
        first = ", ".join(f"{one:accusative}" for one in apart[:-1])
        yield say("It separates {animals} and {last:accusative}.", animals=first, last=apart[-1])
    else:
        yield say("It speaks of {animal:prepositional}.", animal=apart[0])
    yield ""
    yield say("What each answer would do (now -> then):")
    for effect in found.effects:
        yield from _effect(found, effect)


def _effect(found: Why, effect: Effect) -> Iterator[str]:
    zoo = found.now.zoo
    moves = [(animal, found.now.certainties[animal], effect.after.certainties[animal]) for animal in found.separates]
    moved = sorted((one for one in moves if one[1] != one[2]), key=lambda one: -abs(one[2] - one[1]))[:_SHOWN]
    say = speech_of(zoo)
    said = ", ".join(f"{kind(zoo, animal)} {say.figure(now)} -> {say.figure(then)}" for animal, now, then in moved)
    yield f"  {in_quotes(zoo, found.question, effect.value)}: {said or say('nothing moves')}"
    if effect.after.verdict.animal != found.now.verdict.animal:
        yield "    " + say("the verdict would be: {verdict}", verdict=verdict_in_words(zoo, effect.after.verdict))

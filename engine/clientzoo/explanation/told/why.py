"""Why a question is asked, in sentences."""

from collections.abc import Iterator

from clientzoo.explanation.verdict import verdict_in_words
from clientzoo.explanation.why import Effect, Why
from clientzoo.explanation.wording import kind, quoted

_SHOWN = 4  # animals in a line


def told_why(found: Why) -> Iterator[str]:
    """The question, what it is for, which animals it separates, and what each answer would do to the ranking."""
    zoo, question = found.now.zoo, found.question
    yield question.ask
    yield f"What it is for: {question.purpose}"
    yield ""
    if not found.separates:
        yield "By itself it tells no animal from another now; with other answers, or for the playbook, it may matter."
        return
    apart = [kind(zoo, animal) for animal in found.separates[:_SHOWN]]
    yield f"It separates {', '.join(apart[:-1])} and {apart[-1]}." if apart[1:] else f"It speaks of {apart[0]}."
    yield ""
    yield "What each answer would do (now -> then):"
    for effect in found.effects:
        yield from _effect(found, effect)


def _effect(found: Why, effect: Effect) -> Iterator[str]:
    zoo = found.now.zoo
    moves = [(animal, found.now.certainties[animal], effect.after.certainties[animal]) for animal in found.separates]
    moved = sorted((one for one in moves if one[1] != one[2]), key=lambda one: -abs(one[2] - one[1]))[:_SHOWN]
    said = ", ".join(f"{zoo.animals[animal].name.lower()} {now:.2f} -> {then:.2f}" for animal, now, then in moved)
    yield f"  {quoted(zoo, found.question, effect.value)}: {said or 'nothing moves'}"
    if effect.after.verdict.animal != found.now.verdict.animal:
        yield f"    the verdict would be: {verdict_in_words(zoo, effect.after.verdict)}"

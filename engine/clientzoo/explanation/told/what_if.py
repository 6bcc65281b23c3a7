"""What if an answer were another, in sentences: now and then, one under the other."""

from collections.abc import Iterator, Mapping

from clientzoo.explanation.verdict import headline
from clientzoo.explanation.what_if import Comparison
from clientzoo.explanation.wording import capital, fact_in_words, in_quotes, kind
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.inference.prospects import Prospect
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.speech import later, speech_of
from clientzoo.knowledge.zoo import ADVICE, TRANSITION, Fact

STRONGEST = 8
_STEP = "  "


def told_what_if(
    client: str, comparison: Comparison, changed: Mapping[str, Answer | None], most: int | None = STRONGEST
) -> Iterator[str]:
    """The changes, both verdicts, and what becomes different between them; of rules at most `most` on either side."""
    before, after = comparison.before, comparison.after
    say = speech_of(before.zoo)
    yield say("What if, for {client}:", client=client)
    yield from (f"{_STEP}{_change(before, name, answer)}" for name, answer in changed.items())
    yield ""
    yield say("now:   {verdict}", verdict=headline(before))
    yield say("then:  {verdict}", verdict=headline(after))
    for name in after.set_aside:
        if name not in before.set_aside:
            question = after.zoo.attributes[name].name
            yield say('The answer on "{question}" would no longer count.', question=question)
    if not comparison.appeared and not comparison.vanished and not comparison.moves:
        yield ""
        yield say("Nothing else would change.")
        return
    yield from _ranking(comparison)
    yield from _transitions(comparison)
    yield from _firings(before, later("No longer said"), comparison.vanished, most)
    yield from _firings(after, later("Newly said"), comparison.appeared, most)


def _change(before: Consultation, name: str, answer: Answer | None) -> str:
    attribute = before.zoo.attributes[name]
    now = before.answers.get(name)
    old = in_quotes(before.zoo, attribute, now.value if now else None)
    new = in_quotes(before.zoo, attribute, answer.value if answer else None)
    return speech_of(before.zoo)("{question}: {new} (now {old})", question=attribute.name, new=new, old=old)


def _ranking(comparison: Comparison) -> Iterator[str]:
    if not comparison.moves:
        return
    yield ""
    say = speech_of(comparison.before.zoo)
    yield say("The ranking moves:")
    width = max(len(kind(comparison.before.zoo, move.animal)) for move in comparison.moves)
    for move in comparison.moves:
        name = kind(comparison.before.zoo, move.animal).ljust(width)
        figures = f"{say.figure(move.certainty_before):>5} -> {say.figure(move.certainty_after):>5}"
        places = say("place {before} -> {after}", before=move.place_before, after=move.place_after)
        yield f"{_STEP}{name}  {figures}   {places}"


def _transitions(comparison: Comparison) -> Iterator[str]:
    if comparison.opened or comparison.closed:
        yield ""
    say = speech_of(comparison.after.zoo)
    yield from (say("Opens:  {move}", move=_may(comparison.after, prospect)) for prospect in comparison.opened)
    yield from (say("Closes: {move}", move=_may(comparison.before, prospect)) for prospect in comparison.closed)


def _may(consultation: Consultation, prospect: Prospect) -> str:
    move = fact_in_words(consultation.zoo, Fact(TRANSITION, f"{prospect.origin} -> {prospect.target}"))
    return f"{move} ({speech_of(consultation.zoo).figure(prospect.certainty)})"


def _firings(consultation: Consultation, heading: str, firings: tuple[Firing, ...], most: int | None) -> Iterator[str]:
    """What each rule said, strongest first; a rule that speaks of several things takes one line."""
    by_rule: dict[str, list[Firing]] = {}
    for firing in firings:
        by_rule.setdefault(firing.rule, []).append(firing)
    if not by_rule:
        return
    shown = list(by_rule.items())[:most]
    say, rest = speech_of(consultation.zoo), ""
    if len(shown) < len(by_rule):
        rest = say(", the strongest {shown} of {all} (--all shows them all)", shown=len(shown), all=len(by_rule))
    yield ""
    yield f"{say(heading)}{rest}:"
    for name, spoken in shown:
        side = say("for") if spoken[0].certainty > 0 else say("against")
        facts = capital(", ".join(_of(consultation, firing) for firing in spoken))
        because = consultation.zoo.rule[name].because
        yield f"{_STEP}{side} {say.figure(abs(spoken[0].certainty))}  {facts}: {because} [{name}]"


def _of(consultation: Consultation, firing: Firing) -> str:
    fact = firing.conclusion
    if fact.name == ADVICE:
        return speech_of(consultation.zoo)("advice {advice}", advice=fact.value)
    return fact_in_words(consultation.zoo, fact)

"""What if an answer were another, in sentences: now and then, one under the other."""

from collections.abc import Iterator, Mapping

from clientzoo.explanation.verdict import headline
from clientzoo.explanation.what_if import Comparison
from clientzoo.explanation.wording import capital, kind, quoted, said
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.inference.prospects import Prospect
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.zoo import ADVICE, TRANSITION, Fact

STRONGEST = 8
_STEP = "  "


def told_what_if(
    client: str, comparison: Comparison, changed: Mapping[str, Answer | None], most: int | None = STRONGEST
) -> Iterator[str]:
    """The changes, both verdicts, and what becomes different between them; of rules at most `most` on either side."""
    before, after = comparison.before, comparison.after
    yield f"What if, for {client}:"
    yield from (f"{_STEP}{_change(before, name, answer)}" for name, answer in changed.items())
    yield ""
    yield f"now:   {headline(before)}"
    yield f"then:  {headline(after)}"
    for name in after.set_aside:
        if name not in before.set_aside:
            yield f'The answer on "{after.zoo.attributes[name].name}" would no longer count.'
    if not comparison.appeared and not comparison.vanished and not comparison.moves:
        yield ""
        yield "Nothing else would change."
        return
    yield from _ranking(comparison)
    yield from _transitions(comparison)
    yield from _firings(before, "No longer said", comparison.vanished, most)
    yield from _firings(after, "Newly said", comparison.appeared, most)


def _change(before: Consultation, name: str, answer: Answer | None) -> str:
    attribute = before.zoo.attributes[name]
    now = before.answers.get(name)
    old = quoted(before.zoo, attribute, now.value if now else None)
    return f"{attribute.name}: {quoted(before.zoo, attribute, answer.value if answer else None)} (now {old})"


def _ranking(comparison: Comparison) -> Iterator[str]:
    if not comparison.moves:
        return
    yield ""
    yield "The ranking moves:"
    width = max(len(kind(comparison.before.zoo, move.animal)) for move in comparison.moves)
    for move in comparison.moves:
        name = kind(comparison.before.zoo, move.animal).ljust(width)
        figures = f"{move.certainty_before:5.2f} -> {move.certainty_after:5.2f}"
        yield f"{_STEP}{name}  {figures}   place {move.place_before} -> {move.place_after}"


def _transitions(comparison: Comparison) -> Iterator[str]:
    if comparison.opened or comparison.closed:
        yield ""
    yield from (f"Opens:  {_may(comparison.after, prospect)}" for prospect in comparison.opened)
    yield from (f"Closes: {_may(comparison.before, prospect)}" for prospect in comparison.closed)


def _may(consultation: Consultation, prospect: Prospect) -> str:
    move = said(consultation.zoo, Fact(TRANSITION, f"{prospect.origin} -> {prospect.target}"))
    return f"{move} ({prospect.certainty:.2f})"


def _firings(consultation: Consultation, heading: str, firings: tuple[Firing, ...], most: int | None) -> Iterator[str]:
    """What each rule said, strongest first; a rule that speaks of several things takes one line."""
    by_rule: dict[str, list[Firing]] = {}
    for firing in firings:
        by_rule.setdefault(firing.rule, []).append(firing)
    if not by_rule:
        return
    shown = list(by_rule.items())[:most]
    rest = f", the strongest {len(shown)} of {len(by_rule)} (--all shows them all)" if len(shown) < len(by_rule) else ""
    yield ""
    yield f"{heading}{rest}:"
    for name, spoken in shown:
        side = "for" if spoken[0].certainty > 0 else "against"
        facts = capital(", ".join(_of(consultation, firing) for firing in spoken))
        because = consultation.zoo.rule[name].because
        yield f"{_STEP}{side} {abs(spoken[0].certainty):.2f}  {facts}: {because} [{name}]"


def _of(consultation: Consultation, firing: Firing) -> str:
    fact = firing.conclusion
    return f"advice {fact.value}" if fact.name == ADVICE else said(consultation.zoo, fact)

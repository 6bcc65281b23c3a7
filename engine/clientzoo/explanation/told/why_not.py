"""Why a client is not some animal, in sentences: the nearest misses first."""

from collections.abc import Iterator, Mapping

from clientzoo.explanation.requirement import required
from clientzoo.explanation.verdict import headline
from clientzoo.explanation.why_not import Lack, Missed, WhyNot, answers_behind
from clientzoo.explanation.withheld import told_withheld
from clientzoo.explanation.wording import a_kind, answered, capital, certainly, quoted, said
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.inference.premise import Outcome
from clientzoo.knowledge.condition import AllOf, Condition, Premise, premises
from clientzoo.knowledge.zoo import ADVICE, Fact, Zoo

NEAREST = 7
_QUESTIONS = 2  # named for a premise on which nobody has said anything: the most direct ones
_STEP = "  "


def told_why_not(consultation: Consultation, client: str, found: WhyNot, most: int | None = NEAREST) -> Iterator[str]:
    """What kept the client from being the animal; at most `most` of the rules that could have spoken for it."""
    zoo, name = consultation.zoo, str(found.fact.value)
    if found.fact.name == ADVICE:
        yield f"{capital(said(zoo, found.fact))} For {client} rules make that {certainly(found.certainty)}."
        if told := told_withheld(consultation, name):
            yield told
    else:
        yield f"Is {client} {a_kind(zoo, name)}? That is {certainly(found.certainty)}."
    yield f"The verdict: {headline(consultation)}."
    yield from _spoke(consultation, "Against it", found.spoke_against)
    yield from _spoke(consultation, "For it", found.spoke_for)
    shown = found.missed[:most]
    if not found.missed:
        yield ""
        yield "Every rule that could speak for it has done so."
        return
    yield ""
    rest = f", the nearest {len(shown)} of {len(found.missed)} (--all shows them all)"
    yield f"Rules that could have spoken for it{rest if len(shown) < len(found.missed) else ''}:"
    for missed in shown:
        yield from _missed(consultation, missed)


def _spoke(consultation: Consultation, side: str, firings: tuple[Firing, ...]) -> Iterator[str]:
    if not firings:
        return
    yield ""
    yield f"{side}:"
    for firing in firings:
        rule = consultation.zoo.rule[firing.rule]
        yield f"{_STEP}{abs(firing.certainty):.2f}  {rule.because} [{rule.id}]"
        facts = [Fact(held.premise.name, held.value) for held in firing.premises]
        names = dict.fromkeys(name for fact in facts for name in answers_behind(consultation, fact))
        for name in names:
            yield f"{_STEP * 2}answer: {answered(consultation.zoo, name, consultation.answers[name].value)}"


def _missed(consultation: Consultation, missed: Missed) -> Iterator[str]:
    rule = missed.rule
    yield f"{_STEP}{rule.certainty:.2f}  {rule.because} [{rule.id}]"
    lacks = {lack.premise: lack for lack in missed.lacking}
    yield from _gaps(consultation, rule.condition, lacks, _STEP * 2)


def _gaps(
    consultation: Consultation, condition: Condition, lacks: Mapping[Premise, Lack], indent: str
) -> Iterator[str]:
    """What the condition lacks, as a tree of all-of and any-of."""
    if isinstance(condition, Premise):
        yield f"{indent}{_gap(consultation, lacks[condition])}"
        return
    lacking = [part for part in condition.parts if any(premise in lacks for premise in premises(part))]
    deeper = indent
    if not isinstance(condition, AllOf) and len(lacking) > 1:
        yield f"{indent}any one of these:"
        deeper += _STEP
    for part in lacking:
        yield from _gaps(consultation, part, lacks, deeper)


def _gap(consultation: Consultation, lack: Lack) -> str:
    zoo, wanted = consultation.zoo, f"the rule wants {required(consultation.zoo, lack.premise)}"
    if lack.outcome is Outcome.UNKNOWN:
        return f"unknown: {wanted}; {_to_ask(zoo, lack)}"
    if lack.premise.name in zoo.attributes:
        attribute = zoo.attributes[lack.premise.name]
        return f"fails: {wanted}; the answer is {quoted(zoo, attribute, lack.known[0][0])}"
    return f"fails: {wanted}; but {_instead(consultation, lack)}"


def _instead(consultation: Consultation, lack: Lack) -> str:
    zoo, name = consultation.zoo, lack.premise.name
    if name in zoo.traits:
        known = " and ".join(f"{zoo.traits[name].values[str(value)]} ({sure:.2f})" for value, sure in lack.known)
        answers = "; ".join(answered(zoo, one, consultation.answers[one].value) for one in lack.answers)
        return f"this one {known}" + (f", going by {answers}" if answers else "")
    return " and ".join(said(zoo, Fact(name, value)) for value, _ in lack.known)


def _to_ask(zoo: Zoo, lack: Lack) -> str:
    if not lack.answers:
        return "what has been answered does not show it"
    asks = " or ".join(zoo.attributes[name].ask for name in lack.answers[:_QUESTIONS])
    return f"to find out, ask: {capital(asks)}"

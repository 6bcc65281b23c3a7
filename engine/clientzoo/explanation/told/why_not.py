"""Why a client is not some animal, in sentences: the nearest misses first."""

from collections.abc import Iterator, Mapping

from clientzoo.explanation.requirement import required
from clientzoo.explanation.verdict import headline
from clientzoo.explanation.why_not import Lack, Missed, WhyNot, answers_behind
from clientzoo.explanation.withheld import told_withheld
from clientzoo.explanation.wording import answer_in_words, capital, certainly, fact_in_words, in_quotes, kind
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.inference.premise import Outcome
from clientzoo.knowledge.condition import AllOf, Condition, Premise, premises
from clientzoo.knowledge.speech import speech_of
from clientzoo.knowledge.zoo import ADVICE, Fact, Zoo

NEAREST = 7
_QUESTIONS = 2  # named for a premise on which nobody has said anything: the most direct ones
_STEP = "  "


def told_why_not(consultation: Consultation, client: str, found: WhyNot, most: int | None = NEAREST) -> Iterator[str]:
    """What kept the client from being the animal; at most `most` of the rules that could have spoken for it."""
    zoo, name = consultation.zoo, str(found.fact.value)
    say = speech_of(zoo)
    sure = certainly(found.certainty, say)
    if found.fact.name == ADVICE:
        that = capital(fact_in_words(zoo, found.fact))
        yield say("{fact} For {client} rules make that {certainty}.", fact=that, client=client, certainty=sure)
        if told := told_withheld(consultation, name):
            yield told
    else:
        asked = {"client": client, "animal": kind(zoo, name), "certainty": sure}
        yield say("Is {client} {animal:a}? That is {certainty}.", **asked)
    yield say("The verdict: {verdict}.", verdict=headline(consultation))
    yield from _spoke(consultation, say("Against it"), found.spoke_against)
    yield from _spoke(consultation, say("For it"), found.spoke_for)
    shown = found.missed[:most]
    if not found.missed:
        yield ""
        yield say("Every rule that could speak for it has done so.")
        return
    yield ""
    if len(shown) < len(found.missed):
        yield say(
            "Rules that could have spoken for it, the nearest {shown} of {all} (--all shows them all):",
            shown=len(shown),
            all=len(found.missed),
        )
    else:
        yield say("Rules that could have spoken for it:")
    for missed in shown:
        yield from _missed(consultation, missed)


def _spoke(consultation: Consultation, side: str, firings: tuple[Firing, ...]) -> Iterator[str]:
    if not firings:
        return
    yield ""
    yield f"{side}:"
    say = speech_of(consultation.zoo)
    for firing in firings:
        rule = consultation.zoo.rule[firing.rule]
        yield f"{_STEP}{say.figure(abs(firing.certainty))}  {rule.because} [{rule.id}]"
        facts = [Fact(held.premise.name, held.value) for held in firing.premises]
        names = dict.fromkeys(name for fact in facts for name in answers_behind(consultation, fact))
        for name in names:
            given = answer_in_words(consultation.zoo, name, consultation.answers[name].value)
            yield _STEP * 2 + say("answer: {answer}", answer=given)


def _missed(consultation: Consultation, missed: Missed) -> Iterator[str]:
    rule = missed.rule
    yield f"{_STEP}{speech_of(consultation.zoo).figure(rule.certainty)}  {rule.because} [{rule.id}]"
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
        yield indent + speech_of(consultation.zoo)("any one of these:")
        deeper += _STEP
    for part in lacking:
        yield from _gaps(consultation, part, lacks, deeper)


def _gap(consultation: Consultation, lack: Lack) -> str:
    zoo, wanted = consultation.zoo, required(consultation.zoo, lack.premise)
    say = speech_of(zoo)
    if lack.outcome is Outcome.UNKNOWN:
        return say("unknown: the rule wants {wanted}; {ask}", wanted=wanted, ask=_to_ask(zoo, lack))
    if lack.premise.name in zoo.attributes:
        answer = in_quotes(zoo, zoo.attributes[lack.premise.name], lack.known[0][0])
        return say("fails: the rule wants {wanted}; the answer is {answer}", wanted=wanted, answer=answer)
    return say("fails: the rule wants {wanted}; but {instead}", wanted=wanted, instead=_instead(consultation, lack))


def _instead(consultation: Consultation, lack: Lack) -> str:
    zoo, name = consultation.zoo, lack.premise.name
    say = speech_of(zoo)
    if name in zoo.traits:
        believed = ((zoo.traits[name].values[str(value)], say.figure(sure)) for value, sure in lack.known)
        known = say(" and ").join(f"{trait} ({sure})" for trait, sure in believed)
        answers = "; ".join(answer_in_words(zoo, one, consultation.answers[one].value) for one in lack.answers)
        if answers:
            return say("this one {traits}, going by {answers}", traits=known, answers=answers)
        return say("this one {traits}", traits=known)
    return say(" and ").join(fact_in_words(zoo, Fact(name, value)) for value, _ in lack.known)


def _to_ask(zoo: Zoo, lack: Lack) -> str:
    say = speech_of(zoo)
    if not lack.answers:
        return say("what has been answered does not show it")
    asks = say(" or ").join(zoo.attributes[name].ask for name in lack.answers[:_QUESTIONS])
    return say("to find out, ask: {questions}", questions=capital(asks))

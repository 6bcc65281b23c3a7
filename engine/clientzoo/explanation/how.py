"""How a verdict, or any fact, came about: in indented sentences, the strongest evidence first."""

from collections.abc import Iterator

from clientzoo.explanation.proof import Ground, Proof, Reason, prove
from clientzoo.explanation.requirement import required
from clientzoo.explanation.transition_stage import stage_in_words
from clientzoo.explanation.verdict import headline
from clientzoo.explanation.wording import answered, capital, certainly, said
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.zoo import ANIMAL, TRANSITION, Fact, Zoo

_STEP = "  "
DEEP = 20  # levels of rules: more than any zoo has


def explained(consultation: Consultation, client: str, depth: int = DEEP) -> Iterator[str]:
    """The verdict, its proof (of the first two animals where it is close), its transitions, and contradictions."""
    zoo = consultation.zoo
    yield f"{client}: {headline(consultation)}"
    for proof in proofs(consultation, depth):
        yield ""
        yield from proven(zoo, proof)
    for prospect in prospects(consultation):
        yield ""
        yield from proven(zoo, prove(consultation, Fact(TRANSITION, prospect.transition.id), 1))
        yield f"{_STEP}{stage_in_words(prospect)}"
        for need in prospect.missing:
            yet = "" if need in prospect.failing else " (nobody has said yet)"
            yield f"{_STEP}still missing: {need.need}{yet}"
    for fact, belief in consultation.beliefs.items():
        if belief.contradictory:
            yield ""
            yield f"Contradiction: the answers speak with full certainty both for and against this: {said(zoo, fact)}."


def how(consultation: Consultation, fact: Fact, depth: int = DEEP) -> Iterator[str]:
    """The proof of any fact in sentences, `depth` levels of rules deep; of an answer, what it is good for."""
    zoo = consultation.zoo
    if fact.name in zoo.attributes:
        yield from _given(consultation, fact)
        return
    proof = about(consultation, fact, depth)
    yield from proven(zoo, proof)
    if not proof.speaking_for and not proof.speaking_against:
        yield f"{_STEP}No rule has spoken for it or against it: too little is known, or what is known is otherwise."


def proofs(consultation: Consultation, depth: int = DEEP) -> list[Proof]:
    """The proof of the verdict: of the animal, or of the first two where it is close or undetermined."""
    ranked = consultation.ranking[: 1 if consultation.verdict.status == "decided" else 2]
    return [prove(consultation, Fact(ANIMAL, one.animal), depth) for one in ranked if one.certainty >= THRESHOLD]


def about(consultation: Consultation, fact: Fact, depth: int = DEEP) -> Proof:
    """The proof of a fact; an answer is as certain as it was given, without reasons."""
    answer = consultation.answers.get(fact.name)
    if fact.name in consultation.zoo.attributes:
        return Proof(fact, answer.certainty if answer and answer.value == fact.value else 0.0, (), ())
    return prove(consultation, fact, depth)


def proven(zoo: Zoo, proof: Proof, indent: str = "") -> Iterator[str]:
    """A proof as lines, the conclusion first, strongest evidence first, down to the answers."""
    yield f"{indent}{capital(said(zoo, proof.fact))}: {certainly(proof.certainty)}"
    if proof.overruled_by is not None:
        yield f"{indent}{_STEP}Set aside, since an answer tells outright: {said(zoo, proof.overruled_by)}."
    yield from _both_sides(zoo, proof, indent + _STEP)


def _given(consultation: Consultation, fact: Fact) -> Iterator[str]:
    """An answer has no proof: who gave it is the proof. What follows from it can be told."""
    attribute = consultation.zoo.attributes[fact.name]
    answer = consultation.answers.get(fact.name)
    if answer is None:
        aside = "set aside: another answer makes it irrelevant" if fact.name in consultation.set_aside else "unknown"
        yield f"{attribute.name}: {aside}"
        yield f"{_STEP}The question is: {attribute.ask}"
        return
    thought = "" if answer.certainty == 1.0 else f" (not quite sure: {answer.certainty:.2f})"
    yield f"{answered(consultation.zoo, fact.name, answer.value)}{thought}"
    yield f"{_STEP}This is an answer; nothing stands behind it but whoever gave it."
    if answer.note:
        yield f"{_STEP}Noted with it: {' '.join(answer.note.split())}"
    rules = [one for one in consultation.firings if any(held.premise.name == fact.name for held in one.premises)]
    for firing in rules:
        side = "for" if firing.certainty > 0 else "against"
        conclusion = said(consultation.zoo, firing.conclusion)
        yield f"{_STEP}It speaks {side} this, {abs(firing.certainty):.2f}: {conclusion} [{firing.rule}]"


def _reasons(zoo: Zoo, side: str, reasons: tuple[Reason, ...], indent: str) -> Iterator[str]:
    for reason in reasons:
        yield f"{indent}{side} {abs(reason.certainty):.2f}  {reason.rule.because} [{reason.rule.id}]"
        for ground in _each_once(reason.grounds):
            yield from _ground(zoo, ground, indent + _STEP)


def _ground(zoo: Zoo, ground: Ground, indent: str) -> Iterator[str]:
    if ground.held.premise.absent:
        yield f"{indent}as long as there is no more to it: the rule wants {required(zoo, ground.held.premise)}"
        return
    sure = "" if ground.held.certainty == 1.0 else f" ({ground.held.certainty:.2f})"
    if ground.held.of == "answer":
        yield f"{indent}answer: {answered(zoo, ground.fact.name, ground.fact.value)}{sure}"
        return
    above = ", as shown above" if ground.shown else ""
    yield f"{indent}because {said(zoo, ground.fact)}{sure}{above}"
    if ground.proof is not None:
        yield from _both_sides(zoo, ground.proof, indent + _STEP)


def _each_once(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    """Two tests of one fact (`over 5` and `at most 30`) read as one ground."""
    first: dict[Fact, Ground] = {}
    for ground in grounds:
        first.setdefault(ground.fact, ground)
    return tuple(first.values())


def _both_sides(zoo: Zoo, proof: Proof, indent: str) -> Iterator[str]:
    yield from _reasons(zoo, "for", proof.speaking_for, indent)
    yield from _reasons(zoo, "against", proof.speaking_against, indent)

"""How a verdict came about, in indented sentences."""

from collections.abc import Iterator

from clientzoo.explanation.proof import Ground, Proof, Reason, prove
from clientzoo.explanation.verdict import headline
from clientzoo.explanation.wording import in_words, said
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.zoo import ANIMAL, TRANSITION, Fact, Zoo

_STEP = "  "


def explained(consultation: Consultation, client: str, depth: int = 20) -> Iterator[str]:
    """The verdict, its proof (of the first two animals where it is close), its transitions, and contradictions."""
    zoo = consultation.zoo
    yield f"{client}: {headline(consultation)}"
    animals = [consultation.verdict.animal] if consultation.verdict.animal else []
    if consultation.verdict.status != "decided":
        animals = [one.animal for one in consultation.ranking[:2] if one.certainty >= THRESHOLD]
    for animal in animals:
        yield ""
        yield from proven(zoo, prove(consultation, Fact(ANIMAL, animal), depth))
    for prospect in prospects(consultation):
        yield ""
        yield from proven(zoo, prove(consultation, Fact(TRANSITION, prospect.transition.id), 1))
        for need in prospect.missing:
            unknown = "" if need in prospect.failing else " (nobody has said yet)"
            yield f"{_STEP}still missing: {need.need}{unknown}"
    for fact, belief in consultation.beliefs.items():
        if belief.contradictory:
            yield ""
            yield f"Contradiction: the answers speak both for and against it with full certainty: {said(zoo, fact)}"


def proven(zoo: Zoo, proof: Proof, indent: str = "") -> Iterator[str]:
    """A proof as lines, the conclusion first, strongest evidence first, down to the answers."""
    yield f"{indent}{_capital(said(zoo, proof.fact))}: {in_words(proof.certainty)} ({proof.certainty:.2f})"
    yield from _both_sides(zoo, proof, indent + _STEP)


def _reasons(zoo: Zoo, side: str, reasons: tuple[Reason, ...], indent: str) -> Iterator[str]:
    for reason in reasons:
        yield f"{indent}{side} {abs(reason.certainty):.2f}  {reason.rule.because} [{reason.rule.id}]"
        for ground in reason.grounds:
            yield from _ground(zoo, ground, indent + _STEP)


def _ground(zoo: Zoo, ground: Ground, indent: str) -> Iterator[str]:
    sure = "" if ground.held.certainty == 1.0 else f" ({ground.held.certainty:.2f})"
    if ground.held.of == "answer":
        yield f"{indent}answer: {said(zoo, ground.fact)}{sure}"
    elif ground.proof is not None:
        yield f"{indent}because {said(zoo, ground.fact)}{sure}"
        yield from _both_sides(zoo, ground.proof, indent + _STEP)
    else:
        above = ", shown above" if ground.shown else ""
        yield f"{indent}because {said(zoo, ground.fact)}{sure}{above}"


def _both_sides(zoo: Zoo, proof: Proof, indent: str) -> Iterator[str]:
    yield from _reasons(zoo, "for", proof.speaking_for, indent)
    yield from _reasons(zoo, "against", proof.speaking_against, indent)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]

"""How a verdict, or any fact, came about: in indented sentences, the strongest evidence first."""

from collections.abc import Iterator

from clientzoo.explanation.proof import Ground, Proof, Reason, prove
from clientzoo.explanation.requirement import required
from clientzoo.explanation.transition_stage import stage_in_words
from clientzoo.explanation.verdict import headline
from clientzoo.explanation.wording import answer_in_words, capital, certainly, fact_in_words
from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.speech import Speech, later, speech_of
from clientzoo.knowledge.zoo import ANIMAL, TRANSITION, Fact, Zoo

_STEP = "  "
DEEP = 20  # levels of rules: more than any zoo has


def explain_verdict(consultation: Consultation, client: str, depth: int = DEEP) -> Iterator[str]:
    """The verdict, its proof (of the first two animals where it is close), its transitions, and contradictions."""
    zoo = consultation.zoo
    yield f"{client}: {headline(consultation)}"
    for proof in proofs(consultation, depth):
        yield ""
        yield from proof_in_words(zoo, proof)
    for prospect in prospects(consultation):
        yield ""
        yield from proof_in_words(zoo, prove(consultation, Fact(TRANSITION, prospect.transition.id), 1))
        say = speech_of(zoo)
        yield f"{_STEP}{stage_in_words(prospect, say)}"
        for need in prospect.missing:
            yield _STEP + missing(need.need, need in prospect.failing, say)
    for fact, belief in consultation.beliefs.items():
        if belief.contradictory:
            yield ""
            yield speech_of(zoo)(
                "Contradiction: the answers speak with full certainty both for and against this: {fact}.",
                fact=fact_in_words(zoo, fact),
            )


def missing(need: str, failing: bool, say: Speech) -> str:
    """What a transition still needs; whether it fails, or nobody has said."""
    if failing:
        return say("still missing: {need}", need=need)
    return say("still missing: {need} (nobody has said yet)", need=need)


def explain_fact(consultation: Consultation, fact: Fact, depth: int = DEEP) -> Iterator[str]:
    """The proof of any fact in sentences, `depth` levels of rules deep; of an answer, what it is good for."""
    zoo = consultation.zoo
    if fact.name in zoo.attributes:
        yield from _given(consultation, fact)
        return
    proof = about(consultation, fact, depth)
    yield from proof_in_words(zoo, proof)
    if not proof.speaking_for and not proof.speaking_against:
        yield _STEP + speech_of(zoo)(
            "No rule has spoken for it or against it: too little is known, or what is known is otherwise."
        )


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


def proof_in_words(zoo: Zoo, proof: Proof, indent: str = "") -> Iterator[str]:
    """A proof as lines, the conclusion first, strongest evidence first, down to the answers."""
    say = speech_of(zoo)
    yield f"{indent}{capital(fact_in_words(zoo, proof.fact))}: {certainly(proof.certainty, say)}"
    if proof.overruled_by is not None:
        overruling = fact_in_words(zoo, proof.overruled_by)
        yield f"{indent}{_STEP}{say('Set aside, since an answer tells outright: {fact}.', fact=overruling)}"
    yield from _both_sides(zoo, proof, indent + _STEP)


def _given(consultation: Consultation, fact: Fact) -> Iterator[str]:
    """An answer has no proof: who gave it is the proof. What follows from it can be told."""
    attribute, say = consultation.zoo.attributes[fact.name], speech_of(consultation.zoo)
    answer = consultation.answers.get(fact.name)
    if answer is None:
        aside = fact.name in consultation.set_aside
        yield f"{attribute.name}: {say('set aside: another answer makes it irrelevant') if aside else say('unknown')}"
        yield _STEP + say("The question is: {question}", question=attribute.ask)
        return
    sure = say.figure(answer.certainty)
    thought = "" if answer.certainty == 1.0 else say(" (not quite sure: {certainty})", certainty=sure)
    yield f"{answer_in_words(consultation.zoo, fact.name, answer.value)}{thought}"
    made_of = consultation.zoo.attributes[fact.name].made_of
    for name in made_of:
        yield _STEP + answer_in_words(consultation.zoo, name, consultation.answers[name].value)
    if not made_of:
        yield _STEP + say("This is an answer; nothing stands behind it but whoever gave it.")
    if answer.note:
        yield _STEP + say("Noted with it: {note}", note=" ".join(answer.note.split()))
    rules = [one for one in consultation.firings if any(held.premise.name == fact.name for held in one.premises)]
    for firing in rules:
        speaks = later("It speaks for this, {certainty}: {fact} [{rule}]")
        if firing.certainty < 0:
            speaks = later("It speaks against this, {certainty}: {fact} [{rule}]")
        conclusion, weight = fact_in_words(consultation.zoo, firing.conclusion), say.figure(abs(firing.certainty))
        yield _STEP + say(speaks, certainty=weight, fact=conclusion, rule=firing.rule)


def _reasons(zoo: Zoo, side: str, reasons: tuple[Reason, ...], indent: str) -> Iterator[str]:
    say = speech_of(zoo)
    for reason in reasons:
        weight = say.figure(abs(reason.certainty))
        yield f"{indent}{say(side)} {weight}  {reason.rule.because} [{reason.rule.id}]"
        for ground in _each_once(reason.grounds):
            yield from _ground(zoo, ground, indent + _STEP)


def _ground(zoo: Zoo, ground: Ground, indent: str) -> Iterator[str]:
    say = speech_of(zoo)
    if ground.held.premise.absent:
        wanted = required(zoo, ground.held.premise)
        yield indent + say("as long as there is no more to it: the rule wants {wanted}", wanted=wanted)
        return
    sure = "" if ground.held.certainty == 1.0 else f" ({say.figure(ground.held.certainty)})"
    if ground.held.of == "answer":
        yield indent + say("answer: {answer}", answer=answer_in_words(zoo, ground.fact.name, ground.fact.value) + sure)
        return
    told = later("because {fact}, as shown above") if ground.shown else later("because {fact}")
    yield indent + say(told, fact=fact_in_words(zoo, ground.fact) + sure)
    if ground.proof is not None:
        yield from _both_sides(zoo, ground.proof, indent + _STEP)


def _each_once(grounds: tuple[Ground, ...]) -> tuple[Ground, ...]:
    """Two tests of one fact (`over 5` and `at most 30`) read as one ground."""
    first: dict[Fact, Ground] = {}
    for ground in grounds:
        first.setdefault(ground.fact, ground)
    return tuple(first.values())


def _both_sides(zoo: Zoo, proof: Proof, indent: str) -> Iterator[str]:
    yield from _reasons(zoo, later("for"), proof.speaking_for, indent)
    yield from _reasons(zoo, later("against"), proof.speaking_against, indent)

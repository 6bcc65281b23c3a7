"""Contrasts held against an engine: what should have moved, and what the proofs say where it did not."""

from collections.abc import Iterator, Sequence
from math import log

from clientzoo.inference.certainty import THRESHOLD, Belief
from clientzoo.inference.chaining import Engine
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.plan import Plan
from clientzoo.inference.variants import Seen, Variants
from clientzoo.knowledge.zoo import Fact
from clientzoo.workbench.contrasts import Claim, Contrast, Effect
from clientzoo.workbench.distinct import Distinct
from clientzoo.workbench.proof_difference import moved_evidence, wanted_too
from clientzoo.workbench.test import Result

STILL = 1e-6  # less than this is no move: certainties are rounded to a millionth
NOTHING = Belief(0.0, 0.0, 0.0)
_LEAST = 1e-9  # of doubt: full certainty would be evidence without end
_EXPECTED = {
    "raises": "rise",
    "lowers": "fall",
    "leaves": "stay",
    "appears": "appear (reach 0.2)",
    "goes": "go (fall below 0.2)",
}


def run_contrasts(contrasts: Sequence[Contrast], engine: Engine, plan: Plan | None = None) -> Iterator[Result]:
    """Every contrast compared. With the engine's plan all are judged at once, and only those that fail consulted."""
    fine = holding(contrasts, plan) if plan is not None else frozenset[str]()
    for contrast in contrasts:
        if contrast.id in fine:
            yield Result(contrast, (), None)
            continue
        consultations = [engine.consult(answers) for answers in contrast.clients]
        failures, proof = [], dict[str, None]()
        for claim in contrast.claims:
            beliefs = [one.beliefs.get(claim.fact, NOTHING) for one in consultations]
            if not keeps(claim.effect, beliefs, contrast):
                failures.append(_told(claim, beliefs, contrast))
                proof.update(dict.fromkeys(_proof(claim, consultations)))
        yield Result(contrast, tuple(failures), consultations[-1], tuple(proof))


def holding(contrasts: Sequence[Contrast], plan: Plan) -> frozenset[str]:
    """The ids of those that hold, found for all clients at once."""
    distinct = Distinct()
    places = {one.id: [distinct.number(client) for client in one.clients] for one in contrasts}
    seen = Seen(Variants(plan, distinct.clients))
    return frozenset(
        one.id
        for one in contrasts
        if all(keeps(each.effect, [seen.belief(each.fact, at) for at in places[one.id]], one) for each in one.claims)
    )


def keeps(effect: Effect, beliefs: Sequence[Belief], contrast: Contrast) -> bool:
    """Whether the fact, believed so in each of the contrast's clients, does what is claimed."""
    before, after = beliefs[0].certainty, beliefs[-1].certainty
    if effect == "appears":
        return before < THRESHOLD <= after
    if effect == "goes":
        return after < THRESHOLD <= before
    move = together(beliefs, contrast.signs) if contrast.together else after - before
    return {"raises": move > STILL / 2, "lowers": move < -STILL / 2, "leaves": abs(move) <= STILL / 2}[effect]


def together(beliefs: Sequence[Belief], signs: Sequence[int]) -> float:
    """What all answers say beyond their smaller groups, above 0 for the fact.

    Evidence for a fact multiplies what doubt is left, so its logarithm adds up, and so does that of evidence against.
    """
    return sum(sign * _evidence(belief) for sign, belief in zip(signs, beliefs, strict=True))


def _evidence(belief: Belief) -> float:
    return log(max(1.0 - belief.md, _LEAST)) - log(max(1.0 - belief.mb, _LEAST))


def _told(claim: Claim, beliefs: Sequence[Belief], contrast: Contrast) -> str:
    came = f"{beliefs[0].certainty:.2f} before, {beliefs[-1].certainty:.2f} after"
    if contrast.together and len(beliefs) == 4:
        each = " and ".join(f"{one.certainty:.2f}" for one in beliefs[1:-1])
        came = f"{came}, {each} with one of the answers"
    beyond = " beyond what each answer does" if contrast.together else ""
    more = ", ".join(str(Fact(name, answer.value)) for name, answer in contrast.more.items())
    return f"{more}: expected {claim.shown} to {_EXPECTED[claim.effect]}{beyond}, got {came}"


def _proof(claim: Claim, consultations: Sequence[Consultation]) -> Iterator[str]:
    yield from moved_evidence(consultations[0], consultations[-1], claim.fact)
    if claim.effect in ("raises", "lowers", "appears"):
        yield from wanted_too(consultations[-1], claim.fact, against=claim.effect == "lowers")

"""Why a client came out as another animal than expected: what speaks for the one, what the other lacks."""

from collections.abc import Iterator

from clientzoo.explanation.why_not import why_not
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.knowledge.zoo import ANIMAL, Fact

MOST = 4  # reasons of each kind


def proof_difference(consultation: Consultation, expected: str | None) -> Iterator[str]:
    """Lines on the animal that came and on the one expected; None is a client who should have stayed undetermined."""
    got = consultation.verdict.animal
    if got is not None and got != expected:
        yield from _evidence(consultation, got)
    if expected is not None and expected != got:
        yield from _evidence(consultation, expected)
        for missed in why_not(consultation, expected).missed[:MOST]:
            lacking = ", ".join(f"{lack.premise} ({lack.outcome.value})" for lack in missed.lacking)
            yield f"  not fired {missed.rule.certainty:+.2f} {missed.rule.id}: lacks {lacking}"


def _evidence(consultation: Consultation, animal: str) -> Iterator[str]:
    fact = Fact(ANIMAL, animal)
    belief = consultation.beliefs.get(fact)
    yield f"{animal} {belief.certainty if belief else 0.0:.2f}:"
    firings = consultation.firings_for.get(fact, ())
    for speaking in (
        [one for one in firings if one.certainty > 0][:MOST],
        [one for one in firings if one.certainty < 0][:MOST],
    ):
        for firing in speaking:
            yield f"  {firing.certainty:+.2f} {firing.rule} ({_premises(firing)})"


def _premises(firing: Firing) -> str:
    return ", ".join(str(Fact(held.premise.name, held.value)) for held in firing.premises)

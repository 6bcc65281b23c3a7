"""Why a case came out otherwise than expected: what speaks for what came, and what the expected lacks."""

from collections.abc import Iterator

from clientzoo.explanation.why_not import Missed, missed, missed_for
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.knowledge.zoo import ANIMAL, Fact

MOST = 4  # reasons of each kind


def evidence(consultation: Consultation, fact: Fact, *, wanted: bool) -> Iterator[str]:
    """Lines on what was said of the fact; where it was wanted, the nearest rules that would have said more too."""
    belief = consultation.beliefs.get(fact)
    name = str(fact.value) if fact.name == ANIMAL else str(fact)
    yield f"{name} {belief.certainty if belief else 0.0:.2f}:"
    firings = consultation.firings_for.get(fact, ())
    for speaking in (
        [one for one in firings if one.certainty > 0][:MOST],
        [one for one in firings if one.certainty < 0][:MOST],
    ):
        for firing in speaking:
            yield f"  {firing.certainty:+.2f} {firing.rule} ({_premises(firing)})"
    for one in missed_for(consultation, fact)[:MOST] if wanted else ():
        yield f"  not fired {one.rule.certainty:+.2f} {one.rule.id}: lacks {_lacking(one)}"


def of_rule(consultation: Consultation, rule: str) -> Iterator[str]:
    """A line on the rule: with what it fired, or what it lacked."""
    firing = next((one for one in consultation.firings if one.rule == rule), None)
    if firing is not None:
        yield f"{rule} fired: {firing.certainty:+.2f} ({_premises(firing)})"
    else:
        yield f"{rule} did not fire: lacks {_lacking(missed(consultation, consultation.zoo.rule[rule]))}"


def _premises(firing: Firing) -> str:
    return ", ".join(str(Fact(held.premise.name, held.value)) for held in firing.premises)


def _lacking(one: Missed) -> str:
    return ", ".join(f"{lack.premise} ({lack.outcome.value})" for lack in one.lacking)

"""Why a case came out otherwise than expected: what speaks for what came, and what the expected lacks."""

from collections.abc import Iterator, Mapping

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


def moved_evidence(before: Consultation, after: Consultation, fact: Fact) -> Iterator[str]:
    """Lines on the evidence that came and that went between two consultations, strongest first."""
    old, new = ({one.rule: one for one in each.firings_for.get(fact, ())} for each in (before, after))
    apart = [name for name in dict.fromkeys((*new, *old)) if _weight(old, name) != _weight(new, name)]
    yield f"{fact.value if fact.name == ANIMAL else fact}: what moved it" + ("" if apart else ": nothing")
    for name in sorted(apart, key=lambda one: -max(abs(_weight(old, one)), abs(_weight(new, one)))):
        if name not in new:
            yield f"  no longer {old[name].certainty:+.2f} {name} ({_premises(old[name])})"
        elif name not in old:
            yield f"  {new[name].certainty:+.2f} {name} ({_premises(new[name])})"
        else:
            yield f"  {old[name].certainty:+.2f} now {new[name].certainty:+.2f} {name} ({_premises(new[name])})"


def wanted_too(consultation: Consultation, fact: Fact, *, against: bool) -> Iterator[str]:
    """Lines on the nearest rules that would have moved the fact as was wanted."""
    fitting = [one for one in missed_for(consultation, fact) if (one.rule.certainty < 0) == against]
    for one in fitting[:MOST]:
        yield f"  not fired {one.rule.certainty:+.2f} {one.rule.id}: lacks {_lacking(one)}"


def _weight(firings: Mapping[str, Firing], rule: str) -> float:
    return firings[rule].certainty if rule in firings else 0.0

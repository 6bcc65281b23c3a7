"""Answers to questions back as JSON: the stable forms that `explain --json` prints, one function for each question."""

from collections.abc import Mapping, Sequence
from typing import Any

from clientzoo.cli.verdict_json import firing_part, rounded, transition_part, verdict_part
from clientzoo.explanation.contradictions import Contradiction
from clientzoo.explanation.doubt import HowSure
from clientzoo.explanation.path import Paths
from clientzoo.explanation.proof import Proof, Reason
from clientzoo.explanation.what_if import Comparison
from clientzoo.explanation.why import Why
from clientzoo.explanation.why_not import Missed, WhyNot
from clientzoo.explanation.wording import said
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.zoo import Fact


def how(consultation: Consultation, proofs: Sequence[Proof]) -> dict[str, Any]:
    return {
        "verdict": verdict_part(consultation.verdict),
        "proofs": [_proof(consultation, proof) for proof in proofs],
    }


def why(found: Why) -> dict[str, Any]:
    return {
        "verdict": verdict_part(found.now.verdict),
        "attribute": found.question.id,
        "separates": list(found.separates),
        "effects": [
            {
                "value": effect.value,
                "verdict": verdict_part(effect.after.verdict),
                "ranking": [
                    {"animal": one.animal, "certainty": rounded(one.certainty)} for one in effect.after.ranking
                ],
            }
            for effect in found.effects
        ],
    }


def why_not(consultation: Consultation, found: WhyNot) -> dict[str, Any]:
    return {
        "verdict": verdict_part(consultation.verdict),
        "animal": found.fact.value,
        "certainty": rounded(found.certainty),
        "missed": [_missed(one) for one in found.missed],
        "spoke_for": [_spoke(consultation, firing) for firing in found.spoke_for],
        "spoke_against": [_spoke(consultation, firing) for firing in found.spoke_against],
    }


def what_if(found: Comparison, changed: Mapping[str, Answer | None]) -> dict[str, Any]:
    given = found.before.answers
    return {
        "changes": [
            {
                "attribute": name,
                "from": given[name].value if name in given else None,
                "to": answer.value if answer else None,
            }
            for name, answer in changed.items()
        ],
        "before": verdict_part(found.before.verdict),
        "after": verdict_part(found.after.verdict),
        "moves": [
            {
                "animal": move.animal,
                "from": rounded(move.certainty_before),
                "to": rounded(move.certainty_after),
                "from_place": move.place_before,
                "to_place": move.place_after,
            }
            for move in found.moves
        ],
        "appeared": [firing_part(firing) for firing in found.appeared],
        "vanished": [firing_part(firing) for firing in found.vanished],
        "opened": [transition_part(prospect) for prospect in found.opened],
        "closed": [transition_part(prospect) for prospect in found.closed],
    }


def paths(found: Paths) -> dict[str, Any]:
    return {
        "verdict": verdict_part(found.now.verdict),
        "animal": found.animal,
        "transition": found.transition.kind if found.transition else None,
        "revolution": [need.id for need in found.revolution],
        "already": found.there,
        "searched": found.searched,
        "cut_short": found.cut_short,
        "found": found.found,
        "sets": [
            [
                {"attribute": change.attribute, "from": change.old, "to": change.new, "by": change.by}
                for change in one.changes
            ]
            for one in found.sets
        ],
        "verdicts": [verdict_part(one.verdict) for one in found.sets],
        "met": [[need.id for need in one.met] for one in found.sets],
    }


def doubts(found: HowSure) -> dict[str, Any]:
    return {
        "verdict": verdict_part(found.consultation.verdict),
        "answers": [
            {
                "attribute": doubt.question,
                "value": doubt.answer.value,
                "overturning": [
                    {"value": other.value, "verdict": verdict_part(other.verdict)} for other in doubt.overturning
                ],
                "dropped": verdict_part(doubt.dropped),
                "falls_without": found.falls_without(doubt),
            }
            for doubt in found.doubts
        ],
    }


def contradictions(consultation: Consultation, found: Sequence[Contradiction]) -> dict[str, Any]:
    return {
        "verdict": verdict_part(consultation.verdict),
        "pairs": [
            {
                "fact": _fact(one.fact),
                "instead": _fact(one.instead) if one.instead else None,
                "tension": rounded(one.tension),
                "for": {**_spoke(consultation, one.speaking_for), "answers": list(one.answers_for)},
                "against": {**_spoke(consultation, one.speaking_against), "answers": list(one.answers_against)},
            }
            for one in found
        ],
    }


def _proof(consultation: Consultation, proof: Proof) -> dict[str, Any]:
    return {
        "fact": _fact(proof.fact),
        "sentence": said(consultation.zoo, proof.fact),
        "certainty": rounded(proof.certainty),
        "overruled_by": _fact(proof.overruled_by) if proof.overruled_by else None,
        "for": [_reason(consultation, reason) for reason in proof.speaking_for],
        "against": [_reason(consultation, reason) for reason in proof.speaking_against],
    }


def _reason(consultation: Consultation, reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule.id,
        "because": reason.rule.because,
        "certainty": rounded(reason.certainty),
        "premises": [
            {
                "fact": _fact(ground.fact),
                "test": ground.held.premise.wording,
                "certainty": rounded(ground.held.certainty),
                "of": ground.held.of,
                "shown": ground.shown,
                "proof": _proof(consultation, ground.proof) if ground.proof else None,
            }
            for ground in reason.grounds
        ],
    }


def _missed(missed: Missed) -> dict[str, Any]:
    return {
        "rule": missed.rule.id,
        "because": missed.rule.because,
        "certainty": rounded(missed.rule.certainty),
        "steps": missed.steps,
        "lacking": [
            {
                "fact": lack.premise.name,
                "test": lack.premise.wording,
                "outcome": lack.outcome.value,
                "known": [{"value": value, "certainty": rounded(certainty)} for value, certainty in lack.known],
                "answers": list(lack.answers),
                "either": lack.either,
            }
            for lack in missed.lacking
        ],
    }


def _spoke(consultation: Consultation, firing: Firing) -> dict[str, Any]:
    because = consultation.zoo.rule[firing.rule].because
    return {"rule": firing.rule, "because": because, "certainty": rounded(firing.certainty)}


def _fact(fact: Fact) -> dict[str, Any]:
    return {"fact": fact.name, "value": fact.value}

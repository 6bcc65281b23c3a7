"""A consultation as JSON: the stable form that `classify --json` and `interview --json` print."""

from typing import Any

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation, Firing
from clientzoo.inference.prospects import Prospect, prospects
from clientzoo.inference.relevance import unknown
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import ADVICE


def verdict_json(consultation: Consultation, client: ClientAnswers) -> dict[str, Any]:
    """What JSON Schema `clientzoo schema verdict` describes. Certainties are rounded to six places."""
    zoo, verdict = consultation.zoo, consultation.verdict
    return {
        "client": client.client,
        "zoo": zoo.id,
        "zoo_version": zoo.version,
        "engine": consultation.engine,
        "verdict": {
            "status": verdict.status,
            "animal": verdict.animal,
            "certainty": _rounded(verdict.certainty),
            "runner_up": verdict.runner_up,
            "margin": _rounded(verdict.margin),
        },
        "ranking": [{"animal": one.animal, "certainty": _rounded(one.certainty)} for one in consultation.ranking],
        "traits": [
            {"trait": fact.name, "value": fact.value, "certainty": _rounded(belief.certainty)}
            for fact, belief in consultation.beliefs.items()
            if fact.name in zoo.traits
        ],
        "transitions": [_transition(prospect) for prospect in prospects(consultation)],
        "advice": [
            {"advice": fact.value, "topic": zoo.advice[str(fact.value)].topic, "certainty": _rounded(belief.certainty)}
            for fact, belief in consultation.beliefs.items()
            if fact.name == ADVICE and belief.certainty >= THRESHOLD
        ],
        "contradictions": [
            {"fact": fact.name, "value": fact.value}
            for fact, belief in consultation.beliefs.items()
            if belief.contradictory
        ],
        "firings": [_firing(firing) for firing in consultation.firings],
        "set_aside": list(consultation.set_aside),
        "unknown": list(unknown(consultation)),
    }


def _transition(prospect: Prospect) -> dict[str, Any]:
    return {
        "from": prospect.origin,
        "to": prospect.target,
        "kind": prospect.transition.kind,
        "certainty": _rounded(prospect.certainty),
        "met": [need.id for need in prospect.met],
        "missing": [{"id": need.id, "need": need.need, "known": need in prospect.failing} for need in prospect.missing],
    }


def _firing(firing: Firing) -> dict[str, Any]:
    return {
        "rule": firing.rule,
        "conclusion": {"fact": firing.conclusion.name, "value": firing.conclusion.value},
        "certainty": _rounded(firing.certainty),
        "premises": [
            {
                "fact": held.premise.name,
                "test": held.premise.wording,
                "value": held.value,
                "certainty": _rounded(held.certainty),
                "of": held.of,
                "rules": list(held.rules),
            }
            for held in firing.premises
        ],
    }


def _rounded(value: float) -> Value:
    return round(value, 6) + 0.0

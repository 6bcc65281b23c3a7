"""A consultation as JSON: the stable form that `classify --json` and `interview --json` print."""

from typing import Any

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.consultation import Consultation, Firing, Verdict
from clientzoo.inference.prospects import Prospect, prospects
from clientzoo.inference.relevance import unknown
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.zoo import ADVICE


def verdict_json(consultation: Consultation, client: ClientAnswers) -> dict[str, Any]:
    """What JSON Schema `clientzoo schema verdict` describes. Certainties are rounded to six places."""
    zoo = consultation.zoo
    return {
        "client": client.client,
        "zoo": zoo.id,
        "zoo_version": zoo.version,
        "engine": consultation.engine,
        "verdict": verdict_part(consultation.verdict),
        "ranking": [{"animal": one.animal, "certainty": rounded(one.certainty)} for one in consultation.ranking],
        "traits": [
            {"trait": fact.name, "value": fact.value, "certainty": rounded(belief.certainty)}
            for fact, belief in consultation.beliefs.items()
            if fact.name in zoo.traits
        ],
        "transitions": [transition_part(prospect) for prospect in prospects(consultation)],
        "advice": [
            {"advice": fact.value, "topic": zoo.advice[str(fact.value)].topic, "certainty": rounded(belief.certainty)}
            for fact, belief in consultation.beliefs.items()
            if fact.name == ADVICE and belief.certainty >= THRESHOLD
        ],
        "contradictions": [
            {"fact": fact.name, "value": fact.value}
            for fact, belief in consultation.beliefs.items()
            if belief.contradictory
        ],
        "overruled": [
            {"fact": hint.name, "value": hint.value, "told": told.value}
            for hint, told in consultation.overruled.items()
        ],
        "firings": [firing_part(firing) for firing in consultation.firings],
        "set_aside": list(consultation.set_aside),
        "unknown": list(unknown(consultation)),
    }


def verdict_part(verdict: Verdict) -> dict[str, Any]:
    return {
        "status": verdict.status,
        "animal": verdict.animal,
        "certainty": rounded(verdict.certainty),
        "runner_up": verdict.runner_up,
        "margin": rounded(verdict.margin),
    }


def transition_part(prospect: Prospect) -> dict[str, Any]:
    return {
        "from": prospect.origin,
        "to": prospect.target,
        "kind": prospect.transition.kind,
        "certainty": rounded(prospect.certainty),
        "stage": prospect.stage,
        "readiness": rounded(prospect.readiness),
        "met": [need.id for need in prospect.met],
        "missing": [{"id": need.id, "need": need.need, "known": need in prospect.failing} for need in prospect.missing],
    }


def firing_part(firing: Firing) -> dict[str, Any]:
    return {
        "rule": firing.rule,
        "conclusion": {"fact": firing.conclusion.name, "value": firing.conclusion.value},
        "certainty": rounded(firing.certainty),
        "premises": [
            {
                "fact": held.premise.name,
                "test": held.premise.wording,
                "value": held.value,
                "certainty": rounded(held.certainty),
                "of": held.of,
                "rules": list(held.rules),
            }
            for held in firing.premises
        ],
    }


def rounded(value: float) -> Value:
    return round(value, 6) + 0.0

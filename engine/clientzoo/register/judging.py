"""The rules' verdict on a client as the register keeps it."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta

from clientzoo.inference.consultation import Consultation
from clientzoo.inference.prospects import prospects
from clientzoo.knowledge.zoo import Zoo
from clientzoo.register.statement import Held
from clientzoo.register.verdict import GivenVerdict


def given_verdict(consultation: Consultation, held: Mapping[str, Held], day: date) -> GivenVerdict:
    """What the consultation says of the client on the day, with how ready it is for the next animal."""
    zoo, verdict = consultation.zoo, consultation.verdict
    nearest = next((one for one in prospects(consultation) if one.open), None)
    return GivenVerdict(
        day,
        verdict.status,
        verdict.animal,
        verdict.certainty,
        verdict.runner_up,
        verdict.margin,
        nearest.target if nearest else None,
        nearest.readiness if nearest else None,
        min(fresh_until(zoo, held).values(), default=None),
        zoo.id,
        zoo.version,
        fingerprint(zoo),
    )


def fresh_until(zoo: Zoo, held: Mapping[str, Held]) -> Mapping[str, date]:
    """The last day on which each answer is taken to hold without being confirmed; questions that never age are left
    out, and so are those that are measured."""
    return {
        name: one.seen_on + timedelta(days=zoo.attributes[name].stale_after)
        for name, one in held.items()
        if one.statement.state == "answered" and name in zoo.questions and zoo.attributes[name].stale_after
    }


def fingerprint(zoo: Zoo) -> str:
    """Differs where two zoos of one version have other rules, and only there."""
    rules = [(one.id, one.condition, one.conclusions, one.certainty) for one in zoo.rules]
    relevance = [(one.id, one.relevant_if) for one in zoo.attributes.values()]
    told = repr(_ordered((rules, relevance, zoo.policy, zoo.bands)))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _ordered(value: object) -> object:
    """The value such that it is written alike in every process: sets have no order of their own."""
    if isinstance(value, frozenset):
        return sorted((_ordered(one) for one in value), key=repr)
    if is_dataclass(value) and not isinstance(value, type):
        return [(one.name, _ordered(getattr(value, one.name))) for one in fields(value) if one.name != "place"]
    if isinstance(value, Mapping):
        return [(key, _ordered(one)) for key, one in value.items()]
    return [_ordered(one) for one in value] if isinstance(value, list | tuple) else value

"""A consultation as programs read it: what `classify --json` and `interview --json` print."""

from typing import Annotated, Any, Literal

from pydantic import Field

from clientzoo.inference.consultation import Consultation, Firing, Origin, Status, Verdict
from clientzoo.inference.prospects import Prospect, Stage, prospects
from clientzoo.inference.relevance import unknown_questions
from clientzoo.inference.selection import Given, Rank, Selection, Why, Withheld, selection
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.zoo import Fact
from clientzoo.output.shape import Certainty, Count, Lead, Said, Shape, Share

RESTS_ON: dict[Rank, Literal["kind", "concluded", "answered"]] = {
    Rank.KIND: "kind",
    Rank.CONCLUDED: "concluded",
    Rank.ANSWERED: "answered",
}


class VerdictShape(Shape):
    """`animal` is null while undetermined; `margin` is the lead over the second."""

    status: Status
    animal: str | None
    certainty: Certainty
    runner_up: str | None
    margin: Lead
    listed: Annotated[
        tuple[str, ...], Field(description="all animals of the verdict, surest first, where the zoo lists several")
    ]

    @classmethod
    def of(cls, verdict: Verdict) -> "VerdictShape":
        return cls(
            status=verdict.status,
            animal=verdict.animal,
            certainty=verdict.certainty,
            runner_up=verdict.runner_up,
            margin=verdict.margin,
            listed=verdict.listed,
        )


class FactShape(Shape):
    fact: str
    value: Said

    @classmethod
    def of(cls, fact: Fact) -> "FactShape":
        return cls(fact=fact.name, value=fact.value)


class RankedShape(Shape):
    animal: str
    certainty: Certainty

    @classmethod
    def all_of(cls, consultation: Consultation) -> "tuple[RankedShape, ...]":
        """The whole ranking, surest first."""
        return tuple(cls(animal=one.animal, certainty=one.certainty) for one in consultation.ranking)


class TraitShape(Shape):
    trait: str
    value: Said
    certainty: Certainty


class OverruledShape(Shape):
    fact: str
    value: Said
    told: Said


class AdviceShape(Shape):
    """Advice that stands in the playbook, and on what it rests."""

    advice: str
    topic: str
    certainty: Certainty
    rests_on: Literal["kind", "concluded", "answered"]

    @classmethod
    def of(cls, given: Given) -> "AdviceShape":
        return cls(
            advice=given.advice.id,
            topic=given.advice.topic,
            certainty=given.certainty,
            rests_on=RESTS_ON[given.rank],
        )


class WithheldShape(Shape):
    """Advice that rules give and the playbook does not."""

    advice: str
    why: Why
    by: Annotated[str | None, Field(description="the advice that stands instead")]
    stance: Annotated[str | None, Field(description="on what the two say otherwise")]

    @classmethod
    def of(cls, held: Withheld) -> "WithheldShape":
        by = held.by.advice.id if held.by else None
        return cls(advice=held.given.advice.id, why=held.why, by=by, stance=held.topic or None)


class EffortShape(Shape):
    """What the advice takes in its first month: hours of ours by role, money for others, and both in money."""

    hours: dict[str, float]
    money: float
    cost: float
    bearable: Annotated[float | None, Field(description="how much this client can bear; null where nothing tells it")]

    @classmethod
    def of(cls, advised: Selection) -> "EffortShape":
        bearable = None if advised.bound is None else advised.bound.money
        return cls(hours=dict(advised.hours), money=advised.money, cost=advised.cost, bearable=bearable)


class MissingNeed(Shape):
    id: str
    need: str
    known: Annotated[bool, Field(description="known not to hold; else nobody has said yet")]


class TransitionShape(Shape):
    origin: Annotated[str, Field(alias="from")]
    target: Annotated[str, Field(alias="to")]
    kind: Literal["growth", "revolution"]
    certainty: Annotated[Certainty, Field(description="open from 0.2 up")]
    stage: Stage
    readiness: Annotated[Share, Field(description="the share of conditions met")]
    met: tuple[str, ...]
    missing: tuple[MissingNeed, ...]

    @classmethod
    def of(cls, prospect: Prospect) -> "TransitionShape":
        return cls(
            origin=prospect.origin,
            target=prospect.target,
            kind=prospect.transition.kind,
            certainty=prospect.certainty,
            stage=prospect.stage,
            readiness=prospect.readiness,
            met=tuple(need.id for need in prospect.met),
            missing=tuple(
                MissingNeed(id=need.id, need=need.need, known=need in prospect.failing) for need in prospect.missing
            ),
        )


class PremiseShape(Shape):
    fact: str
    test: str
    value: Said
    certainty: Certainty
    of: Origin
    rules: tuple[str, ...]


class FiringShape(Shape):
    rule: str
    conclusion: FactShape
    certainty: Certainty
    premises: tuple[PremiseShape, ...]

    @classmethod
    def of(cls, firing: Firing) -> "FiringShape":
        return cls(
            rule=firing.rule,
            conclusion=FactShape.of(firing.conclusion),
            certainty=firing.certainty,
            premises=tuple(
                PremiseShape(
                    fact=held.premise.name,
                    test=held.premise.wording,
                    value=held.value,
                    certainty=held.certainty,
                    of=held.of,
                    rules=held.rules,
                )
                for held in firing.premises
            ),
        )


class DecisionShape(Shape):
    """What a person decided beside the rules; days as 2026-06-30."""

    animal: str
    because: str
    by: str
    since: str
    until: str | None


class ConsultationShape(Shape):
    """One client: the verdict, the ranking behind it, what was concluded, and the trace."""

    client: str
    zoo: str
    zoo_version: str
    engine: Literal["durable", "builtin"]
    verdict: VerdictShape
    ranking: tuple[RankedShape, ...]
    traits: tuple[TraitShape, ...]
    transitions: tuple[TransitionShape, ...]
    advice: tuple[AdviceShape, ...]
    withheld: tuple[WithheldShape, ...]
    effort: EffortShape
    contradictions: tuple[FactShape, ...]
    overruled: Annotated[
        tuple[OverruledShape, ...],
        Field(description="values of traits that answers hint at while another value was told outright: set aside"),
    ]
    firings: tuple[FiringShape, ...]
    set_aside: Annotated[tuple[str, ...], Field(description="answers that another answer makes irrelevant")]
    unknown: Annotated[tuple[str, ...], Field(description="questions without an answer that could still matter")]
    decision: Annotated[
        DecisionShape | None, Field(description="of a client in the register: what a person decided otherwise")
    ] = None


class InterviewShape(ConsultationShape):
    """What `interview --json` adds to a consultation."""

    settled_after: Annotated[
        Count | None, Field(description="how many questions had been asked when the animal was settled")
    ] = None
    asked: Annotated[tuple[str, ...], Field(description="the questions in the order asked")] = ()


def consultation_shape(
    consultation: Consultation, client: ClientAnswers, decision: DecisionShape | None = None
) -> ConsultationShape:
    """What JSON Schema `clientzoo schema verdict` describes. Certainties are rounded to six places."""
    return ConsultationShape(**_parts(consultation, client), decision=decision)


def interview_shape(
    consultation: Consultation, client: ClientAnswers, settled_after: int | None, asked: tuple[str, ...]
) -> InterviewShape:
    """A consultation and the course of the interview that led to it."""
    return InterviewShape(**_parts(consultation, client), settled_after=settled_after, asked=asked)


def _parts(consultation: Consultation, client: ClientAnswers) -> dict[str, Any]:
    zoo, advised = consultation.zoo, selection(consultation)
    return {
        "client": client.client,
        "zoo": zoo.id,
        "zoo_version": zoo.version,
        "engine": consultation.engine,
        "verdict": VerdictShape.of(consultation.verdict),
        "ranking": RankedShape.all_of(consultation),
        "traits": tuple(
            TraitShape(trait=fact.name, value=fact.value, certainty=belief.certainty)
            for fact, belief in consultation.beliefs.items()
            if fact.name in zoo.traits
        ),
        "transitions": tuple(TransitionShape.of(prospect) for prospect in prospects(consultation)),
        "advice": tuple(AdviceShape.of(one) for one in advised.given),
        "withheld": tuple(WithheldShape.of(one) for one in advised.withheld),
        "effort": EffortShape.of(advised),
        "contradictions": tuple(
            FactShape.of(fact) for fact, belief in consultation.beliefs.items() if belief.contradictory
        ),
        "overruled": tuple(
            OverruledShape(fact=hint.name, value=hint.value, told=told.value)
            for hint, told in consultation.overruled.items()
        ),
        "firings": tuple(FiringShape.of(firing) for firing in consultation.firings),
        "set_aside": tuple(consultation.set_aside),
        "unknown": tuple(unknown_questions(consultation)),
    }

"""Answers to questions back as programs read them: what `explain --json` prints, one shape for each question."""

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, RootModel

from clientzoo.explanation.contradictions import Contradiction
from clientzoo.explanation.doubt import HowSure
from clientzoo.explanation.inquiry import Findings, Missing, Proofs, Supposed, Tensions
from clientzoo.explanation.path import By, Paths
from clientzoo.explanation.proof import Proof, Reason
from clientzoo.explanation.why import Why
from clientzoo.explanation.why_not import Missed
from clientzoo.explanation.withheld import told_withheld
from clientzoo.explanation.wording import fact_in_words
from clientzoo.inference.consultation import Consultation, Firing, Origin
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, Zoo
from clientzoo.output.shape import Certainty, Count, Said, Shape
from clientzoo.output.verdict import FactShape, FiringShape, RankedShape, TransitionShape, VerdictShape


class Spoken(Shape):
    """A rule that spoke, its reason, and how strongly."""

    rule: str
    because: str
    certainty: Certainty

    @classmethod
    def of(cls, consultation: Consultation, firing: Firing) -> "Spoken":
        because = consultation.zoo.rule[firing.rule].because
        return cls(rule=firing.rule, because=because, certainty=firing.certainty)


class GroundShape(Shape):
    """A premise that held, and its proof where it was concluded."""

    fact: FactShape
    test: str
    certainty: Certainty
    of: Origin
    shown: Annotated[bool, Field(description="proven earlier in the tree")]
    proof: "ProofShape | None"


class ReasonShape(Spoken):
    premises: tuple[GroundShape, ...]


class ProofShape(Shape):
    """Why a fact is believed as far as it is; reasons strongest first."""

    fact: FactShape
    sentence: str
    certainty: Certainty
    overruled_by: Annotated[
        FactShape | None,
        Field(description="the value told outright where this one is only hinted at, and set aside"),
    ]
    speaking_for: Annotated[tuple[ReasonShape, ...], Field(alias="for")]
    speaking_against: Annotated[tuple[ReasonShape, ...], Field(alias="against")]

    @classmethod
    def of(cls, zoo: Zoo, proof: Proof) -> "ProofShape":
        return cls(
            fact=FactShape.of(proof.fact),
            sentence=fact_in_words(zoo, proof.fact),
            certainty=proof.certainty,
            overruled_by=FactShape.of(proof.overruled_by) if proof.overruled_by else None,
            speaking_for=tuple(_reason(zoo, reason) for reason in proof.speaking_for),
            speaking_against=tuple(_reason(zoo, reason) for reason in proof.speaking_against),
        )


class _Explanation(Shape):
    client: str
    zoo: str
    zoo_version: str


class HowShape(_Explanation):
    """Proofs of the fact asked about; of the verdict, the first two animals where it is not decided."""

    question: Literal["how"] = "how"
    verdict: VerdictShape
    proofs: tuple[ProofShape, ...]


class EffectShape(Shape):
    value: Said
    verdict: VerdictShape
    ranking: tuple[RankedShape, ...]


class WhyShape(_Explanation):
    """What the answer to a question would tell: every choice, or a number of each band that rules tell apart."""

    question: Literal["why"] = "why"
    verdict: VerdictShape
    attribute: str
    separates: Annotated[
        tuple[str, ...],
        Field(description="animals whose certainty depends most on the answer, first the most"),
    ]
    effects: tuple[EffectShape, ...]


class KnownValue(Shape):
    value: Said
    certainty: Certainty


class LackShape(Shape):
    fact: str
    test: str
    outcome: Literal["fails", "unknown"]
    known: tuple[KnownValue, ...]
    answers: Annotated[tuple[str, ...], Field(description="questions whose answers it rests on, or that would tell")]
    either: Annotated[bool, Field(description="one of several alternatives within the rule")]


class MissedShape(Spoken):
    steps: Annotated[Count, Field(description="premises that would have to hold")]
    lacking: tuple[LackShape, ...]


class WhyNotShape(_Explanation):
    """All rules that could have spoken for the animal or the advice and did not, nearest first."""

    question: Literal["why_not"] = "why_not"
    verdict: VerdictShape
    animal: str | None
    advice: str | None
    withheld: Annotated[str | None, Field(description="whether and why the playbook leaves the advice out")]
    certainty: Certainty
    missed: tuple[MissedShape, ...]
    spoke_for: tuple[Spoken, ...]
    spoke_against: tuple[Spoken, ...]


class SupposedAnswer(Shape):
    attribute: str
    old: Annotated[Said | None, Field(alias="from")]
    new: Annotated[Said | None, Field(alias="to")]


class MoveShape(Shape):
    animal: str
    before: Annotated[Certainty, Field(alias="from")]
    after: Annotated[Certainty, Field(alias="to")]
    from_place: Count
    to_place: Count


class WhatIfShape(_Explanation):
    """The verdict with other answers; null stands for no answer."""

    question: Literal["what_if"] = "what_if"
    changes: tuple[SupposedAnswer, ...]
    before: VerdictShape
    after: VerdictShape
    moves: tuple[MoveShape, ...]
    appeared: tuple[FiringShape, ...]
    vanished: tuple[FiringShape, ...]
    opened: tuple[TransitionShape, ...]
    closed: tuple[TransitionShape, ...]


class ChangeShape(Shape):
    attribute: str
    old: Annotated[Said | None, Field(alias="from")]
    new: Annotated[Said, Field(alias="to")]
    by: By


class ToShape(_Explanation):
    """The smallest sets of changes that make the client the animal, best first."""

    question: Literal["to"] = "to"
    verdict: VerdictShape
    animal: str
    transition: Literal["growth", "revolution"] | None
    revolution: Annotated[
        tuple[str, ...], Field(description="needs of a revolution that have not come: every set meets them")
    ]
    already: bool
    searched: Annotated[Count, Field(description="every set of up to so many changes has been looked at")]
    cut_short: Annotated[bool, Field(description="none was found so far, and larger ones are too many to look at")]
    found: Annotated[Count, Field(description="how many sets of the smallest size do it; the best are in `sets`")]
    sets: tuple[tuple[ChangeShape, ...], ...]
    verdicts: Annotated[tuple[VerdictShape, ...], Field(description="after each of the sets, in their order")]
    met: Annotated[
        tuple[tuple[str, ...], ...],
        Field(description="needs of the transition that each set fulfils, in their order"),
    ]


class OtherAnswer(Shape):
    value: Said
    verdict: VerdictShape


class DoubtShape(Shape):
    attribute: str
    value: Said
    overturning: tuple[OtherAnswer, ...]
    dropped: Annotated[VerdictShape, Field(description="the verdict without the answer")]
    falls_without: bool


class SureShape(_Explanation):
    """Each answer put in doubt, those most able to overturn the verdict first."""

    question: Literal["sure"] = "sure"
    verdict: VerdictShape
    answers: tuple[DoubtShape, ...]


class SideShape(Spoken):
    answers: tuple[str, ...]


class PairShape(Shape):
    fact: FactShape
    instead: Annotated[
        FactShape | None,
        Field(description="the other value of the trait, where the side `against` speaks for that one"),
    ]
    tension: Certainty
    speaking_for: Annotated[SideShape, Field(alias="for")]
    speaking_against: Annotated[SideShape, Field(alias="against")]


class OpposedShape(Shape):
    opposition: str
    because: str
    answers: tuple[str, ...]


class ContradictionsShape(_Explanation):
    """Answers that pull against each other, tensest first."""

    question: Literal["contradictions"] = "contradictions"
    verdict: VerdictShape
    pairs: tuple[PairShape, ...]
    named: Annotated[
        tuple[OpposedShape, ...],
        Field(description="answers that contradict each other, as the zoo itself says"),
    ]


Explanation: TypeAlias = HowShape | WhyShape | WhyNotShape | WhatIfShape | ToShape | SureShape | ContradictionsShape


class ExplanationShape(RootModel[Annotated[Explanation, Field(discriminator="question")]]):
    """One of the shapes, told apart by `question`."""


def explanation_shape(found: Findings, client: str, zoo: Zoo) -> Explanation:
    """What JSON Schema `clientzoo schema explanation` describes, of what an inquiry about `client` found."""
    heading: dict[str, Any] = {"client": client, "zoo": zoo.id, "zoo_version": zoo.version}
    return _MADE[type(found)](found, heading)


def _how(found: Proofs, heading: dict[str, Any]) -> HowShape:
    zoo = found.consultation.zoo
    proofs = tuple(ProofShape.of(zoo, proof) for proof in found.proofs)
    return HowShape(**heading, verdict=VerdictShape.of(found.consultation.verdict), proofs=proofs)


def _why(found: Why, heading: dict[str, Any]) -> WhyShape:
    return WhyShape(
        **heading,
        verdict=VerdictShape.of(found.now.verdict),
        attribute=found.question.id,
        separates=found.separates,
        effects=tuple(
            EffectShape(
                value=effect.value,
                verdict=VerdictShape.of(effect.after.verdict),
                ranking=RankedShape.all_of(effect.after),
            )
            for effect in found.effects
        ),
    )


def _why_not(found: Missing, heading: dict[str, Any]) -> WhyNotShape:
    consultation, about = found.consultation, found.why_not
    return WhyNotShape(
        **heading,
        verdict=VerdictShape.of(consultation.verdict),
        animal=str(about.fact.value) if about.fact.name == ANIMAL else None,
        advice=str(about.fact.value) if about.fact.name == ADVICE else None,
        withheld=told_withheld(consultation, str(about.fact.value)) or None,
        certainty=about.certainty,
        missed=tuple(map(_missed, about.missed)),
        spoke_for=tuple(Spoken.of(consultation, firing) for firing in about.spoke_for),
        spoke_against=tuple(Spoken.of(consultation, firing) for firing in about.spoke_against),
    )


def _what_if(found: Supposed, heading: dict[str, Any]) -> WhatIfShape:
    compared = found.comparison
    given = compared.before.answers
    return WhatIfShape(
        **heading,
        changes=tuple(
            SupposedAnswer(
                attribute=name,
                old=given[name].value if name in given else None,
                new=answer.value if answer else None,
            )
            for name, answer in found.changes.items()
        ),
        before=VerdictShape.of(compared.before.verdict),
        after=VerdictShape.of(compared.after.verdict),
        moves=tuple(
            MoveShape(
                animal=move.animal,
                before=move.certainty_before,
                after=move.certainty_after,
                from_place=move.place_before,
                to_place=move.place_after,
            )
            for move in compared.moves
        ),
        appeared=tuple(map(FiringShape.of, compared.appeared)),
        vanished=tuple(map(FiringShape.of, compared.vanished)),
        opened=tuple(map(TransitionShape.of, compared.opened)),
        closed=tuple(map(TransitionShape.of, compared.closed)),
    )


def _to(found: Paths, heading: dict[str, Any]) -> ToShape:
    return ToShape(
        **heading,
        verdict=VerdictShape.of(found.now.verdict),
        animal=found.animal,
        transition=found.transition.kind if found.transition else None,
        revolution=tuple(need.id for need in found.revolution),
        already=found.there,
        searched=found.searched,
        cut_short=found.cut_short,
        found=found.found,
        sets=tuple(
            tuple(
                ChangeShape(attribute=change.attribute, old=change.old, new=change.new, by=change.by)
                for change in one.changes
            )
            for one in found.sets
        ),
        verdicts=tuple(VerdictShape.of(one.verdict) for one in found.sets),
        met=tuple(tuple(need.id for need in one.met) for one in found.sets),
    )


def _sure(found: HowSure, heading: dict[str, Any]) -> SureShape:
    return SureShape(
        **heading,
        verdict=VerdictShape.of(found.consultation.verdict),
        answers=tuple(
            DoubtShape(
                attribute=doubt.question,
                value=doubt.answer.value,
                overturning=tuple(
                    OtherAnswer(value=other.value, verdict=VerdictShape.of(other.verdict))
                    for other in doubt.overturning
                ),
                dropped=VerdictShape.of(doubt.dropped),
                falls_without=found.falls_without(doubt),
            )
            for doubt in found.doubts
        ),
    )


def _contradictions(found: Tensions, heading: dict[str, Any]) -> ContradictionsShape:
    verdict = VerdictShape.of(found.consultation.verdict)
    pairs = tuple(_pair(found.consultation, one) for one in found.pairs)
    named = tuple(
        OpposedShape(opposition=one.opposition.id, because=one.opposition.because, answers=one.answers)
        for one in found.named
    )
    return ContradictionsShape(**heading, verdict=verdict, pairs=pairs, named=named)


def _pair(consultation: Consultation, one: Contradiction) -> PairShape:
    def side(firing: Firing, answers: tuple[str, ...]) -> SideShape:
        return SideShape(**Spoken.of(consultation, firing).model_dump(), answers=answers)

    return PairShape(
        fact=FactShape.of(one.fact),
        instead=FactShape.of(one.instead) if one.instead else None,
        tension=one.tension,
        speaking_for=side(one.speaking_for, one.answers_for),
        speaking_against=side(one.speaking_against, one.answers_against),
    )


def _reason(zoo: Zoo, reason: Reason) -> ReasonShape:
    return ReasonShape(
        rule=reason.rule.id,
        because=reason.rule.because,
        certainty=reason.certainty,
        premises=tuple(
            GroundShape(
                fact=FactShape.of(ground.fact),
                test=ground.held.premise.wording,
                certainty=ground.held.certainty,
                of=ground.held.of,
                shown=ground.shown,
                proof=ProofShape.of(zoo, ground.proof) if ground.proof else None,
            )
            for ground in reason.grounds
        ),
    )


def _missed(missed: Missed) -> MissedShape:
    return MissedShape(
        rule=missed.rule.id,
        because=missed.rule.because,
        certainty=missed.rule.certainty,
        steps=missed.steps,
        lacking=tuple(
            LackShape(
                fact=lack.premise.name,
                test=lack.premise.wording,
                outcome="fails" if lack.outcome.value == "fails" else "unknown",
                known=tuple(KnownValue(value=value, certainty=certainty) for value, certainty in lack.known),
                answers=lack.answers,
                either=lack.either,
            )
            for lack in missed.lacking
        ),
    )


_MADE: dict[type, Callable[[Any, dict[str, Any]], Explanation]] = {
    Proofs: _how,
    Why: _why,
    Missing: _why_not,
    Supposed: _what_if,
    Paths: _to,
    HowSure: _sure,
    Tensions: _contradictions,
}

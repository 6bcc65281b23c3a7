"""The JSON Schema of what `explain --json` prints: one shape for each question."""

from typing import Any

from clientzoo.cli.schema_parts import (
    CERTAINTY,
    COUNT,
    FACT,
    FIRING,
    NAME,
    NAMES,
    TRANSITION,
    VALUE,
    VALUE_OR_NULL,
    VERDICT,
    YES_NO,
    listed,
    record,
    records,
)  # fmt: skip

_SPOKE = {"rule": NAME, "because": NAME, "certainty": CERTAINTY}
_BY = {"enum": ["agency", "client", "new leadership"]}


def explanation() -> dict[str, Any]:
    """One of the shapes, told apart by `question`."""
    shapes = (_how(), _why(), _why_not(), _what_if(), _to(), _sure(), _contradictions())
    return {"title": "clientzoo explanation", "oneOf": list(shapes), "$defs": {"proof": _proof()}}


def _answer(question: str, about: str, **properties: Any) -> dict[str, Any]:
    heading = {"client": NAME, "zoo": NAME, "zoo_version": NAME, "question": {"const": question}}
    return record(about, **heading, **properties)


def _how() -> dict[str, Any]:
    about = "Proofs of the fact asked about; of the verdict, the first two animals where it is not decided."
    return _answer("how", about, verdict=VERDICT, proofs=listed({"$ref": "#/$defs/proof"}))


def _proof() -> dict[str, Any]:
    premises = records(
        fact=FACT,
        test=NAME,
        certainty=CERTAINTY,
        of={"enum": ["answer", "rules", "verdict"]},
        shown={**YES_NO, "description": "proven earlier in the tree"},
        proof={"oneOf": [{"$ref": "#/$defs/proof"}, {"type": "null"}]},
    )
    reasons = records(**_SPOKE, premises=premises)
    overruled_by = {
        "anyOf": [FACT, {"type": "null"}],
        "description": "the value told outright where this one is only hinted at, and set aside",
    }
    return record(
        fact=FACT,
        sentence=NAME,
        certainty=CERTAINTY,
        overruled_by=overruled_by,
        **{"for": reasons, "against": reasons},
    )


def _why() -> dict[str, Any]:
    return _answer(
        "why",
        "What the answer to a question would tell: every choice, or a number of each band that rules tell apart.",
        verdict=VERDICT,
        attribute=NAME,
        separates={**NAMES, "description": "animals whose certainty depends most on the answer, first the most"},
        effects=records(value=VALUE, verdict=VERDICT, ranking=records(animal=NAME, certainty=CERTAINTY)),
    )


def _why_not() -> dict[str, Any]:
    lacking = records(
        fact=NAME,
        test=NAME,
        outcome={"enum": ["fails", "unknown"]},
        known=records(value=VALUE, certainty=CERTAINTY),
        answers={**NAMES, "description": "questions whose answers it rests on, or that would tell"},
        either={**YES_NO, "description": "one of several alternatives within the rule"},
    )
    missed = records(**_SPOKE, steps={**COUNT, "description": "premises that would have to hold"}, lacking=lacking)
    return _answer(
        "why_not",
        "All rules that could have spoken for the animal and did not, nearest first.",
        verdict=VERDICT,
        animal=NAME,
        certainty=CERTAINTY,
        missed=missed,
        spoke_for=records(**_SPOKE),
        spoke_against=records(**_SPOKE),
    )


def _what_if() -> dict[str, Any]:
    return _answer(
        "what_if",
        "The verdict with other answers; null stands for no answer.",
        changes=records(**{"attribute": NAME, "from": VALUE_OR_NULL, "to": VALUE_OR_NULL}),
        before=VERDICT,
        after=VERDICT,
        moves=records(**{"animal": NAME, "from": CERTAINTY, "to": CERTAINTY, "from_place": COUNT, "to_place": COUNT}),
        appeared=listed(FIRING),
        vanished=listed(FIRING),
        opened=listed(TRANSITION),
        closed=listed(TRANSITION),
    )


def _to() -> dict[str, Any]:
    return _answer(
        "to",
        "The smallest sets of changes that make the client the animal, best first.",
        verdict=VERDICT,
        animal=NAME,
        transition={"enum": ["growth", "revolution", None]},
        revolution={**NAMES, "description": "needs of a revolution that have not come: every set meets them"},
        already=YES_NO,
        searched={**COUNT, "description": "every set of up to so many changes has been looked at"},
        cut_short={**YES_NO, "description": "none was found so far, and larger ones are too many to look at"},
        found={**COUNT, "description": "how many sets of the smallest size do it; the best are in `sets`"},
        sets=listed(records(**{"attribute": NAME, "from": VALUE_OR_NULL, "to": VALUE, "by": _BY})),
        verdicts={**listed(VERDICT), "description": "after each of the sets, in their order"},
        met={**listed(NAMES), "description": "needs of the transition that each set fulfils, in their order"},
    )


def _sure() -> dict[str, Any]:
    return _answer(
        "sure",
        "Each answer put in doubt, those most able to overturn the verdict first.",
        verdict=VERDICT,
        answers=records(
            attribute=NAME,
            value=VALUE,
            overturning=records(value=VALUE, verdict=VERDICT),
            dropped={**VERDICT, "description": "the verdict without the answer"},
            falls_without=YES_NO,
        ),
    )


def _contradictions() -> dict[str, Any]:
    side = record(**_SPOKE, answers=NAMES)
    return _answer(
        "contradictions",
        "Answers that pull against each other, tensest first.",
        verdict=VERDICT,
        pairs=records(
            **{
                "fact": FACT,
                "instead": {
                    "anyOf": [FACT, {"type": "null"}],
                    "description": "the other value of the trait, where the side `against` speaks for that one",
                },
                "tension": CERTAINTY,
                "for": side,
                "against": side,
            }
        ),
    )

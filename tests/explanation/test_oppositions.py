"""What the zoo itself says of answers: which contradict each other, and which only seem to."""

import pytest

from clientzoo.explanation.contradictions import contradictions, opposed_answers
from clientzoo.explanation.inquiry import Inquiry
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.output.explanation import explanation_shape

FOUND = shipped()
ZOO = load_zoo(FOUND.root, FOUND.name).sound()
ENGINE = engine_for(ZOO, EngineChoice.BUILTIN)


def known(**answers: Value) -> dict[str, Answer]:
    return {name: Answer(value) for name, value in answers.items()}


@pytest.mark.parametrize(
    ("answers", "opposition"),
    [
        ({"tenders": "never", "contractor_criterion": "formal_procurement"}, "procurement_without_tenders"),
        ({"internet_understanding": "none", "seo": "managed_by_results"}, "steered_without_understanding"),
        ({"marketing_team": "department_for_reports", "reporting_need": "none"}, "department_without_reports"),
    ],
)
def test_named_pairs_are_told_with_their_reason_and_both_answers(answers: dict[str, Value], opposition: str) -> None:
    (found,) = opposed_answers(ENGINE.consult(known(**answers)))
    assert (found.opposition.id, found.answers) == (opposition, tuple(answers))
    reply = Inquiry(ENGINE, ZOO, known(**answers)).contradictions()
    told = "\n".join(reply.lines)
    assert f"1. {found.opposition.because}" in told
    assert all(ZOO.attributes[name].ask in told for name in answers)
    (data,) = explanation_shape(reply.found, "X", ZOO).model_dump()["named"]
    assert data == {"opposition": opposition, "because": found.opposition.because, "answers": tuple(answers)}


@pytest.mark.parametrize(
    "answers",
    [
        {"tenders": "always", "contractor_criterion": "formal_procurement"},
        {"tenders": "never"},
        {"internet_understanding": "none", "seo": "regular"},
    ],
)
def test_one_side_alone_is_no_contradiction(answers: dict[str, Value]) -> None:
    assert opposed_answers(ENGINE.consult(known(**answers))) == ()


def test_what_only_seems_to_contradict_is_not_asked_again() -> None:
    dealer = ENGINE.consult(known(website_role="brings_leads", internet_share_now=10))
    assert contradictions(dealer) == ()
    seller = ENGINE.consult(known(website_role="brings_sales", internet_share_now=10))
    assert contradictions(seller)

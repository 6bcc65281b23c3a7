"""Shapes and schemas: what is printed is what its schema describes, for every shipped case and every question."""

import json
from typing import Any

import jsonschema
import pytest

import clientzoo
from clientzoo.cli.schemas import json_schema
from clientzoo.output.explanation import explanation_shape
from clientzoo.output.verdict import consultation_shape, interview_shape

EXPERT = clientzoo.load(engine="builtin")
CLIENT = {
    "growth_wish": "wants",
    "internet_understanding": "none",
    "owner_involvement": "runs_everything",
    "employees": 25,
    "website_role": "brings_sales",
    "leadership_change": "happened",
}


def _valid(data: dict[str, Any], schema: str) -> dict[str, Any]:
    jsonschema.validate(json.loads(json.dumps(data)), json_schema(schema))
    return data


def test_a_consultation_is_as_its_schema_says() -> None:
    client = EXPERT.client(CLIENT, "Ромашка")
    found = EXPERT.classify(client)
    data = _valid(consultation_shape(found, client).data(), "verdict")
    assert data["client"] == "Ромашка"
    assert data["verdict"]["animal"] == found.verdict.animal
    assert data["ranking"][0]["certainty"] == round(found.ranking[0].certainty, 6)
    assert len(data["firings"]) == len(found.firings) > 10
    assert {"from", "to", "stage", "readiness"} <= data["transitions"][0].keys()


def test_an_interview_adds_its_course() -> None:
    client = EXPERT.client(CLIENT)
    data = _valid(interview_shape(EXPERT.classify(client), client, 3, ("employees",)).data(), "verdict")
    assert (data["settled_after"], data["asked"]) == (3, ["employees"])


def test_a_stranger_in_it_is_refused_by_the_schema() -> None:
    client = EXPERT.client(CLIENT)
    data = consultation_shape(EXPERT.classify(client), client).data()
    with pytest.raises(jsonschema.ValidationError):
        _valid({**data, "surprise": 1}, "verdict")
    with pytest.raises(jsonschema.ValidationError):
        _valid({**data, "verdict": {**data["verdict"], "certainty": 1.2}}, "verdict")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how", ()), ("how", ("tiger",)), ("why", ("employees",)), ("why_not", ("tiger",)),
        ("what_if", (["growth_wish=none", "employees=unknown"],)), ("to", ("tiger",)), ("sure", ()),
        ("contradictions", ()),
    ],
)  # fmt: skip
def test_every_question_back_is_as_its_schema_says(question: str, words: tuple[Any, ...]) -> None:
    reply = getattr(EXPERT.about(CLIENT), question)(*words)
    data = _valid(explanation_shape(reply.found, "Ромашка", EXPERT.zoo).data(), "explanation")
    assert data["question"] == question
    assert data["zoo"] == EXPERT.zoo.id

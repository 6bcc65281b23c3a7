"""The JSON Schemas (draft 2020-12) by name."""

from typing import Any

from clientzoo.knowledge import schema

_FILES: dict[str, type[schema.Entry]] = {
    "questionnaire": schema.QuestionnaireFile,
    "rulebase": schema.RulebaseFile,
    "cases": schema.CasesFile,
    "answers": schema.AnswersFile,
}
_CERTAINTY = {"type": "number", "minimum": -1, "maximum": 1}
_VALUE = {"type": ["string", "boolean", "number"]}
_NAME = {"type": "string"}
_NAMES = {"type": "array", "items": _NAME}


def json_schema(of: str) -> dict[str, Any]:
    """The schema of a file's kind, or of what `classify --json` (`verdict`) and `playbook --json` print."""
    printed = {"verdict": _verdict, "playbook": _playbook}
    described = printed[of]() if of in printed else _FILES[of].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}


def _object(about: str = "", **properties: Any) -> dict[str, Any]:
    shape = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"description": about, **shape} if about else shape


def _list(**properties: Any) -> dict[str, Any]:
    return {"type": "array", "items": _object(**properties)}


def _verdict() -> dict[str, Any]:
    or_null = {"type": ["string", "null"]}
    shape = _object(
        client=_NAME,
        zoo=_NAME,
        zoo_version=_NAME,
        engine={"enum": ["durable", "builtin"]},
        verdict=_object(
            "`animal` is null while undetermined; `margin` is the lead over the second.",
            status={"enum": ["decided", "close", "undetermined"]},
            animal=or_null,
            certainty=_CERTAINTY,
            runner_up=or_null,
            margin={"type": "number", "minimum": 0},
        ),
        ranking=_list(animal=_NAME, certainty=_CERTAINTY),
        traits=_list(trait=_NAME, value=_NAME, certainty=_CERTAINTY),
        transitions=_list(
            **{
                "from": _NAME,
                "to": _NAME,
                "kind": {"enum": ["growth", "revolution"]},
                "certainty": {**_CERTAINTY, "description": "open from 0.2 up"},
                "met": _NAMES,
                "missing": _list(id=_NAME, need=_NAME, known={"type": "boolean"}),
            }
        ),
        advice=_list(advice=_NAME, topic=_NAME, certainty=_CERTAINTY),
        contradictions=_list(fact=_NAME, value=_VALUE),
        firings=_list(
            rule=_NAME,
            conclusion=_object(fact=_NAME, value=_VALUE),
            certainty=_CERTAINTY,
            premises=_list(
                fact=_NAME,
                test=_NAME,
                value=_VALUE,
                certainty=_CERTAINTY,
                of={"enum": ["answer", "rules", "verdict"]},
                rules=_NAMES,
            ),
        ),
        set_aside={**_NAMES, "description": "answers that another answer makes irrelevant"},
        unknown={**_NAMES, "description": "questions without an answer that could still matter"},
    )
    shape["properties"]["asked"] = {**_NAMES, "description": "by `interview --json`: the questions in the order asked"}
    return {"title": "clientzoo verdict", **shape}


def _playbook() -> dict[str, Any]:
    about = "One line of `playbook --json`: the client, its answers file, and where its playbook was written."
    return {"title": "clientzoo playbook", **_object(about, client=_NAME, answers=_NAME, playbook=_NAME)}

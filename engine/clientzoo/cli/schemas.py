"""The JSON Schemas (draft 2020-12) by name."""

from typing import Any

from clientzoo.cli.schema_explanation import explanation
from clientzoo.cli.schema_parts import CERTAINTY, FIRING, NAME, NAMES, TRANSITION, VALUE, VERDICT, record, records
from clientzoo.knowledge import schema

_FILES: dict[str, type[schema.Entry]] = {
    "questionnaire": schema.QuestionnaireFile,
    "rulebase": schema.RulebaseFile,
    "cases": schema.CasesFile,
    "answers": schema.AnswersFile,
}


def json_schema(of: str) -> dict[str, Any]:
    """The schema of a file's kind, or of what `classify`, `explain` and `playbook` print with `--json`."""
    printed = {"verdict": _verdict, "explanation": explanation, "playbook": _playbook}
    described = printed[of]() if of in printed else _FILES[of].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **described}


def _verdict() -> dict[str, Any]:
    shape = record(
        client=NAME,
        zoo=NAME,
        zoo_version=NAME,
        engine={"enum": ["durable", "builtin"]},
        verdict=VERDICT,
        ranking=records(animal=NAME, certainty=CERTAINTY),
        traits=records(trait=NAME, value=NAME, certainty=CERTAINTY),
        transitions={"type": "array", "items": TRANSITION},
        advice=records(advice=NAME, topic=NAME, certainty=CERTAINTY),
        contradictions=records(fact=NAME, value=VALUE),
        firings={"type": "array", "items": FIRING},
        set_aside={**NAMES, "description": "answers that another answer makes irrelevant"},
        unknown={**NAMES, "description": "questions without an answer that could still matter"},
    )
    shape["properties"]["asked"] = {**NAMES, "description": "by `interview --json`: the questions in the order asked"}
    return {"title": "clientzoo verdict", **shape}


def _playbook() -> dict[str, Any]:
    about = "One line of `playbook --json`: the client, its answers file, and where its playbook was written."
    return {"title": "clientzoo playbook", **record(about, client=NAME, answers=NAME, playbook=NAME)}

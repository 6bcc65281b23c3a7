"""The JSON Schemas (draft 2020-12) by name."""

from typing import Any

from clientzoo.cli.schema_base import BASE
from clientzoo.cli.schema_explanation import explanation
from clientzoo.cli.schema_import import imported
from clientzoo.cli.schema_parts import CERTAINTY, FIRING, NAME, NAMES, TRANSITION, VALUE, VERDICT, record, records
from clientzoo.cli.schema_rules import RULES
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.schemas import DRAFT, FILES, file_schema


def json_schema(of: str, zoo: Zoo | None = None) -> dict[str, Any]:
    """The schema of a file's kind (with the names of a zoo), or of what `classify` and others print with `--json`."""
    if of in FILES:
        return file_schema(of, zoo)
    printed = {
        "verdict": _verdict, "explanation": explanation, "playbook": _playbook, "segments": _segments,
        "sheets": _sheets, "import": imported, **BASE, **RULES,
    }  # fmt: skip
    return {"$schema": DRAFT, "$id": f"urn:clientzoo:schema:{of}", "title": f"clientzoo {of}", **printed[of]()}


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
        overruled={
            **records(fact=NAME, value=VALUE, told=VALUE),
            "description": "values of traits that answers hint at while another value was told outright: set aside",
        },
        firings={"type": "array", "items": FIRING},
        set_aside={**NAMES, "description": "answers that another answer makes irrelevant"},
        unknown={**NAMES, "description": "questions without an answer that could still matter"},
    )
    shape["properties"]["settled_after"] = {
        "type": ["integer", "null"],
        "minimum": 0,
        "description": "by `interview --json`: how many questions had been asked when the animal was settled",
    }
    shape["properties"]["asked"] = {**NAMES, "description": "by `interview --json`: the questions in the order asked"}
    return {"title": "clientzoo verdict", **shape}


def _playbook() -> dict[str, Any]:
    about = "One line of `playbook --json`: the client, its answers file, and where its playbook was written."
    return {"title": "clientzoo playbook", **record(about, client=NAME, answers=NAME, playbook=NAME)}


def _segments() -> dict[str, Any]:
    about = (
        "One line of `base segment --json`. The first table is the answer, its columns those of the method; money is a "
        "decimal written as text, so that nothing is lost. `totals` are those of the tables' clients, checked against "
        "the base; `currencies` those that the base records for its amounts."
    )
    table = {"type": "array", "items": {"type": "object"}}
    shape = record(
        about,
        method=NAME,
        as_of={"type": "string", "format": "date"},
        settings={"type": "object"},
        notes=NAMES,
        currencies=NAMES,
        totals={"type": "object", "additionalProperties": NAME},
        tables={"type": "object", "additionalProperties": table},
    )
    return {"title": "clientzoo segments", **shape}


def _sheets() -> dict[str, Any]:
    about = "What `base sheet KIND --json` prints: what is written of each segment, and the questions still open."
    texts = {"type": "object", "additionalProperties": NAME}
    shape = record(about, kind=NAME, sheets=records(segment=NAME, answers=texts, open=NAMES))
    return {"title": "clientzoo sheets", **shape}

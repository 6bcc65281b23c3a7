"""The pieces of which the JSON Schemas of printed results are made."""

from typing import Any

CERTAINTY = {"type": "number", "minimum": -1, "maximum": 1}
VALUE = {"type": ["string", "boolean", "number"]}
VALUE_OR_NULL = {"type": ["string", "boolean", "number", "null"]}
NAME = {"type": "string"}
NAME_OR_NULL = {"type": ["string", "null"]}
NAMES = {"type": "array", "items": NAME}
COUNT = {"type": "integer", "minimum": 0}
YES_NO = {"type": "boolean"}


def record(about: str = "", /, **properties: Any) -> dict[str, Any]:
    """An object with exactly these properties."""
    shape = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"description": about, **shape} if about else shape


def records(**properties: Any) -> dict[str, Any]:
    """A list of objects with exactly these properties."""
    return listed(record(**properties))


def listed(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


VERDICT = record(
    "`animal` is null while undetermined; `margin` is the lead over the second.",
    status={"enum": ["decided", "close", "undetermined"]},
    animal=NAME_OR_NULL,
    certainty=CERTAINTY,
    runner_up=NAME_OR_NULL,
    margin={"type": "number", "minimum": 0},
)
FACT = record(fact=NAME, value=VALUE)
TRANSITION = record(
    **{
        "from": NAME,
        "to": NAME,
        "kind": {"enum": ["growth", "revolution"]},
        "certainty": {**CERTAINTY, "description": "open from 0.2 up"},
        "stage": {"enum": ["possible", "under way", "ready", "blocked"]},
        "readiness": {"type": "number", "minimum": 0, "maximum": 1, "description": "the share of conditions met"},
        "met": NAMES,
        "missing": records(id=NAME, need=NAME, known=YES_NO),
    }
)
FIRING = record(
    rule=NAME,
    conclusion=FACT,
    certainty=CERTAINTY,
    premises=records(
        fact=NAME, test=NAME, value=VALUE, certainty=CERTAINTY, of={"enum": ["answer", "rules", "verdict"]}, rules=NAMES
    ),
)

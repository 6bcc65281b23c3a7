"""The pieces of which the JSON Schemas of printed results are made."""

from typing import Any

CERTAINTY = {"type": "number", "minimum": -1, "maximum": 1}
VALUE = {"type": ["string", "boolean", "number"]}
VALUE_OR_NULL = {"type": ["string", "boolean", "number", "null"]}
NAME = {"type": "string"}
NAME_OR_NULL = {"type": ["string", "null"]}
NAMES = {"type": "array", "items": NAME}
COUNT = {"type": "integer", "minimum": 0}
COUNTS = {"type": "object", "additionalProperties": COUNT}
YES_NO = {"type": "boolean"}


def record(about: str = "", /, **properties: Any) -> dict[str, Any]:
    """An object with exactly these properties."""
    shape = {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    return {"description": about, **shape} if about else shape


def records(**properties: Any) -> dict[str, Any]:
    """A list of objects with exactly these properties."""
    return list_of(record(**properties))


def list_of(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}

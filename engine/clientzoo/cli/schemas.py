"""The JSON Schemas (draft 2020-12) by name."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from clientzoo.cli.clients.shape import ClientShape
from clientzoo.cli.history_shape import HistoryShape
from clientzoo.cli.pool.shapes import POOL
from clientzoo.cli.register.shape import LogShape
from clientzoo.cli.schema_base import BASE
from clientzoo.cli.schema_import import imported
from clientzoo.cli.schema_parts import NAME, NAMES, record, records
from clientzoo.cli.schema_rules import RULES
from clientzoo.cli.tasks.shape import OutcomesShape, StepShape
from clientzoo.knowledge.zoo import Zoo
from clientzoo.output.explanation import ExplanationShape
from clientzoo.output.shape import DRAFT, schema
from clientzoo.output.verdict import InterviewShape
from clientzoo.workbench.schemas import FILES, file_schema

SHAPES: Mapping[str, type[BaseModel]] = {
    "verdict": InterviewShape,
    "explanation": ExplanationShape,
    "client": ClientShape,
    "log": LogShape,
    "history": HistoryShape,
    **POOL,
    "step": StepShape,
    "outcome": OutcomesShape,
}


def json_schema(of: str, zoo: Zoo | None = None) -> dict[str, Any]:
    """The schema of a file's kind (with the names of a zoo), or of what `classify` and others print with `--json`."""
    if of in FILES:
        return file_schema(of, zoo)
    if of in SHAPES:
        return schema(SHAPES[of], of)
    printed = {
        "playbook": _playbook, "segments": _segments,
        "sheets": _sheets, "import": imported, **BASE, **RULES,
    }  # fmt: skip
    return {"$schema": DRAFT, "$id": f"urn:clientzoo:schema:{of}", "title": f"clientzoo {of}", **printed[of]()}


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

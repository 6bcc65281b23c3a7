"""The JSON Schemas of what `base classify` and `base summary` print with `--json`."""

from collections.abc import Callable, Mapping
from typing import Any

from clientzoo.cli.schema_parts import CERTAINTY, COUNT, COUNTS, NAME, NAME_OR_NULL, record, records
from clientzoo.inference.prospects import STAGES

_SHARE = {"type": "number", "minimum": 0, "maximum": 1}


def _classified() -> dict[str, Any]:
    return record(
        "What `base classify` wrote and where; `rejects` is null where every row could be read. `cells` are those that "
        "could not be read, by their column.",
        zoo=NAME,
        out=NAME,
        clients=COUNT,
        rejected=COUNT,
        cells=COUNTS,
        rejects=NAME_OR_NULL,
    )


def _summary() -> dict[str, Any]:
    nearest = records(
        client=NAME,
        certainty=CERTAINTY,
        readiness={**_SHARE, "type": ["number", "null"], "description": "null where the client is nearer to another"},
        stage={"enum": [*STAGES, None]},
    )
    return record(
        "The pool by animal (null: undetermined), who is nearest to each transition, and what is most worth asking.",
        zoo=NAME,
        clients=COUNT,
        animals=records(animal=NAME_OR_NULL, clients=COUNT, share=_SHARE, certainty=CERTAINTY, close=COUNT),
        transitions=records(transition=NAME, open=COUNT, nearest=nearest),
        ask=records(question=NAME, gain={"type": "number", "minimum": -1, "maximum": 1}, lacking=_SHARE),
    )


BASE: Mapping[str, Callable[[], dict[str, Any]]] = {"classified": _classified, "summary": _summary}

"""The JSON Schema of what `base import --json` prints."""

from typing import Any

from clientzoo.cli.schema_parts import COUNT, COUNTS, NAME, NAME_OR_NULL, NAMES, list_of, record, records

_MONEY = {"type": "string", "description": "a decimal written as text, so that nothing is lost"}
_BY_FIELD = {"type": "object", "additionalProperties": NAME}
_DAY = {"type": "string", "format": "date"}


def imported() -> dict[str, Any]:
    """One object for one command, however many files."""
    file = record(
        "`fields` are headings by field, `left_out` rows that are no data. What a file has of "
        "rows, and of each currency, is what was read, rejected and, of rows, left out.",
        file=NAME,
        about=NAME,
        fields=_BY_FIELD,
        formats=_BY_FIELD,
        days={"type": "object", "additionalProperties": {"type": "array", "items": _DAY}},
        not_used=NAMES,
        notes=NAMES,
        left_out=records(line=COUNT, kind={"enum": ["above", "total", "heading", "note"]}, text=NAME),
        rows=COUNT,
        read=COUNT,
        rejected=COUNT,
        cells={**COUNTS, "description": "that could not be read, by the heading of their column"},
        renamed=COUNT,
        totals=records(currency=NAME_OR_NULL, file=_MONEY, read=_MONEY, rejected=_MONEY, rounding=_MONEY),
        total={**_MONEY, "type": ["string", "null"]},
    )
    written = record(
        "`before` are the table's rows before, null where there was none; `known` rows that were added although the "
        "table had them; `alike` rows that equal an earlier one.",
        path=NAME,
        rows=COUNT,
        before={**COUNT, "type": ["integer", "null"]},
        kept=NAME_OR_NULL,
        known=COUNT,
        alike=COUNT,
        currencies=records(currency=NAME_OR_NULL, rows=COUNT),
        several={**NAMES, "description": "of the table of clients, those that stand on several rows"},
    )
    names = record("Names that may be another client's, and the file that proposes so.", proposed=COUNT, path=NAME)
    shape = record(
        "What `base import --json` prints. With --dry-run `written` is null.",
        table={"enum": ["clients", "orders", "requests", "survey", "products"]},
        files=list_of(file),
        written={"anyOf": [written, {"type": "null"}]},
        rejects=NAME_OR_NULL,
        names={"anyOf": [names, {"type": "null"}]},
    )
    return {"title": "clientzoo import", **shape}

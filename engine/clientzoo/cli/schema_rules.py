"""The JSON Schemas of what the commands of `clientzoo rules` print with `--json`."""

from collections.abc import Callable, Mapping
from typing import Any

from clientzoo.cli.schema_parts import COUNT, NAME, NAME_OR_NULL, NAMES, VALUE, YES_NO, record, records

_ANSWERS = {"type": "object", "additionalProperties": VALUE}
_ANSWERS_OR_NULL = {"anyOf": [_ANSWERS, {"type": "null"}], "description": "a client who shows it, where one can"}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_COUNTS = {"type": "object", "additionalProperties": COUNT}
_LISTS = {"type": "object", "additionalProperties": NAMES}
_PLACE = {"type": "integer", "minimum": 1}


def _findings() -> dict[str, Any]:
    return record(
        "What `rules check` found; docs/findings.md explains every code.",
        zoo=NAME,
        problems=records(
            file=NAME, line=_PLACE, column=_PLACE, level={"enum": ["error", "warning"]}, code=NAME, message=NAME,
            hint=NAME, client=_ANSWERS_OR_NULL,
        ),
    )  # fmt: skip


def _tested() -> dict[str, Any]:
    cases = records(case=NAME, passed=YES_NO, place=NAME, failures=NAMES, proof=NAMES)
    return record("The cases and contrasts that `rules test` ran.", zoo=NAME, cases=cases, contrasts=cases)


def _coverage() -> dict[str, Any]:
    rules = records(rule=NAME, place=NAME, fired=COUNT, failed=COUNT, never_true=NAMES, never_false=NAMES)
    about = "In how many cases each rule fired, or failed on something known, and what each case brings about."
    return record(about, zoo=NAME, cases=COUNT, rules=rules, animals=_COUNTS, transitions=_COUNTS, advice=_COUNTS)


def _gaps() -> dict[str, Any]:
    return record(
        "Where made-up clients stay undecided; `smallest` are the fewest answers that show it.",
        zoo=NAME,
        clients=COUNT,
        shares=record(decided=_SHARE, close=_SHARE, undetermined=_SHARE),
        blank={**COUNT, "description": "undetermined clients with nothing for any animal"},
        confused=records(first=NAME, second=NAME, clients=COUNT),
        kinds=records(status=NAME, first=NAME, second=NAME_OR_NULL, clients=COUNT, smallest=_ANSWERS),
    )


def _diff() -> dict[str, Any]:
    verdict = record(animal=NAME_OR_NULL, status=NAME)
    renamed = {"type": "object", "additionalProperties": NAME}
    return record(
        "Two versions of a zoo, and the clients for whom something changes.",
        rules=record(added=NAMES, removed=NAMES, changed=NAMES, renamed=renamed, reworded=NAMES),
        other=records(kind=NAME, id=NAME, how={"enum": ["added", "removed", "changed", "reworded"]}, what=NAME),
        impact=records(
            client=NAME, before=verdict, after=verdict, changes=NAMES,
            rules={**NAMES, "description": "the changed rules that do it, each alone or all of them together"},
            together=YES_NO,
            others={**NAMES, "description": "what else has changed, where no rule does it"},
        ),
    )  # fmt: skip


def _rule() -> dict[str, Any]:
    return record(
        "All about one rule, as `rules explain` tells it.",
        rule=NAME, place=NAME, sentence=NAME, because=NAME, source=NAME, rests_on=NAMES, used_by=NAMES, needs=NAMES,
        fired_in=NAMES, changes_when_removed=_LISTS, client=_ANSWERS_OR_NULL,
    )  # fmt: skip


RULES: Mapping[str, Callable[[], dict[str, Any]]] = {
    "findings": _findings,
    "tested": _tested,
    "coverage": _coverage,
    "gaps": _gaps,
    "diff": _diff,
    "rule": _rule,
}

"""The JSON Schemas of what the commands of `clientzoo rules` print with `--json`."""

from collections.abc import Callable, Mapping
from typing import Any

from clientzoo.cli.schema_parts import (
    CERTAINTY,
    COUNT,
    NAME,
    NAME_OR_NULL,
    NAMES,
    VALUE,
    VALUE_OR_NULL,
    YES_NO,
    record,
    records,
)

_ANSWERS = {"type": "object", "additionalProperties": VALUE}
_ANSWERS_OR_NULL = {"anyOf": [_ANSWERS, {"type": "null"}], "description": "a client who shows it, where one can"}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_FIELD_VALUE = {**VALUE_OR_NULL, "description": "null where it is more than a word or a number"}
_SHARES = record(decided=_SHARE, close=_SHARE, undetermined=_SHARE)
_COUNTS = {"type": "object", "additionalProperties": COUNT}
_LISTS = {"type": "object", "additionalProperties": NAMES}
_PLACE = {"type": "integer", "minimum": 1}


_FINDING: Mapping[str, Any] = {
    "file": NAME, "line": _PLACE, "column": _PLACE, "level": {"enum": ["error", "warning"]}, "code": NAME,
    "message": NAME, "hint": NAME, "client": _ANSWERS_OR_NULL,
}  # fmt: skip


def _findings() -> dict[str, Any]:
    return record(
        "What `rules check` found; docs/findings.md explains every code.",
        zoo=NAME,
        problems=records(**_FINDING),
        accepted={**records(**_FINDING, because=NAME), "description": "what the zoo says is as it should be, and why"},
    )  # fmt: skip


def _sources() -> dict[str, Any]:
    return record(
        "Where the rules come from, as `rules check --sources` counts it.",
        zoo=NAME, rules=COUNT, kinds=record(stated=COUNT, read=COUNT, ours=COUNT, unplaced=COUNT),
        places=records(work=NAME, place=NAME, stated=COUNT, read=COUNT),
        unplaced=records(rule=NAME, place=NAME, source=NAME),
    )  # fmt: skip


def _tested() -> dict[str, Any]:
    cases = records(case=NAME, passed=YES_NO, place=NAME, failures=NAMES, proof=NAMES)
    return record("The cases and contrasts that `rules test` ran.", zoo=NAME, cases=cases, contrasts=cases)


def _coverage() -> dict[str, Any]:
    rules = records(rule=NAME, place=NAME, fired=COUNT, failed=COUNT, never_true=NAMES, never_false=NAMES)
    about = "In how many cases each rule fired, or failed on something known, and what each case brings about."
    return record(about, zoo=NAME, cases=COUNT, rules=rules, animals=_COUNTS, transitions=_COUNTS, advice=_COUNTS)


def _mutated() -> dict[str, Any]:
    tally = record(tried=COUNT, noticed=COUNT)
    kinds = ("deleted", "flipped", "bound", "premise")
    draft = {"anyOf": [{"type": "object"}, {"type": "null"}], "description": "an entry of `contrasts:`"}
    return record(
        "Every way in which `rules mutate` spoilt a rule, and the case or contrast that noticed.",
        zoo=NAME,
        weight={**_SHARE, "description": "`kinds` counts rules of at least this weight"},
        kinds=record(**dict.fromkeys(kinds, tally)),
        mutants=records(
            rule=NAME, place=NAME, certainty=CERTAINTY, kind={"enum": list(kinds)}, what=NAME, noticed_by=NAME_OR_NULL,
            reached={**YES_NO, "description": "whether it changes anything for a client of the cases"}, draft=draft,
        ),
    )  # fmt: skip


def _scored() -> dict[str, Any]:
    share = record(hits=COUNT, of=COUNT, share=_SHARE, low=_SHARE, high=_SHARE)
    loss = {"type": "number", "minimum": 0}
    return record(
        "The rules held against clients whose animal an expert named; `low` and `high` are Wilson's interval at 95 %.",
        zoo=NAME, clients=COUNT, unlabelled=COUNT, rejected=NAMES, right=share, decided=share, right_of_decided=share,
        brier={**loss, "maximum": 2}, logarithmic=loss,
        confusion=records(expert=NAME, verdict=NAME_OR_NULL, clients=COUNT),
        calibration=records(word=NAME, certainty=CERTAINTY, right=share),
        rules=records(rule=NAME, place=NAME, certainty=CERTAINTY, right=NAMES, wrong=NAMES),
    )  # fmt: skip


def _fitted() -> dict[str, Any]:
    held = record(right=COUNT, of=COUNT, logarithmic={"type": "number", "minimum": 0})
    held_or_null = {"anyOf": [held, {"type": "null"}]}
    return record(
        "The weights that `rules fit` proposes; `before` and `after` are of clients held back.",
        zoo=NAME, clients=COUNT, why={**NAME, "description": "why nothing is proposed; empty where something is"},
        before=held_or_null, after=held_or_null,
        changes=records(rule=NAME, place=NAME, before=CERTAINTY, after=CERTAINTY),
        moved=records(client=NAME, before=NAME_OR_NULL, after=NAME_OR_NULL, rules=NAMES),
        failing={**NAMES, "description": "cases and contrasts that the proposal would break"}, written=YES_NO,
    )  # fmt: skip


def _gaps() -> dict[str, Any]:
    return record(
        "Where made-up clients stay undecided; `smallest` are the fewest answers that show it.",
        zoo=NAME,
        clients=COUNT,
        around={"enum": ["cases", "uniform"]},
        shares=_SHARES,
        blank={**COUNT, "description": "undetermined clients with nothing for any animal"},
        confused=records(first=NAME, second=NAME, clients=COUNT),
        kinds=records(status=NAME, first=NAME, second=NAME_OR_NULL, clients=COUNT, smallest=_ANSWERS),
        at_random={
            "anyOf": [record(clients=COUNT, shares=_SHARES), {"type": "null"}],
            "description": "clients who answer anything, beside those around the cases",
        },
    )


def _diff() -> dict[str, Any]:
    verdict = record(animal=NAME_OR_NULL, status=NAME)
    renamed = {"type": "object", "additionalProperties": NAME}
    return record(
        "Two versions of a zoo, and the clients for whom something changes.",
        rules=record(added=NAMES, removed=NAMES, changed=NAMES, renamed=renamed, reworded=NAMES),
        other=records(
            kind=NAME, id=NAME, how={"enum": ["added", "removed", "changed", "reworded"]}, what=NAME,
            fields=records(name=NAME, before=_FIELD_VALUE, after=_FIELD_VALUE),
        ),
        shifts=record(
            "Whom the same animal leads in both versions, and how much surer or less sure it has become.",
            surer=_direction(), less_sure=_direction(),
            close_calls=records(first=NAME, second=NAME, clients=COUNT),
            newly_close=records(client=NAME, first=NAME, second=NAME), no_longer_close=COUNT,
        ),
        impact=records(
            client=NAME, before=verdict, after=verdict, changes=NAMES,
            rules={**NAMES, "description": "the changed rules that do it, each alone or all of them together"},
            together=YES_NO,
            others={**NAMES, "description": "what else has changed, where no rule does it"},
        ),
    )  # fmt: skip


def _direction() -> dict[str, Any]:
    largest = records(client=NAME, animal=NAME, before=CERTAINTY, after=CERTAINTY)
    return record(
        "Clients that shift one way: how many, by how much on average, the greatest shifts.",
        clients=COUNT, mean=_SHARE, largest=largest,
    )  # fmt: skip


def _rule() -> dict[str, Any]:
    return record(
        "All about one rule, as `rules explain` tells it.",
        rule=NAME, place=NAME, sentence=NAME, because=NAME, source=NAME, rests_on=NAMES, used_by=NAMES, needs=NAMES,
        fired_in=NAMES, changes_when_removed=_LISTS, client=_ANSWERS_OR_NULL,
    )  # fmt: skip


RULES: Mapping[str, Callable[[], dict[str, Any]]] = {
    "findings": _findings,
    "sources": _sources,
    "tested": _tested,
    "coverage": _coverage,
    "scored": _scored,
    "fitted": _fitted,
    "gaps": _gaps,
    "mutated": _mutated,
    "diff": _diff,
    "rule": _rule,
}

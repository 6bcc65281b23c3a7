"""Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines concerned."""

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from clientzoo import __version__
from clientzoo.knowledge.zoo import value_text
from clientzoo.workbench.check.acceptance import Review
from clientzoo.workbench.check.codes import MEANINGS, level_of
from clientzoo.workbench.check.finding import Finding

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(review: Review) -> dict[str, Any]:
    """One run with every finding; a client that shows it stands in the result's properties.

    What the zoo accepts is suppressed, with its reason.
    """
    found = [*review.findings, *(one for one, _ in review.accepted)]
    reasons = {one: accepted.because for one, accepted in review.accepted}
    codes = sorted({one.problem.code for one in found})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": MEANINGS.get(code, code)},
            "defaultConfiguration": {"level": level_of(code)},
        }
        for code in codes
    ]
    driver = {"name": "clientzoo", "version": __version__, "rules": rules}
    results = [_result(one, codes.index(one.problem.code), reasons.get(one)) for one in found]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(one: Finding, rule: int, accepted: str | None) -> dict[str, Any]:
    problem, place = one.problem, one.problem.place
    hint = f" ({problem.hint})" if problem.hint else ""
    where = {
        "artifactLocation": {"uri": quote(PurePath(place.file).as_posix(), safe="/")},
        "region": {"startLine": place.line, "startColumn": place.column},
    }
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": one.level,
        "message": {"text": problem.message + hint},
        "locations": [{"physicalLocation": where}],
    }
    if accepted is not None:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": accepted}]
    if one.client is not None:
        result["properties"] = {"client": {name: value_text(value) for name, value in one.client.items()}}
    return result

"""Findings that the zoo accepts with a reason; an acceptance of what is there no more is a finding itself."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clientzoo.knowledge.problems import Problem, did_you_mean
from clientzoo.knowledge.zoo import Accepted, Zoo
from clientzoo.workbench.check.codes import ERRORS, WARNINGS
from clientzoo.workbench.check.finding import Finding, finding


@dataclass(frozen=True, slots=True)
class Review:
    """`findings` are to be mended; `accepted` are those that the zoo says are as they should be, with its reason."""

    findings: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Accepted], ...] = ()


def review_of(findings: Iterable[Finding], zoo: Zoo) -> Review:
    """The findings without those that are accepted, and with those acceptances that speak of none any more."""
    open_ones: list[Finding] = []
    accepted: list[tuple[Finding, Accepted]] = []
    used: set[Accepted] = set()
    for one in findings:
        said = [acceptance for acceptance in zoo.accepted if _speaks_of(acceptance, one)]
        if said:
            accepted.append((one, said[0]))
            used.update(said)
        else:
            open_ones.append(one)
    for acceptance in zoo.accepted:
        if acceptance.finding in WARNINGS and acceptance not in used:
            about = " and ".join(f"`{name}`" for name in acceptance.about)
            message = f"`{acceptance.finding}` about {about} was accepted and is not found any more"
            open_ones.append(finding(acceptance.place, "stale-acceptance", message, "delete the acceptance"))
    return Review(tuple(sorted(open_ones)), tuple(accepted))


def wrong_acceptances(zoo: Zoo) -> Iterator[Problem]:
    """Acceptances of what is no finding, or of an error, without whose mending the zoo cannot run."""
    for acceptance in zoo.accepted:
        code = acceptance.finding
        if code in ERRORS:
            message = f"`{code}` is an error: the zoo cannot run before it is mended"
            yield Problem(acceptance.place, "unknown-value", message, "only warnings can be accepted")
        elif code not in WARNINGS or code == "stale-acceptance":
            message = f"`{code}` is no finding that can be accepted"
            yield Problem(acceptance.place, "unknown-value", message, did_you_mean(code, WARNINGS, show_all_up_to=0))


def _speaks_of(acceptance: Accepted, one: Finding) -> bool:
    problem = one.problem
    return acceptance.finding == problem.code and all(_names(name, problem.message) for name in acceptance.about)


def _names(name: str, message: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", message) is not None

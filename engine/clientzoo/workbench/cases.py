"""The cases beside a rulebase: answers, and what is expected of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import read_answers
from clientzoo.knowledge.files import shown_path
from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.schema import CaseEntry, CasesFile, ExpectationEntry
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.versions import brought_up_to_date
from clientzoo.knowledge.yaml import Document, KeyPath, read
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, TRANSITION, Zoo

CONTRASTS = frozenset({"contrasts", "contrast_tables"})


@dataclass(frozen=True, slots=True)
class Case:
    """`names_animal` tells an expected `animal: null` from an animal that the case says nothing about."""

    id: str
    about: str
    answers: Mapping[str, Answer]
    expect: ExpectationEntry
    place: Place

    @property
    def names_animal(self) -> bool:
        return "animal" in self.expect.model_fields_set

    @property
    def names_runner_up(self) -> bool:
        return "runner_up" in self.expect.model_fields_set


def read_cases(zoo: Zoo, shown_from: Path | None = None) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """The cases of the zoo by file and order, and what is wrong with them; a faulty case is left out."""
    cases: dict[str, Case] = {}
    problems: list[Problem] = []
    for path in sorted(zoo.cases_dir.glob("**/*.yaml")):
        try:
            document = read(path, shown_path(path, shown_from))
        except ProblemsError as error:
            problems.extend(error.problems)
            continue
        raw = _listed(document, problems)
        for number, entry in enumerate(raw):
            case = read_case(entry, zoo, document, ("cases", number), problems)
            if case is None:
                continue
            if case.id in cases:
                message = f"the case `{case.id}` already stands at {cases[case.id].place}"
                problems.append(Problem(case.place, "duplicate-id", message))
                continue
            cases[case.id] = case
    return tuple(cases.values()), tuple(problems)


def _listed(document: Document, problems: list[Problem]) -> list[Any]:
    """The entries of `cases:`; a file may have contrasts instead, which `contrasts` reads."""
    sections = document.value if isinstance(document.value, dict) else {}
    raw = sections.get("cases")
    if isinstance(raw, list):
        return raw
    if raw is not None or not CONTRASTS & sections.keys():
        message = "a file of cases is a mapping with `cases:`, `contrasts:` or `contrast_tables:`, each a list"
        problems.append(Problem(document.place(), "wrong-type", message))
    known = CasesFile.model_fields
    for key in sections:
        if key not in known:
            hint = did_you_mean(key, known)
            problems.append(Problem(document.place((key,)), "unknown-key", f"`{key}` is not a key here", hint))
    return []


def read_case(raw: Any, zoo: Zoo, document: Document, path: KeyPath, problems: list[Problem]) -> Case | None:
    """The case that stands at `path`; None where it is wrong, every reason in `problems`."""
    before = len(problems)
    entry = validated(CaseEntry, raw, document, path, problems)
    if entry is None:
        return None
    where = (*path, "answers")
    today = brought_up_to_date(raw["answers"], "", zoo, document, where, problems)  # renamed questions are followed
    answers, _, _ = read_answers(today.answers, zoo, today.document, where, problems)
    expect = entry.expect
    named: list[tuple[tuple[str, ...], str, list[str]]] = [
        (("animal",), ANIMAL, [expect.animal] if expect.animal else []),
        (("runner_up",), ANIMAL, [expect.runner_up] if expect.runner_up else []),
        (("transitions", "open"), TRANSITION, expect.transitions.open),
        (("transitions", "closed"), TRANSITION, expect.transitions.closed),
        (("advice",), ADVICE, expect.advice),
        (("withheld",), ADVICE, expect.withheld),
    ]
    for trait, values in expect.traits.items():
        named.append((("traits", trait), trait, [values] if isinstance(values, str) else values))
    for where, name, words in named:
        known = _known(name, zoo)
        if known is None:
            hint = did_you_mean(name, zoo.traits)
            place = document.place((*path, "expect", *where))
            problems.append(Problem(place, "unknown-fact", f"`{name}` is no trait of this zoo", hint))
            continue
        for word in words:
            if word not in known:
                place = document.place((*path, "expect", *where))
                problems.append(
                    Problem(place, "unknown-value", f"`{word}` is not known here", did_you_mean(word, known))
                )
    for rule in (*expect.rules.fired, *expect.rules.silent):
        if rule not in zoo.rule:
            place = document.place((*path, "expect", "rules"))
            problems.append(Problem(place, "unknown-rule", f"there is no rule `{rule}`", did_you_mean(rule, zoo.rule)))
    if len(problems) > before:
        return None
    return Case(entry.id, entry.about, answers, expect, document.place(path))


def _known(name: str, zoo: Zoo) -> tuple[str, ...] | None:
    if name == TRANSITION:
        return tuple(f"{origin} -> {one.target}" for one in zoo.transitions.values() for origin in one.origins)
    domain = zoo.domains.get(name)
    return tuple(map(str, domain.values)) if domain is not None and domain.of == "rules" else None

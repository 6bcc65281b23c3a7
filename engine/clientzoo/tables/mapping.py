"""The mapping file: how a user's table calls the questions and their values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clientzoo.knowledge.answers_file import ImpossibleAnswerError, answer_value
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.languages import fold_text, is_unknown
from clientzoo.knowledge.problems import Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.yaml import Document, KeyPath, read
from clientzoo.knowledge.zoo import Zoo

_KEYS = ("column", "certainty", "values")


@dataclass(frozen=True, slots=True)
class MappedQuestion:
    """The columns of a question's answers and of their certainties, and values by the words used there."""

    column: str = ""
    certainty: str = ""
    values: Mapping[str, Value | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMap:
    """`client` is the column of the clients' names; `questions` go by id. What is not mapped goes by its own name."""

    client: str = ""
    questions: Mapping[str, MappedQuestion] = field(default_factory=dict)


def read_table_map(path: Path, zoo: Zoo) -> TableMap:
    """The mapping in a YAML file. Raises ProblemsError with everything that is wrong with it.

    `client: Company`, and under `questions:` lines as `employees: Staff` or
    `tenders: {column: Tender, certainty: Sure, values: {нет: never, редко: unknown}}`.
    """
    document = read(path)
    problems: list[Problem] = []
    raw = document.value
    if not isinstance(raw, dict) or not isinstance(raw.get("questions", {}), dict):
        message = "a mapping file has `client:` and `questions:`, a mapping of questions to columns"
        raise ProblemsError([Problem(document.place(), "wrong-type", message)])
    for key in raw:
        if key not in ("client", "questions"):
            hint = did_you_mean(key, ("client", "questions"))
            problems.append(Problem(document.place((key,)), "unknown-key", f"`{key}` is not a key here", hint))
    questions = {}
    for name, given in raw.get("questions", {}).items():
        where = ("questions", name)
        if name not in zoo.attributes:
            hint = did_you_mean(name, zoo.attributes)
            message = f"`{name}` is no question of this zoo"
            problems.append(Problem(document.place(where), "unknown-attribute", message, hint))
            continue
        questions[name] = _question(name, given, zoo, document, where, problems)
    if problems:
        raise ProblemsError(problems)
    return TableMap(str(raw.get("client") or ""), questions)


def _question(
    name: str, given: Any, zoo: Zoo, document: Document, where: KeyPath, problems: list[Problem]
) -> MappedQuestion:
    if not isinstance(given, dict):
        return MappedQuestion(column=str(given))
    for key in given:
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS)
            problems.append(Problem(document.place((*where, key)), "unknown-key", f"`{key}` is not a key here", hint))
    values: dict[str, Value | None] = {}
    for word, meant in (given.get("values") or {}).items():
        try:
            known = meant is not None and not is_unknown(zoo, zoo.attributes[name], str(meant))
            values[fold_text(str(word))] = answer_value(zoo.attributes[name], meant, zoo) if known else None
        except ImpossibleAnswerError as error:
            place = document.place((*where, "values", word, ""))
            problems.append(Problem(place, "unknown-value", str(error), error.hint))
    return MappedQuestion(str(given.get("column") or ""), str(given.get("certainty") or ""), values)

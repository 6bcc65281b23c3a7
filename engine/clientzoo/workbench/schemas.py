"""JSON Schemas (draft 2020-12) of the files experts write, so that editors complete and check them while one types.

With a zoo they know its questions, traits and animals: what a condition may name and what its values are.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from clientzoo.knowledge import schema
from clientzoo.knowledge.answer import UNKNOWN
from clientzoo.knowledge.domain import Domain
from clientzoo.knowledge.exceptions import UNLESS
from clientzoo.knowledge.files import replace_file
from clientzoo.knowledge.languages import texts
from clientzoo.knowledge.speech import CASES
from clientzoo.knowledge.zoo import ADVICE, ANIMAL, Zoo, value_text
from clientzoo.output.shape import DRAFT
from clientzoo.pool.steering.target import PoolFile, roles

FILES: Mapping[str, type[schema.Entry]] = {
    "questionnaire": schema.QuestionnaireFile,
    "rulebase": schema.RulebaseFile,
    "cases": schema.CasesFile,
    "answers": schema.AnswersFile,
    "translation": schema.TranslationFile,
    "segment-sheets": schema.SheetsFile,
    "pool": PoolFile,
}
FOLDER = ".schemas"
_TESTS = (
    "A value, or a test in words: `at least X`, `at most X`, `over X`, `under X`, `between X and Y`, `not X`, `X or Y`,"
    " `unknown`."
)


def file_schema(kind: str, zoo: Zoo | None = None) -> dict[str, Any]:
    """The schema of one of `FILES`; with a zoo its names too."""
    found = FILES[kind].model_json_schema()
    definitions = found.setdefault("$defs", {})
    if zoo is not None:
        if kind == "translation":
            _name_texts(found, zoo)
        elif kind == "pool":
            _name_pool(found, zoo)
        elif kind in ("answers", "cases"):
            _name_answers(found, zoo)
        elif kind in ("questionnaire", "rulebase"):
            facts = zoo.domains if kind == "rulebase" else zoo.attributes
            definitions["Condition"] = _condition(zoo, facts)
            _point(found)
        if kind == "rulebase":
            definitions["RuleEntry"]["properties"]["then"] = _conclusions(zoo)
            _name_tables(definitions["TableEntry"], zoo)
    return {"$schema": DRAFT, "$id": f"urn:clientzoo:schema:{kind}", **found}


def write_schemas(workspace: Path, zoo: Zoo) -> None:
    """Writes the schemas of all files to `.schemas/`, to which the files' first lines point. Raises OSError."""
    folder = workspace / FOLDER
    folder.mkdir(exist_ok=True)
    for kind in FILES:
        text = json.dumps(file_schema(kind, zoo), ensure_ascii=False, indent=1) + "\n"
        replace_file(folder / f"{kind}.json", text.encode())


def _condition(zoo: Zoo, facts: Iterable[str]) -> dict[str, Any]:
    """A mapping is all of, a list is one of; both may nest."""
    inner = {"$ref": "#/$defs/Condition"}
    named: dict[str, Any] = {name: _test(zoo, zoo.domains[name]) for name in facts if name != ADVICE}
    joins = {word: {"type": "array", "items": inner, "minItems": 1} for word in ("any", "all", "none")}
    counts = {"^(at least|at most|exactly) [0-9]+ of$": {"type": "array", "items": inner, "minItems": 1}}
    joins["any"]["description"], joins["all"]["description"] = "At least one of these.", "All of these."
    joins["none"]["description"] = "All of these are known to be otherwise."
    joins[UNLESS] = {**inner, "description": "An exception: it need not be known for the rule to fire."}
    mapping = {
        "type": "object", "properties": {**named, **joins}, "patternProperties": counts,
        "additionalProperties": False, "minProperties": 1,
    }  # fmt: skip
    about = "A mapping: every line must hold. A list: one of them must. It holds on known facts only."
    return {"description": about, "anyOf": [mapping, {"type": "array", "items": inner, "minItems": 1}]}


def _test(zoo: Zoo, domain: Domain) -> dict[str, Any]:
    about = f"{_called(zoo, domain.name)}\n{_TESTS}"
    if domain.type == "number":
        bounds = [name for name, one in zoo.parameters.items() if one.unit == domain.unit]
        examples = [f"{word} {name}" for name in bounds for word in ("at least", "under")]
        examples.append(UNKNOWN)
        one: dict[str, Any] = {"type": ["string", "number"], **({"examples": examples} if examples else {})}
    else:
        words = [*map(value_text, domain.values), UNKNOWN]
        ordered = [f"at least {word}" for word in words[1:-1]] + [f"at most {word}" for word in words[:-2]]
        examples = ordered if domain.ordered else [f"not {word}" for word in words]
        one = {"anyOf": [{"enum": words}, {"type": "string", "examples": examples}, {"type": "boolean"}]}
    items = {"type": ["string", "number", "boolean"]}
    return {"description": about, "anyOf": [one, {"type": "array", "items": items, "minItems": 1}]}


def _conclusions(zoo: Zoo) -> dict[str, Any]:
    named = {}
    for name, domain in zoo.domains.items():
        if domain.of == "rules":
            words: dict[str, Any] = {"enum": [value_text(value) for value in domain.values]}
            named[name] = {"description": _called(zoo, name), "anyOf": [words, {"type": "array", "items": words}]}
    about = "What the rule speaks for, or below a certainty of 0 against. A list: each of these."
    return {"description": about, "type": "object", "properties": named, "minProperties": 1}


def _name_tables(table: dict[str, Any], zoo: Zoo) -> None:
    """What a table may be about, and the columns that go with what it weighs."""
    targets = [name for name, domain in zoo.domains.items() if domain.of == "rules" and name != ADVICE]
    table["properties"]["fact"] = {"description": "The fact whose values are the rows.", "enum": [*zoo.domains]}
    table["properties"]["for"] = {"description": "What the columns are values of.", "enum": targets}
    _name_columns(table, zoo, targets)
    table["allOf"] += [
        {"if": {"properties": {"fact": {"const": name}}}, "then": {"properties": {"weights": _rows(domain)}}}
        for name, domain in zoo.domains.items()
        if domain.type != "number"
    ]


def _name_columns(table: dict[str, Any], zoo: Zoo, targets: Iterable[str]) -> None:
    table["allOf"] = [
        {
            "if": {"properties": {"for": {"const": name}}, "required": [] if name == ANIMAL else ["for"]},
            "then": {"properties": {"columns": {"items": {"enum": [*map(value_text, zoo.domains[name].values)]}}}},
        }
        for name in targets
    ]


def _rows(domain: Domain) -> dict[str, Any]:
    """The rows that an editor proposes; a test in words (`at least big`) is as good."""
    return {"properties": {value_text(value): {"type": "array"} for value in domain.values}}


def _name_answers(found: dict[str, Any], zoo: Zoo) -> None:
    """The questions as properties of `answers`, each with its values."""
    named = {}
    for name, attribute in zoo.attributes.items():
        words = [value_text(value) for value in attribute.values]
        value: dict[str, Any] = {"type": ["number", "string", "null"]} if attribute.numeric else {"enum": words}
        known = [value, {"const": "unknown"}, {"type": "boolean"}, {"type": "null"}]
        unsure = {"$ref": "#/$defs/AnswerEntry"}
        labels = "\n".join(f"{value_text(word)}: {label}" for word, label in attribute.values.items())
        about = f"{attribute.ask}\n{attribute.help}" + (f"\n\n{labels}" if labels else "")
        named[name] = {"description": about, "anyOf": [*known, unsure]}
    answers = {"type": "object", "properties": named}
    if "answers" in found.get("properties", {}):
        found["properties"]["answers"] = answers
        return
    for entry, keys in _HOLDING.items():
        found["$defs"][entry]["properties"].update({key: {"$ref": "#/$defs/Answers"} for key in keys})
    found["$defs"]["Answers"] = answers
    _name_targets(found["$defs"], zoo)


_HOLDING = {
    "CaseEntry": ("answers",),
    "ContrastEntry": ("answers",),
    "ContrastTableEntry": ("answers",),
    "ShownEntry": ("more", "together"),
}


def _name_targets(definitions: dict[str, Any], zoo: Zoo) -> None:
    """What a contrast may speak of: animals, transitions and advice by their ids, a trait with its value."""
    moves = [f"{origin} -> {one.target}" for one in zoo.transitions.values() for origin in one.origins]
    traits = {name: {"enum": [*map(value_text, one.values)]} for name, one in zoo.traits.items()}
    of_trait = {"type": "object", "properties": traits, "additionalProperties": False, "minProperties": 1}
    definitions["Target"] = {"anyOf": [{"enum": [*zoo.animals, *moves, *zoo.advice]}, of_trait]}
    for effect in ("raises", "lowers", "leaves", "appears", "goes"):
        definitions["ShownEntry"]["properties"][effect] = {"type": "array", "items": {"$ref": "#/$defs/Target"}}
    table = definitions["ContrastTableEntry"]
    table["properties"]["fact"] = {"description": "The question whose answers are the rows.", "enum": [*zoo.attributes]}
    _name_columns(table, zoo, [ANIMAL, *zoo.traits])


def _name_texts(found: dict[str, Any], zoo: Zoo) -> None:
    """The zoo's questions, groups and animals as properties, every text showing what it has to say."""
    sections: dict[str, Any] = {}
    for path, text in texts(zoo).items():
        holder = sections
        for step in path[:-1]:
            holder = holder.setdefault(step, _texts())["properties"]
        holder[path[-1]] = {"type": ["string", "null"], "description": text}
    forms = {case: {"type": ["string", "null"]} for case in CASES}
    for animal in sections.get("animals", _texts())["properties"].values():
        about = "The name in the cases that the language has."
        animal["properties"]["cases"] = {**_texts(), "description": about, "properties": forms}
    found["properties"].update(sections)
    del found["$defs"]


def _texts() -> dict[str, Any]:
    return {"type": "object", "properties": {}, "additionalProperties": False}


def _name_pool(found: dict[str, Any], zoo: Zoo) -> None:
    """The animals, roles, advice and transitions that a target may name."""
    names = {
        "target": [*zoo.animals],
        "worth": [*zoo.animals],
        "hours": roles(zoo),
        "steps": ["any", *(name for name, one in zoo.advice.items() if one.role)],
        "chances": [*zoo.transitions],
    }
    for section, known in names.items():
        found["properties"][section]["propertyNames"] = {"enum": known}


def _called(zoo: Zoo, name: str) -> str:
    if name in zoo.attributes:
        return f"{zoo.attributes[name].name}: {zoo.attributes[name].ask}"
    return zoo.traits[name].name if name in zoo.traits else name.replace("_", " ").capitalize()


def _point(node: Any) -> None:
    """Lets every key that takes a condition point to the one definition of it."""
    if isinstance(node, dict):
        properties = node.get("properties")
        if isinstance(properties, dict):
            for key in {"if", "when", "relevant_if", "presupposes", "ask_if", "one", "other"} & properties.keys():
                about = properties[key].get("description")
                properties[key] = {"$ref": "#/$defs/Condition", **({"description": about} if about else {})}
        for part in node.values():
            _point(part)
    elif isinstance(node, list):
        for part in node:
            _point(part)

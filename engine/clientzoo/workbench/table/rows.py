"""Rules as rows of cells and back, without loss; and what an edited table changes in the files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.source import source_text
from clientzoo.knowledge.yaml import Document, parse, quote_scalar, read
from clientzoo.knowledge.zoo import Fact, Rule, Zoo
from clientzoo.workbench.table.as_edited import Cell

Raw: TypeAlias = Mapping[str, Any]
ID, OTHER, THEN, CERTAINTY, BECAUSE, SOURCE = "id", "(condition)", "then", "certainty", "because", "source"
AFTER = (THEN, CERTAINTY, BECAUSE, SOURCE)
TEXTS = (ID, BECAUSE, SOURCE)


@dataclass(frozen=True, slots=True)
class Written:
    """A rule as it stands in a file."""

    path: Path
    position: int
    raw: Raw


def written_rules(zoo: Zoo) -> dict[str, Written]:
    """Every rule of the zoo as it is written, by id."""
    found = {}
    for path in sorted(zoo.rulebase_dir.glob("*.yaml")):
        for position, raw in enumerate(_rules(read(path))):
            found[raw["id"]] = Written(path, position, raw)
    return found


def of_conclusion(zoo: Zoo, about: str) -> tuple[Rule, ...]:
    """The rules that conclude `about`: an animal, a trait, a transition, or `trait: value`; no cells of tables."""
    cells = cells_of_tables(zoo)
    return tuple(
        rule for rule in zoo.rules if rule.id not in cells and any(_is(fact, about) for fact in rule.conclusions)
    )


def cells_of_tables(zoo: Zoo) -> frozenset[str]:
    """The ids of rules that are cells of a table of weights: they stand in a grid and not in `rules:`."""
    return frozenset(rule for table in zoo.tables for rule in table.cells.values())


def header(raws: Iterable[Raw]) -> tuple[str, ...]:
    """The columns for these rules: a fact each, then whatever is no plain mapping of facts to tests."""
    names = dict.fromkeys(name for raw in raws for name in _facts(raw))
    other = [OTHER] if any(_other(raw) is not None for raw in raws) else []
    return (ID, *names, *other, *AFTER)


def row(raw: Raw, columns: Sequence[str]) -> tuple[Cell, ...]:
    """The cells of a rule."""
    facts = _facts(raw)
    cells = {ID: raw["id"], OTHER: _other(raw), **{name: raw[name] for name in AFTER}, **facts}
    return tuple(cell_of(cells.get(name), name) for name in columns)


def rule_of(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The rule that a row stands for, empty cells left out; the inverse of `row`."""
    given = {name: value for name, value in cells.items() if value is not None}
    other = given.get(OTHER)
    facts = {name: value for name, value in given.items() if name not in (ID, OTHER, *AFTER)}
    if isinstance(other, list) and not facts:
        condition: Any = other
    else:
        condition = {**facts, **(other if isinstance(other, dict) else {"any": other} if other is not None else {})}
    found = {"id": given.get(ID), "if": condition, **{name: given[name] for name in AFTER if name in given}}
    return {name: value for name, value in found.items() if value is not None}


def cell_of(value: Any, column: str) -> Cell:
    """A value as one cell: a number, a text as it is, or YAML on one line that reads as the value."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    if column in TEXTS:
        return source_text(value).strip()
    if column == THEN and len(value) == 1:
        return flow(value)[1:-1]  # `animal: wolf`
    return flow(value)


def value_of(cell: Cell, column: str) -> Any:
    """What stands in a cell of the column. Raises ProblemsError where its text is no YAML."""
    if not isinstance(cell, str):
        whole = int(cell) if isinstance(cell, float) and cell == int(cell) else cell
        return str(whole) if column in TEXTS and whole is not None else whole
    text = cell.strip()
    if not text:
        return None
    if column in TEXTS:
        return text
    if column == CERTAINTY:
        return _number(text)
    return parse(text, "").value


def _number(text: str) -> Any:
    """The number that the text says, with a point or a comma; the text itself where it says none."""
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return text


def flow(value: Any) -> str:
    """The value as YAML on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_inner(str(key))}: {_within(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_within, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "~"
    text = str(value)
    return _in_quotes(text) if isinstance(value, str) and not _reads_back(text) else text


def _within(value: Any) -> str:
    return _inner(value) if isinstance(value, str) else flow(value)


def _inner(text: str) -> str:
    """A text inside a list or mapping, where commas, brackets and colons have a meaning of their own."""
    return text if _reads_back_inside(text) else _in_quotes(text)


def _in_quotes(text: str) -> str:
    plain = quote_scalar(text)
    return plain if plain[:1] in "\"'" else f"'{text.replace(chr(39), chr(39) * 2)}'"


def _reads_back(text: str) -> bool:
    """Whether the text stands for itself as a cell, of which blanks at both ends are no part, no-break ones either."""
    try:
        return bool(parse(text.strip(), "").value == text)
    except ProblemsError:
        return False


def _reads_back_inside(text: str) -> bool:
    try:
        found = parse(f"[{text}, {{one: {text}}}, {{{text}: one}}]", "").value
    except ProblemsError:
        return False
    return bool(found == [text, {"one": text}, {text: "one"}]) and text == text.strip()


def _facts(raw: Raw) -> dict[str, Any]:
    condition = raw["if"]
    return (
        {name: test for name, test in condition.items() if name not in ("any", "all")}
        if isinstance(condition, dict)
        else {}
    )


def _other(raw: Raw) -> Any:
    condition = raw["if"]
    if isinstance(condition, list):
        return condition
    rest = {name: test for name, test in condition.items() if name in ("any", "all")}
    return rest or None


def _is(fact: Fact, about: str) -> bool:
    return about in (fact.name, str(fact.value), str(fact)) and (
        about != fact.value or fact.name in ("animal", "transition")
    )


def _rules(document: Document) -> Iterator[Raw]:
    value = document.value
    rules = value.get("rules") if isinstance(value, dict) else None
    yield from rules or ()

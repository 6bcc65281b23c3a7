"""An edited table back into the files: what it changes, checked cell by cell before anything is written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clientzoo.knowledge import rulebase, schema
from clientzoo.knowledge.load import read_rule
from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.yaml import Document, KeyPath, parse
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.round_trip import read, written
from clientzoo.workbench.table.rows import AFTER, ID, OTHER, Written, of_conclusion, rule_of, value_of, written_rules
from clientzoo.workbench.table.workbook import Sheet


def changed_files(zoo: Zoo, about: str, sheet: Sheet) -> dict[Path, tuple[str, str]]:
    """For each file that the table changes, its text before and after. Comments stay.

    A row is changed where its cells say something else, added at the end of the conclusion's file where its id is new,
    and removed where the rule has no row any more. Raises ProblemsError with every wrong cell.
    """
    present = written_rules(zoo)
    rules = _read(zoo, sheet, present)
    mine = [rule.id for rule in of_conclusion(zoo, about)]
    edits: dict[Path, dict[str, Any]] = {}
    for name, raw in rules.items():
        if name in present:
            if dict(present[name].raw) != raw:
                edits.setdefault(present[name].path, {})[name] = raw
        else:
            home = present[mine[-1]].path if mine else zoo.rulebase_dir / "rules.yaml"
            edits.setdefault(home, {})[name] = raw
    for name in mine:
        if name not in rules:
            edits.setdefault(present[name].path, {})[name] = None
    found = {}
    for path, changes in edits.items():
        text = path.read_text(encoding="utf-8") if path.exists() else "rules: []\n"
        found[path] = text, _edited(text, changes)
    return found


def _read(zoo: Zoo, sheet: Sheet, present: Mapping[str, Written]) -> dict[str, dict[str, Any]]:
    """The rules of the table by id, all sound."""
    problems: list[Problem] = []
    known = [ID, *zoo.domains, OTHER, *AFTER]
    for name in sheet.columns:
        if name not in known:
            message = f"the column `{name}` is no attribute or trait"
            problems.append(Problem(sheet.place(name, 1), "unknown-fact", message, did_you_mean(name, known)))
    found: dict[str, dict[str, Any]] = {}
    for number, cells in () if problems else sheet.rows:
        values = _values(sheet, number, cells, problems)
        raw = _as_present(rule_of(values), present)
        document = _document(sheet, number, raw)
        entry = validated(schema.RuleEntry, raw, document, ("rule",), problems)
        if entry is None:
            continue
        if entry.id in found:
            problems.append(Problem(sheet.place(ID, number), "duplicate-id", f"`{entry.id}` has another row"))
            continue
        read_rule(rulebase.Entry(entry.id, entry, document, ("rule",)), zoo, problems)
        found[entry.id] = raw
    if problems:
        raise ProblemsError(problems)
    return found


def _values(sheet: Sheet, number: int, cells: tuple[Any, ...], problems: list[Problem]) -> dict[str, Any]:
    values = {}
    for name, cell in zip(sheet.columns, cells, strict=False):
        try:
            values[name] = value_of(cell)
        except ProblemsError as error:
            message = f"this cannot be read: {error.problems[0].message}"
            problems.append(Problem(sheet.place(name, number), "yaml-syntax", message))
    return values


def _as_present(raw: dict[str, Any], present: Mapping[str, Written]) -> dict[str, Any]:
    """The same rule with premises in the order of the file, so that order alone is no change."""
    was = present.get(str(raw.get("id")))
    if was is None or not isinstance(was.raw["if"], dict) or not isinstance(raw.get("if"), dict):
        return raw
    order = [name for name in was.raw["if"] if name in raw["if"]]
    order += [name for name in raw["if"] if name not in order]
    return {**raw, "if": {name: raw["if"][name] for name in order}}


def _document(sheet: Sheet, number: int, raw: Mapping[str, Any]) -> Document:
    """The row as a document in which every node stands in its cell."""
    places: dict[KeyPath, Place] = {("rule",): sheet.place(ID, number)}

    def put(path: KeyPath, value: Any, place: Place) -> None:
        places[path] = places[(*path, "")] = place
        if isinstance(value, list | dict):
            for key, part in value.items() if isinstance(value, dict) else enumerate(value):
                put((*path, key), part, place)

    for name, value in raw.items():
        if name != "if":
            put(("rule", name), value, sheet.place(name, number))
    condition = raw.get("if", {})
    put(("rule", "if"), condition, sheet.place(OTHER, number))
    for name, value in condition.items() if isinstance(condition, dict) else ():
        column = OTHER if name in ("any", "all") else name
        put(("rule", "if", name), value, sheet.place(column, number))
    return Document(sheet.file, {"rule": raw}, places)


def _edited(text: str, changes: Mapping[str, Any]) -> str:
    meaning: Any = parse(text, "").value
    document = read(text)
    if not document.get("rules"):
        document["rules"] = meaning["rules"] = []
    for name, raw in changes.items():
        position = next((at for at, rule in enumerate(meaning["rules"]) if rule["id"] == name), None)
        if raw is None and position is not None:
            del document["rules"][position], meaning["rules"][position]
        elif position is None:
            document["rules"].append(raw)
            meaning["rules"].append(raw)
        else:
            node, old = document["rules"][position], meaning["rules"][position]
            for key, value in raw.items():
                if old.get(key) != value or (key == "if" and list(value) != list(old[key])):
                    node[key] = value
            meaning["rules"][position] = raw
    return written(document, meaning)

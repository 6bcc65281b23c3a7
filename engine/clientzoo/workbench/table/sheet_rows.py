"""The rules that an edited table stands for, each cell checked where it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from clientzoo.knowledge import rulebase, schema
from clientzoo.knowledge.languages import fold_text, names
from clientzoo.knowledge.load import read_rule
from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.source import source_text
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.yaml import Document, KeyPath
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.table.as_edited import Cell
from clientzoo.workbench.table.rows import (
    AFTER,
    ID,
    OTHER,
    TEXTS,
    THEN,
    Written,
    header,
    of_conclusion,
    rule_of,
    value_of,
)
from clientzoo.workbench.table.workbook import Sheet

CONDITION = "if"
FIXED = (ID, *AFTER)


@dataclass(frozen=True, slots=True)
class Read:
    """`rules` by id, as they would be written. `renamed` maps new ids to those in the files; `gone` are to be removed.

    What nobody touched in the table stays as it is in the files, even where these have changed in the meantime.
    """

    rules: Mapping[str, dict[str, Any]]
    renamed: Mapping[str, str]
    gone: tuple[str, ...]


def read_rules(zoo: Zoo, about: str, sheet: Sheet, present: Mapping[str, Written]) -> Read:
    """The table about the conclusion `about`. Raises ProblemsError with every wrong cell."""
    mine = {rule.id for rule in of_conclusion(zoo, about)}
    before = None if sheet.before is None else {str(cells.get(ID)).strip(): cells for cells in sheet.before}
    problems = list(_headings(zoo, sheet, before, present))
    rules: dict[str, dict[str, Any]] = {}
    for number, cells in () if problems else sheet.rows:
        raw = _rule(zoo, sheet, number, dict(zip(sheet.columns, cells, strict=True)), present, problems)
        if raw is None:
            continue
        name = raw[ID]
        if name in rules:
            problems.append(Problem(sheet.place(ID, number), "duplicate-id", f"`{name}` has another row"))
        elif not _untouched(cells, sheet, before, name):
            rules[name] = raw
            problems.extend(_in_the_way(sheet, number, raw, mine, before, present))
        elif name in present:
            rules[name] = dict(present[name].raw)
    if problems:
        raise ProblemsError(problems)
    missing = [name for name in present if name in mine and name not in rules and (before is None or name in before)]
    renamed = _renamed(rules, missing, present)
    gone = tuple(name for name in missing if name not in renamed.values())
    later = [name for name in gone if before is not None and _changed_since(before[name], present)]
    if later:
        raise ProblemsError(_stale(sheet.place(ID, sheet.heading), name) for name in later)
    return Read(rules, renamed, gone)


def remark(zoo: Zoo) -> Callable[[str], bool]:
    """Says of a heading whether it stands over people's own remarks: it names nothing of the zoo, nor nearly so."""
    known = [ID, *zoo.domains, OTHER, *AFTER]
    labels = {fold_text(label) for one in zoo.attributes.values() for label in names(zoo, one)}

    def is_remark(heading: str) -> bool:
        slip = did_you_mean(heading, known, show_all_up_to=0)
        return heading not in known and not slip and fold_text(heading) not in labels

    return is_remark


def _headings(
    zoo: Zoo, sheet: Sheet, before: Mapping[str, Mapping[str, Cell]] | None, present: Mapping[str, Written]
) -> Iterator[Problem]:
    known = [ID, *zoo.domains, OTHER, *AFTER]
    for name in filter(None, sheet.columns):
        if name not in known:
            message = f"the column `{name}` is no attribute or trait"
            yield Problem(sheet.place(name, sheet.heading), "unknown-fact", message, did_you_mean(name, known))
    for name in AFTER:
        if name not in sheet.columns:
            yield Problem(
                sheet.place("", sheet.heading), "wrong-table", f"there is no column `{name}`", "write the table anew"
            )
    at = sheet.columns.index(ID)
    for number, cells in sheet.rows:
        for column in _looked_at(str(cells[at]).strip(), before, present):
            if column not in sheet.columns:
                message = f"the rule has a premise for which there is no column `{column}`"
                hint = "keep the column, and empty the cell to drop the premise"
                yield Problem(sheet.place(ID, number), "wrong-table", message, hint)


def _looked_at(name: str, before: Mapping[str, Mapping[str, Cell]] | None, present: Mapping[str, Written]) -> list[str]:
    """The columns of the premises that the rule had when the table was written, or has now."""
    if before is not None:
        return [column for column, cell in before.get(name, {}).items() if cell is not None and column not in FIXED]
    return [column for column in header([present[name].raw]) if column not in FIXED] if name in present else []


def _rule(
    zoo: Zoo,
    sheet: Sheet,
    number: int,
    cells: Mapping[str, Cell],
    present: Mapping[str, Written],
    problems: list[Problem],
) -> dict[str, Any] | None:
    """The rule of a row; None where a cell is wrong."""
    values, faults = {}, len(problems)
    for name, cell in cells.items():
        try:
            values[name] = value_of(cell, name)
        except ProblemsError as error:
            message = f"this cannot be read: {error.problems[0].message}"
            problems.append(Problem(sheet.place(name, number), "yaml-syntax", message))
            continue
        if cell is not None and values[name] is None:
            message, hint = f"`{cell}` reads as nothing", "put it in quotes, or empty the cell"
            problems.append(Problem(sheet.place(name, number), "yaml-syntax", message, hint))
    for name in FIXED:
        if values.get(name) is None and cells.get(name) is None:
            problems.append(
                Problem(sheet.place(name, number), "missing-field", f"`{name}` is empty", "fill in the cell")
            )
    then, other = values.get(THEN), values.get(OTHER)
    if then is not None and not isinstance(then, dict):
        fact = next((one.name for one in zoo.domains.values() if one.of == "rules" and then in one.values), "animal")
        message = f"`{then}` is no conclusion"
        problems.append(Problem(sheet.place(THEN, number), "wrong-type", message, f"write it as `{fact}: {then}`"))
    if other is not None and not isinstance(other, dict | list):
        hint = "write it as `any: [{...}, {...}]`"
        problems.append(Problem(sheet.place(OTHER, number), "wrong-type", f"`{other}` is no condition", hint))
    for name in other if isinstance(other, dict) else ():
        if values.get(name) is not None:
            message = f"`{name}` has a column of its own"
            problems.append(Problem(sheet.place(OTHER, number), "duplicate-key", message, "keep one of them"))
    if len(problems) > faults:
        return None
    raw = _as_present(rule_of(values), present)
    document = _document(sheet, number, raw)
    entry = validated(schema.RuleEntry, raw, document, ("rule",), problems)
    if entry is not None:
        read_rule(rulebase.Entry(entry.id, entry, document, ("rule",)), zoo, problems)
    return raw if len(problems) == faults else None


def _as_present(raw: dict[str, Any], present: Mapping[str, Written]) -> dict[str, Any]:
    """The same rule with premises in the order of the file and its blanks, so that these alone are no change."""
    was = present.get(str(raw.get(ID)))
    if was is None:
        return raw
    texts = {name: was.raw[name] for name in TEXTS if source_text(was.raw[name]).strip() == raw.get(name)}
    old, new = was.raw[CONDITION], raw.get(CONDITION)
    if isinstance(old, dict) and isinstance(new, dict):
        order = [name for name in old if name in new]
        raw = {**raw, CONDITION: {name: new[name] for name in dict.fromkeys([*order, *new])}}
    return {**raw, **texts}


def _untouched(cells: tuple[Cell, ...], sheet: Sheet, before: Mapping[str, Any] | None, name: str) -> bool:
    """Whether the row stands as it was when the table was written."""
    was = None if before is None else before.get(name)
    now = {column: cell for column, cell in zip(sheet.columns, cells, strict=True) if cell is not None}
    return was is not None and now == {column: cell for column, cell in was.items() if cell is not None}


def _in_the_way(
    sheet: Sheet,
    number: int,
    raw: Mapping[str, Any],
    mine: set[str],
    before: Mapping[str, Mapping[str, Cell]] | None,
    present: Mapping[str, Written],
) -> Iterator[Problem]:
    """Why a row that somebody edited cannot be written: its id is another rule's, or the file has changed too."""
    name, place = raw[ID], sheet.place(ID, number)
    was = present.get(name)
    known = before is not None and name in before
    if was is not None and dict(was.raw) == raw:
        return
    if was is not None and not known and (before is not None or name not in mine):
        yield Problem(place, "duplicate-id", f"`{name}` is a rule outside this table", "choose another id")
    elif before is not None and known and _changed_since(before[name], present):
        yield _stale(place, name)


def _changed_since(cells: Mapping[str, Cell], present: Mapping[str, Written]) -> bool:
    """Whether the rule of a row, as the table was written, stands otherwise in its file now, or no longer."""
    then = _as_present(rule_of({name: value_of(cell, name) for name, cell in cells.items()}), present)
    now = present.get(str(then.get(ID)))
    return now is None or dict(now.raw) != then


def _stale(place: Place, name: str) -> Problem:
    message = f"`{name}` has changed in its file since this table was written"
    return Problem(place, "wrong-table", message, "write the table anew and edit that")


def _renamed(rules: Mapping[str, dict[str, Any]], missing: list[str], present: Mapping[str, Written]) -> dict[str, str]:
    """New ids by which a rule without a row of its own says the same as before."""
    left, found = list(missing), {}
    for name, raw in rules.items():
        if name not in present:
            same = (old for old in left if _as_present({**raw, ID: old}, present) == dict(present[old].raw))
            if old := next(same, None):
                found[name] = old
                left.remove(old)
    return found


def _document(sheet: Sheet, number: int, raw: Mapping[str, Any]) -> Document:
    """The row as a document in which every node stands in its cell."""
    places: dict[KeyPath, Place] = {("rule",): sheet.place(ID, number)}

    def put(path: KeyPath, value: Any, place: Place) -> None:
        places[path] = places[(*path, "")] = place
        if isinstance(value, list | dict):
            for key, part in value.items() if isinstance(value, dict) else enumerate(value):
                put((*path, key), part, place)

    for name, value in raw.items():
        if name != CONDITION:
            put(("rule", name), value, sheet.place(name, number))
    condition = raw.get(CONDITION, {})
    put(("rule", CONDITION), condition, sheet.place(OTHER, number))
    for name, value in condition.items() if isinstance(condition, dict) else ():
        column = OTHER if name in ("any", "all") else name
        put(("rule", CONDITION, name), value, sheet.place(column, number))
    return Document(sheet.file, {"rule": raw}, places)

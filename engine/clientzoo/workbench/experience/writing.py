"""New certainties written into the files of a zoo: the line of a rule, the cell of a table. All other text stays."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from clientzoo.knowledge.yaml import text
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.entries import Entries
from clientzoo.workbench.experience.fit import Change


def rewritten(zoo: Zoo, changes: Sequence[Change]) -> dict[Path, tuple[str, str]]:
    """For each file with a change its text before and after. Raises ValueError where one cannot be rewritten."""
    weights = {one.rule.id: one.certainty for one in changes}
    cells = {
        (table.fact, table.target, row, column): name
        for table in zoo.tables
        for (row, column), name in table.cells.items()
        if name in weights
    }
    found: dict[Path, tuple[str, str]] = {}
    for path in sorted(zoo.rulebase_dir.glob("*.yaml")):
        before = after = text(path)
        after = _edited(after, "rules", lambda entry: _of_rule(entry, weights))
        after = _edited(after, "tables", lambda entry: _of_table(entry, cells, weights))
        if after != before:
            found[path] = before, after
    return found


Found: TypeAlias = Mapping[tuple[str | int, ...], float]  # where in an entry, and the number to write


def _edited(before: str, section: str, changes_of: Callable[[dict[str, Any]], Found]) -> str:
    if f"{section}:" not in before:
        return before
    entries = Entries(before, section)
    replaced = {}
    for number, meaning in enumerate(entries.meanings):
        found = changes_of(meaning)
        if found:
            replaced[number] = entries.edited(number, partial(_put, found))
    return entries.rewritten(replaced) if replaced else before


def _put(found: Found, node: Any, meaning: dict[str, Any]) -> None:
    for path, number in found.items():
        *way, last = path
        inner: Any = node
        meant: Any = meaning
        for step in way:
            inner, meant = inner[step], meant[step]
        inner[last] = number
        meant[last] = number


def _of_rule(entry: dict[str, Any], weights: Mapping[str, float]) -> Found:
    name = str(entry.get("id"))
    return {("certainty",): weights[name]} if name in weights else {}


def _of_table(
    entry: dict[str, Any], cells: Mapping[tuple[str, str, str, Any], str], weights: Mapping[str, float]
) -> Found:
    found: dict[tuple[str | int, ...], float] = {}
    for row in entry["weights"]:
        for number, column in enumerate(entry["columns"]):
            name = cells.get((entry["fact"], entry.get("for", "animal"), row, column))
            if name is not None:
                found["weights", row, number] = weights[name]
    return found

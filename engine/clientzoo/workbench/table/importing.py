"""An edited table back into the files: what it changes, checked cell by cell before anything is written."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clientzoo.knowledge.problems import Problem
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.entries import Edit, new_entry
from clientzoo.workbench.table.files import ChangingFiles, Texts
from clientzoo.workbench.table.grid import of_target, written_tables
from clientzoo.workbench.table.grid_reading import read_grid
from clientzoo.workbench.table.layout import laid_out, merge
from clientzoo.workbench.table.rows import THEN, Written, written_rules
from clientzoo.workbench.table.sheet_rows import read_rules
from clientzoo.workbench.table.workbook import Sheet
from clientzoo.workbench.trial_copy import trial_copy

RULES, TABLES = "rules", "tables"


def changed_files(zoo: Zoo, about: str, sheet: Sheet) -> dict[Path, tuple[str | None, str]]:
    """For each file that the table changes, its text before and after. All lines of other rules, and comments, stay.

    A row is changed where its cells say something else; a rule under a new id keeps its place, and one that concludes
    something else moves to where the rules of that conclusion stand. A row with a new id is added at the end of that
    file, and a rule without a row is removed. Raises ProblemsError with every wrong cell, RoundTripError.
    """
    present = written_rules(zoo)
    table = read_rules(zoo, about, sheet, present)
    files = ChangingFiles(RULES)
    for name, raw in table.rules.items():
        was = present.get(table.renamed.get(name, name))
        home = _home(zoo, raw, was, present)
        if was is None:
            files.add(home, new_entry(RULES, laid_out(raw), raw))
        elif dict(was.raw) != raw:
            lines = files.edited(was.path, was.position, becomes(raw))
            files.replace(was.path, was.position, lines if home == was.path else "")
            if home != was.path:
                files.add(home, lines)
    for name in table.gone:
        files.replace(present[name].path, present[name].position, "")
    return files.texts()


def changed_weights(
    zoo: Zoo, target: str, sheet: Sheet, earlier: Texts | None = None
) -> dict[Path, tuple[str | None, str]]:
    """For each file that a grid of weights changes, its text before and after; those changed `earlier` too.

    A new fact becomes a table at the end of the file with most tables of its like, and a table without a row goes.
    Raises ProblemsError with every wrong cell, RoundTripError.
    """
    tables = of_target(written_tables(zoo), target)
    grid = read_grid(zoo, target, sheet, tables)
    files = ChangingFiles(TABLES, earlier)
    for number, raw in grid.changed.items():
        was = tables[number]
        lines = files.edited(was.path, was.position, becomes(raw)) if raw is not None else ""
        files.replace(was.path, was.position, lines)
    stands = Counter(one.path for one in tables)
    home = min(stands, key=lambda path: (-stands[path], path), default=zoo.rulebase_dir / "weights.yaml")
    for raw in grid.added:
        files.add(home, new_entry(TABLES, laid_out(raw), raw))
    return files.texts()


def broken_by(zoo: Zoo, changes: Texts) -> tuple[Problem, ...]:
    """What would be wrong with the zoo once these files say so; tried on a copy."""
    with trial_copy(zoo, {path: after for path, (_, after) in changes.items()}) as loaded:
        return loaded.problems


def _home(zoo: Zoo, raw: Mapping[str, Any], was: Written | None, present: Mapping[str, Written]) -> Path:
    """The file for the rule: its own, unless others are where rules of its conclusion stand; then that of the most."""
    if was is not None and was.raw[THEN] == raw[THEN]:
        return was.path
    alike = [one for one in present.values() if one is not was and one.raw[THEN] == raw[THEN]]
    akin = [one for one in present.values() if one is not was and set(one.raw[THEN]) == set(raw[THEN])]
    stands = Counter(one.path for one in alike or akin)
    if was is not None and (was.path in stands or not alike):
        return was.path
    return min(stands, key=lambda path: (-stands[path], path), default=zoo.rulebase_dir / "rules.yaml")


def becomes(raw: Mapping[str, Any]) -> Edit:
    """The change of an entry by which it says what `raw` says, and touches nothing that says it already."""

    def edit(node: Any, meaning: dict[str, Any]) -> None:
        merge(node, meaning, raw)

    return edit

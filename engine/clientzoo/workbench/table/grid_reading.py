"""An edited grid of weights back into tables: only cells that somebody changed, each checked where it is."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from clientzoo.knowledge import rulebase, schema
from clientzoo.knowledge.load import read_weights
from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.source import is_source, source_text
from clientzoo.knowledge.validation import validated
from clientzoo.knowledge.weight_tables import OTHERS
from clientzoo.knowledge.yaml import Document, KeyPath
from clientzoo.knowledge.zoo import ANIMAL, Zoo, value_text
from clientzoo.workbench.table.as_edited import Cell
from clientzoo.workbench.table.grid import (
    FACT,
    TEXTS,
    VALUE,
    WrittenTable,
    cells,
    columns_of,
    from_text,
)
from clientzoo.workbench.table.workbook import Sheet

Key = tuple[str, str]  # fact and value
Cells = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class GridRead:
    """`changed` are the tables as they would be written, by their place among those given; None where one goes.

    `added` are new ones.
    """

    changed: Mapping[int, dict[str, Any] | None]
    added: tuple[dict[str, Any], ...]


@dataclass
class _Draft:
    """A table while the rows of the sheet are brought into it. `rows` are the numbers in the sheet by value."""

    raw: dict[str, Any]
    rows: dict[str, int] = field(default_factory=dict)
    touched: bool = False


def read_grid(zoo: Zoo, target: str, sheet: Sheet, tables: Sequence[WrittenTable]) -> GridRead:
    """What the sheet makes of the tables that weigh the target. Raises ProblemsError with every wrong cell.

    What nobody touched in the sheet stays as it is in the files, even where these have changed in the meantime.
    """
    problems = list(_headings(zoo, target, sheet, tables))
    values = [name for name in sheet.columns if name and name not in (FACT, VALUE, *TEXTS)]
    now: dict[Key, tuple[int, Cells]] = {}
    for number, row in () if problems else sheet.rows:
        found = _row(zoo, sheet, number, row, values, problems)
        if found is None:
            continue
        key, given = found
        if key in now:
            message = f"`{key[0]}: {key[1]}` has another row"
            problems.append(Problem(sheet.place(VALUE, number), "duplicate-id", message, "keep one of them"))
        now[key] = number, given
    if problems:
        raise ProblemsError(problems)
    present = {(one.fact, row): dict(zip((FACT, VALUE, *values, *TEXTS), cells(one, row, values), strict=True))
               for one in tables for row in one.raw["weights"]}  # fmt: skip
    before = present if sheet.before is None else {_key(one): one for one in sheet.before}
    drafts = {one.fact: _Draft(deepcopy(dict(one.raw))) for one in tables}
    previous: dict[str, str] = {}
    for key, (number, given) in now.items():
        draft = drafts.setdefault(key[0], _new(key[0], target, values))
        draft.rows[key[1]] = number
        _bring(draft, key, given, before.get(key), present.get(key), previous.get(key[0]), sheet, number, problems)
        previous[key[0]] = key[1]
    for key in before:
        if key not in now and key in present:
            if any(present[key].get(name) != before[key].get(name) for name in values):
                problems.append(_stale(sheet.place(VALUE, sheet.heading), key))
            _remove(drafts[key[0]], key[1])
    for draft in drafts.values():
        if draft.touched and draft.raw["weights"]:
            problems.extend(_wrong(zoo, sheet, draft))
    if problems:
        raise ProblemsError(problems)
    positions = {one.fact: position for position, one in enumerate(tables)}
    touched = {fact: draft for fact, draft in drafts.items() if draft.touched}
    changed = {positions[fact]: draft.raw if draft.raw["weights"] else None
               for fact, draft in touched.items() if fact in positions}  # fmt: skip
    added = (draft.raw for fact, draft in touched.items() if fact not in positions and draft.raw["weights"])
    return GridRead(changed, tuple(map(_compact, added)))


def _headings(zoo: Zoo, target: str, sheet: Sheet, tables: Sequence[WrittenTable]) -> Iterator[Problem]:
    known = [FACT, VALUE, *(value_text(value) for value in zoo.domains[target].values), *TEXTS]
    for name in filter(None, sheet.columns):
        if name not in known:
            message = f"the column `{name}` is no `{target}`"
            yield Problem(sheet.place(name, sheet.heading), "unknown-value", message, did_you_mean(name, known))
    for name in columns_of(zoo, tables, target) if tables else (FACT, VALUE, *TEXTS):
        if name not in sheet.columns:
            hint = "keep the column, and empty the cells that say nothing"
            yield Problem(sheet.place("", sheet.heading), "wrong-table", f"there is no column `{name}`", hint)


def _row(
    zoo: Zoo, sheet: Sheet, number: int, row: Sequence[Cell], values: Sequence[str], problems: list[Problem]
) -> tuple[Key, Cells] | None:
    """The row by heading, weights as numbers; None where a cell is wrong."""
    given = {name: one for name, one in zip(sheet.columns, row, strict=True) if name}
    faults = len(problems)
    for name in (FACT, VALUE):
        if given.get(name) is None:
            message = f"`{name}` is empty"
            problems.append(Problem(sheet.place(name, number), "missing-field", message, "fill in the cell"))
    fact = str(given.get(FACT)).strip()
    if given.get(FACT) is not None and fact not in zoo.domains:
        message = f"`{fact}` is no attribute or trait"
        problems.append(Problem(sheet.place(FACT, number), "unknown-fact", message, did_you_mean(fact, zoo.domains)))
    for name in values:
        one = given.get(name)
        weight = _weight(one)
        if weight is None and one is not None:
            message, hint = f"`{one}` is no certainty", "write a number from -1 to 1, or empty the cell"
            problems.append(Problem(sheet.place(name, number), "wrong-type", message, hint))
        elif weight == 0:
            message, hint = "a weight of 0 says nothing", "empty the cell"
            problems.append(Problem(sheet.place(name, number), "out-of-range", message, hint))
        elif weight is not None and abs(weight) > 1:
            message = f"{weight:g} is no certainty: these go from -1 to 1"
            problems.append(Problem(sheet.place(name, number), "out-of-range", message))
        given[name] = weight
    word = given.get(VALUE)
    value = value_text(word) if isinstance(word, int | float) else str(word).strip()
    texts = {name: str(given[name]).strip() if given.get(name) is not None else None for name in TEXTS}
    return ((fact, value), {**given, **texts, FACT: fact, VALUE: value}) if len(problems) == faults else None


def _weight(one: Cell) -> float | None:
    """The number a cell says, with a point or a comma; None where it says none."""
    if isinstance(one, str):
        try:
            one = float(one.strip().replace(",", ".").replace("\u2212", "-"))
        except ValueError:
            return None
    return None if one is None else round(float(one), 6)


def _key(given: Cells) -> Key:
    word = given.get(VALUE)
    return str(given.get(FACT)), value_text(word) if isinstance(word, int | float) else str(word)


def _new(fact: str, target: str, values: Sequence[str]) -> _Draft:
    whose = {} if target == ANIMAL else {"for": target}
    return _Draft({"fact": fact, **whose, "columns": list(values), "weights": {}, "because": {}, "source": {}})


def _bring(
    draft: _Draft,
    key: Key,
    given: Cells,
    was: Cells | None,
    present: Cells | None,
    previous: str | None,
    sheet: Sheet,
    number: int,
    problems: list[Problem],
) -> None:
    """Brings what somebody changed in the row into the table."""
    raw, row = draft.raw, key[1]
    values = [name for name in given if name not in (FACT, VALUE, *TEXTS)]
    edited = [name for name in (*values, *TEXTS) if was is None or not _alike(given.get(name), was.get(name))]
    if present is not None:
        edited = [name for name in edited if not _alike(given.get(name), present.get(name))]
    if not edited and was is not None:
        return
    if was is None and present is not None:
        if edited:
            message = f"`{key[0]}: {row}` has come into its file since this table was written"
            problems.append(
                Problem(sheet.place(VALUE, number), "wrong-table", message, "write the table anew and edit that")
            )
        return
    if was is not None and present is None:
        problems.append(_stale(sheet.place(VALUE, number), key))
        return
    for name in edited:
        if present and was and _apart(was.get(name), present.get(name), given.get(name)):
            problems.append(_stale(sheet.place(name, number), key))
    draft.touched = True
    if row not in raw["weights"]:
        raw["weights"] = _with_row(raw["weights"], row, [None] * len(raw["columns"]), previous)
    weights = raw["weights"][row]
    for name in (one for one in edited if one in values):
        if name not in raw["columns"] and given.get(name) is not None:
            raw["columns"].append(name)
            for other in raw["weights"].values():
                other.append(None)
        if name in raw["columns"]:
            weights[raw["columns"].index(name)] = given.get(name)
    for name in (one for one in edited if one in TEXTS):
        text = given.get(name)
        raw[name] = _with_text(raw[name], row, None if text is None else from_text(str(text), raw["columns"]))


def _with_row(weights: Mapping[str, Any], row: str, cells: list[Any], previous: str | None) -> dict[str, Any]:
    """The rows with one more, behind the one that stands above it in the sheet."""
    found: dict[str, Any] = {}
    if previous is None and weights:
        return {row: cells, **weights}
    for name, one in weights.items():
        found[name] = one
        if name == previous:
            found[row] = cells
    found.setdefault(row, cells)
    return found


def _with_text(said: Any, row: str, text: Any) -> Any:
    """Reasons or sources with that of one row; None where the row has none of its own."""
    if not isinstance(said, dict) or is_source(said):
        if text is None or text == source_text(said):
            return said
        said = {OTHERS: said} if said else {}
    rest = {name: one for name, one in said.items() if name != row}
    if text is None or (text == rest.get(OTHERS) and row not in said):
        return rest
    if row in said:
        return {name: text if name == row else one for name, one in said.items()}
    others = {OTHERS: rest.pop(OTHERS)} if OTHERS in rest else {}
    return {**rest, row: text, **others}


def _remove(draft: _Draft, row: str) -> None:
    draft.touched = True
    draft.raw["weights"].pop(row, None)
    for name in TEXTS:
        if isinstance(draft.raw[name], dict) and not is_source(draft.raw[name]):
            draft.raw[name].pop(row, None)


def _alike(one: Cell, other: Cell) -> bool:
    """Whether two cells say the same: numbers to the millionth, texts up to blanks."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    if isinstance(one, int | float) and isinstance(other, int | float):
        return round(float(one), 6) == round(float(other), 6)
    return one == other


def _apart(was: Cell, present: Cell, given: Cell) -> bool:
    """Whether the files say something that the sheet neither began with nor says now."""
    return not _alike(was, present) and not _alike(given, present)


def _stale(place: Place, key: Key) -> Problem:
    message = f"`{key[0]}: {key[1]}` has changed in its file since this table was written"
    return Problem(place, "wrong-table", message, "write the table anew and edit that")


def _compact(raw: dict[str, Any]) -> dict[str, Any]:
    """A new table with one text for all rows where they say the same."""
    found = dict(raw)
    for name in TEXTS:
        texts = list(found[name].values()) if isinstance(found[name], dict) else []
        if (
            texts
            and len(texts) == len(found["weights"])
            and all(isinstance(one, str) and one == texts[0] for one in texts)
        ):
            found[name] = texts[0]
    return found


def _wrong(zoo: Zoo, sheet: Sheet, draft: _Draft) -> Iterator[Problem]:
    """What is wrong with the table as it would be written, each told in its cell."""
    document = _document(sheet, draft)
    problems: list[Problem] = []
    entry = validated(schema.TableEntry, draft.raw, document, ("table",), problems)
    if entry is not None:
        read_weights(rulebase.Entry(draft.raw["fact"], entry, document, ("table",)), zoo, problems)
    return iter(problems)


def _document(sheet: Sheet, draft: _Draft) -> Document:
    """The table as a document in which every node stands in its cell."""
    first = min(draft.rows.values(), default=sheet.heading)
    places: dict[KeyPath, Place] = {("table",): sheet.place(FACT, first)}

    def put(path: KeyPath, place: Place) -> None:
        places[path] = places[(*path, "")] = place

    for name in TEXTS:
        put(("table", name), sheet.place(name, first))
    for name in ("fact", "for", "columns", "weights"):
        put(("table", name), sheet.place(FACT, first))
    for row, number in draft.rows.items():
        put(("table", "weights", row), sheet.place(VALUE, number))
        put(("table", "weights", row, "words"), sheet.place(VALUE, number))
        for at, column in enumerate(draft.raw["columns"]):
            put(("table", "weights", row, at), sheet.place(column, number))
        for name in TEXTS:
            said = draft.raw[name].get(row) if isinstance(draft.raw[name], dict) else None
            put(("table", name, row), sheet.place(name, number))
            for names in said if isinstance(said, dict) else ():
                put(("table", name, row, names), sheet.place(name, number))
    return Document(sheet.file, {"table": draft.raw}, places)

"""Tables of weights as one grid: a row for each value of a fact, a column for each conclusion, a cell the certainty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clientzoo.knowledge.source import is_source, source_text
from clientzoo.knowledge.weight_tables import OTHERS
from clientzoo.knowledge.weight_tables import said as said_of_cell
from clientzoo.knowledge.yaml import read
from clientzoo.knowledge.zoo import ANIMAL, Zoo, value_text
from clientzoo.workbench.table.as_edited import Cell
from clientzoo.workbench.table.workbook import Leaf

WEIGHTS = "weights"  # the sheet
FACT, VALUE, BECAUSE, SOURCE = "fact", "value", "because", "source"
TEXTS = (BECAUSE, SOURCE)
_MANY = 400  # a fact with more words than that offers none of them


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table of weights as it stands in a file."""

    path: Path
    position: int
    raw: Mapping[str, Any]

    @property
    def fact(self) -> str:
        return str(self.raw["fact"])

    @property
    def target(self) -> str:
        return str(self.raw.get("for", ANIMAL))

    def weight(self, row: str, column: str) -> float | None:
        """What the cell weighs; None where it says nothing."""
        columns = self.raw["columns"]
        found = self.raw["weights"].get(row)
        weight: float | None = found[columns.index(column)] if found is not None and column in columns else None
        return weight

    def said(self, key: str, row: str) -> Any:
        """The reason or source of the row, one text or one for some of its cells; nothing where none is given."""
        said = self.raw.get(key, "")
        rows = isinstance(said, dict) and not is_source(said)
        return said.get(row, said.get(OTHERS, "")) if rows else said


def written_tables(zoo: Zoo) -> list[WrittenTable]:
    """Every table of weights of the zoo as it is written, in the order of the files."""
    found = []
    for path in sorted(zoo.rulebase_dir.glob("*.yaml")):
        value = read(path).value
        tables = value.get("tables") if isinstance(value, dict) else None
        found += [WrittenTable(path, position, raw) for position, raw in enumerate(tables or ())]
    return found


def target_of(zoo: Zoo, about: str) -> tuple[str, str]:
    """Whose weights speak of the conclusion `about`: `animal` or a trait, and the one value meant, if it is one."""
    if about in zoo.animals:
        return ANIMAL, about
    name, colon, value = about.partition(": ")
    return (name, value) if colon else (about, "")


def of_target(tables: Sequence[WrittenTable], target: str, value: str = "") -> list[WrittenTable]:
    """The tables that weigh the target, and the value of it that is meant."""
    return [one for one in tables if one.target == target and (not value or value in one.raw["columns"])]


def columns_of(zoo: Zoo, tables: Sequence[WrittenTable], target: str) -> tuple[str, ...]:
    """The headings of the grid: the values that any table weighs, in the order of the zoo."""
    weighed = {column for one in tables for column in one.raw["columns"]}
    values = (value_text(value) for value in zoo.domains[target].values)
    return (FACT, VALUE, *(value for value in values if value in weighed), *TEXTS)


def grid(zoo: Zoo, tables: Sequence[WrittenTable], target: str, marked: str = "") -> Leaf:
    """The sheet of these tables, with the words that each fact allows and the reason of each cell beside it."""
    columns = columns_of(zoo, tables, target)
    values = columns[2:-2]
    pairs = [(one, row) for one in tables for row in one.raw["weights"]]
    rows = [cells(one, row, values) for one, row in pairs]
    notes = {
        (number, 2 + at): "{}\n({})".format(*(said_of_cell(one.raw.get(key, ""), row, value) for key in TEXTS))
        for number, (one, row) in enumerate(pairs)
        for at, value in enumerate(values)
        if one.weight(row, value) is not None
    }
    facts = (*zoo.attributes, *zoo.traits)
    words = {(number, 1): known for number, (one, _) in enumerate(pairs) if (known := words_of(zoo, one.fact))}
    strengths = range(2, 2 + len(values))
    return Leaf(WEIGHTS, columns, rows, 2, {0: facts}, words, notes, strengths, marked)


def cells(table: WrittenTable, row: str, values: Sequence[str]) -> tuple[Cell, ...]:
    """A row of the grid."""
    weights = [table.weight(row, value) for value in values]
    return (table.fact, row, *weights, *(as_text(table.said(key, row)) for key in TEXTS))


def as_text(said: Any) -> str | None:
    """A reason or source as a cell: one text, or a line for each group of cells, as `rabbit, wolf: It has ...`."""
    if isinstance(said, Mapping) and not is_source(said):
        return "\n".join(f"{names}: {' '.join(source_text(text).split())}" for names, text in said.items())
    return source_text(said).strip() or None


def from_text(text: str, columns: Sequence[str]) -> Any:
    """What `as_text` made a cell of."""
    lines = [line.partition(": ") for line in text.splitlines() if line.strip()]
    known = {*columns, OTHERS}
    if lines and all(colon and {*map(str.strip, names.split(","))} <= known for names, colon, _ in lines):
        return {names.strip(): said.strip() for names, _, said in lines}
    return " ".join(text.split())


def words_of(zoo: Zoo, fact: str) -> tuple[str, ...]:
    """The plain words a test of the fact may be: its values, or the names of its bands."""
    domain = zoo.domains.get(fact)
    if domain is None:
        return ()
    words = tuple(zoo.bands.get(fact, ())) or tuple(value_text(value) for value in domain.values)
    return words if len(words) <= _MANY else ()

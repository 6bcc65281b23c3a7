"""Which column holds which field: by what the user says, by the field's own id, by the headings that exports use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.yaml import read
from clientzoo.tables.detect.encoding import UnreadableFileError

TABLES = ("clients", "orders", "requests", "survey", "products")
_MARKS = re.compile(r"[\s_]+")


@cache
def known_words() -> Mapping[str, Any]:
    """The data file of fields, headings and words."""
    loaded: Mapping[str, Any] = read(Path(__file__).with_name("fields.yaml")).value
    return loaded


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: the fields it may have, those it needs, and the one (empty: none) whose total is shown before
    and after."""

    name: str
    fields: tuple[str, ...]
    needs: tuple[str, ...]
    one_of: tuple[str, ...]
    total: str


def table(name: str) -> Table:
    entry = known_words()["tables"][name]
    return Table(name, tuple(entry["fields"]), tuple(entry["needs"]), tuple(entry["one_of"]), entry["total"] or "")


def kind(field: str) -> str:
    """id, text, money, number, whole, date or status; what is no field of ours is text."""
    return str(known_words()["fields"].get(field, {"kind": "text"})["kind"])


def key(heading: str) -> str:
    """A heading without case, outer and doubled blanks, underscores and trailing marks."""
    return _MARKS.sub(" ", heading.replace("\ufeff", "")).strip(" :*\"'").casefold().replace("ё", "е")


def run_together(key: str) -> str:
    """A key without any blanks, hyphens and what stands in parentheses behind it: `Created date (UTC)`, `OrderDate` and
    `ORDER_DATE` each meet their like."""
    return re.sub(r"[\s\-]+|\s*\([^()]*\)$", "", key)


@cache
def keys_of(field: str) -> tuple[str, ...]:
    """The keys under which the field is known, the most telling first."""
    return tuple(dict.fromkeys(key(name) for name in (field, *known_words()["fields"][field]["headings"])))


class Matched(NamedTuple):
    """Field -> column index; and the other columns that bear a name of the field, which no field took."""

    fields: Mapping[str, int]
    rivals: Mapping[str, tuple[int, ...]]


def matched(headings: Sequence[str], of: Table, given: Mapping[str, str]) -> Matched:
    """Raises UnreadableFileError where `given` names what is not there, or one column for two fields."""
    keys = [key(heading) for heading in headings]
    plain = [_plain(one) for one in keys]
    joined = [run_together(one) for one in plain]
    found: dict[str, int] = {}
    for field, heading in given.items():
        if field not in of.fields:
            raise UnreadableFileError(
                f"`{field}` is no field of {of.name} ({did_you_mean(field, of.fields, show_all_up_to=99)})"
            )
        if key(heading) not in keys:
            seen = [one for one in headings if one]
            raise UnreadableFileError(
                f"there is no heading `{heading}` ({did_you_mean(heading, seen, show_all_up_to=99)})"
            )
        index = keys.index(key(heading))
        twice = next((one for one, taken in found.items() if taken == index), None)
        if twice is not None:
            raise UnreadableFileError(f"`{heading}` is mapped to {twice} and to {field}; a column is one field")
        found[field] = index
    for field in of.fields:
        if field in found:
            continue
        free = [index for index in range(len(keys)) if index not in found.values()]
        for name in keys_of(field):
            column = next((index for said in (keys, plain) for index in free if said[index] == name), None)
            if column is not None:
                found[field] = column
                break
    for field in of.fields:
        free = [index for index in range(len(keys)) if index not in found.values()]
        for name in keys_of(field) if field not in found else ():
            column = next((index for index in free if joined[index] == run_together(name)), None)
            if column is not None and len(joined[column]) > 2:
                found[field] = column
                break
    left = [index for index in range(len(keys)) if index not in found.values()]
    rivals = {
        field: tuple(index for index in left if plain[index] in keys_of(field)) for field in found if field not in given
    }
    return Matched(found, {field: columns for field, columns in rivals.items() if columns})


def _plain(heading: str) -> str:
    """Without the number that tells a heading from an earlier one of the same words, and without a currency at the
    end."""
    return _currency().sub("", re.sub(r" \(\d+\)$", "", heading))


@cache
def _currency() -> re.Pattern[str]:
    words = (str(word) for words in known_words()["currencies"].values() for word in words)
    said = "|".join(re.escape(key(word)) for word in words if not word.isdigit())
    return re.compile(rf"[ ,(]+(?:в )?(?:{said})[.)]*$")


def field_named(row: Sequence[str], of: Table, given: Mapping[str, str]) -> set[str]:
    """The fields that the cells of a row are names of."""
    cells = {key(cell) for cell in row}
    cells |= {_plain(one) for one in cells}
    joined = {run_together(one) for one in cells}
    return {
        field
        for field in of.fields
        if not joined.isdisjoint(map(run_together, keys_of(field)))
        or cells.intersection(keys_of(field))
        or (field in given and key(given[field]) in cells)
    }


def is_heading(fields: set[str], of: Table) -> bool:
    """Whether a row that names these fields is a heading beyond doubt: all that the table needs, or at least three."""
    needed = fields.issuperset(of.needs) and (not of.one_of or not fields.isdisjoint(of.one_of))
    return needed or len(fields) >= 3

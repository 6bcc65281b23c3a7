"""Which column holds which field: by what the user says, by the field's own id, by the headings that exports use."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from clientzoo.knowledge.problems import did_you_mean
from clientzoo.knowledge.yaml import read
from clientzoo.segmentation.reading.encoding import UnreadableFileError

TABLES = ("clients", "orders", "requests", "survey", "products")
_MARKS = re.compile(r"[\s_]+")


@cache
def known() -> Mapping[str, Any]:
    """The data file of fields, headings and words."""
    loaded: Mapping[str, Any] = read(Path(__file__).with_name("fields.yaml")).value
    return loaded


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: the fields it may have, those it needs, and the one whose total is shown before and after."""

    name: str
    fields: tuple[str, ...]
    needs: tuple[str, ...]
    one_of: tuple[str, ...]
    total: str | None


def table(name: str) -> Table:
    entry = known()["tables"][name]
    return Table(name, tuple(entry["fields"]), tuple(entry["needs"]), tuple(entry["one_of"]), entry["total"])


def kind(field: str) -> str:
    """id, text, money, number, whole, date or status; what is no field of ours is text."""
    return str(known()["fields"].get(field, {"kind": "text"})["kind"])


def key(heading: str) -> str:
    """A heading without case, outer and doubled blanks, underscores and trailing marks."""
    return _MARKS.sub(" ", heading.replace("\ufeff", "")).strip(" :*\"'").casefold().replace("ё", "е")


def matched(headings: Sequence[str], of: Table, given: Mapping[str, str]) -> dict[str, int]:
    """Field -> column index. Raises UnreadableFileError where `given` names what is not there."""
    keys = [key(heading) for heading in headings]
    found: dict[str, int] = {}
    for field, heading in given.items():
        if field not in of.fields:
            raise UnreadableFileError(
                f"`{field}` is no field of {of.name} ({did_you_mean(field, of.fields, show_all_up_to=99)})"
            )
        if key(heading) not in keys:
            raise UnreadableFileError(
                f"there is no heading `{heading}` ({did_you_mean(heading, headings, show_all_up_to=99)})"
            )
        found[field] = keys.index(key(heading))
    for field in of.fields:
        if field in found:
            continue
        for name in (field, *known()["fields"][field]["headings"]):
            index = next((i for i, one in enumerate(keys) if one == key(name) and i not in found.values()), None)
            if index is not None:
                found[field] = index
                break
    return found


def names_known(row: Sequence[str], of: Table, given: Mapping[str, str]) -> bool:
    """Whether the row is a heading beyond doubt: it names what the table needs, or at least two of its fields."""
    cells = {key(cell) for cell in row}
    wanted = {
        field: {key(name) for name in (field, *known()["fields"][field]["headings"])}
        | ({key(given[field])} if field in given else set())
        for field in of.fields
    }
    here = {field for field, names in wanted.items() if names & cells}
    needed = all(field in here for field in of.needs) and (not of.one_of or any(field in here for field in of.one_of))
    return needed or len(here) >= 3

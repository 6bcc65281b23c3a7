"""Names that may be one client: proposed, and never merged before somebody says so.

Two names are proposed for the same reason that makes people take them for one: they differ in the legal form, its
place, quotes, case, letters that look alike in two alphabets, or the alphabet; they bear one tax number; or they are
long and a single letter apart.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from clientzoo.knowledge.yaml import read
from clientzoo.segmentation.frames import UnfitTableError

FILE = "names.proposed.yaml"
_FORMS = frozenset({
    "ооо", "оао", "зао", "пао", "ао", "ип", "тоо", "нао", "чп", "чуп", "гк", "тд", "нко", "фгуп", "муп", "гуп",
    "ooo", "oao", "zao", "pao", "ao", "ip", "too", "llc", "ltd", "limited", "inc", "incorporated", "corp",
    "corporation", "co", "company", "gmbh", "ag", "sa", "srl", "bv", "oy", "ab", "plc", "llp", "lp", "sarl", "spa",
})  # fmt: skip
_LONG_FORMS = re.compile(
    r"общество с ограниченной ответственностью|(?:публичное |открытое |закрытое |непубличное )?акционерное общество|"
    r"индивидуальный предприниматель"
)
_LOOK_ALIKE = str.maketrans("aceopxyktmhbu", "асеорхуктмнви")
_LATIN = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
})  # fmt: skip
_SPELLINGS = (
    ("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("ts", "c"), ("tz", "c"), ("ph", "f"), ("ck", "k"), ("x", "ks"),
    ("w", "v"), ("yu", "iu"), ("ju", "iu"), ("ya", "ia"), ("ja", "ia"), ("yo", "e"), ("jo", "e"), ("y", "i"),
    ("j", "i"), ("q", "k"),
)  # fmt: skip
_DOUBLED = re.compile(r"([a-zа-я])\1+")
_WORDS = re.compile(r"\w+")
_LONG = 8  # letters from which a single other one counts as a slip
_MOST_NAMES = 50_000  # beyond which slips are not looked for


class Known(NamedTuple):
    """A client as the tables of the base have it, with the number of its rows."""

    id: str | None
    name: str
    tax_id: str | None
    rows: int


class Proposal(NamedTuple):
    """`one` may be `other`, which has more rows."""

    one: Known
    other: Known
    why: str


class Merges(NamedTuple):
    """What a file of names says: this name, or this id, is that one."""

    names: Mapping[str, str]
    ids: Mapping[str, str]


def bare(name: str) -> str:
    """What is left of a name without its legal form, in one spelling of small Latin letters."""
    said = _LONG_FORMS.sub(" ", name.casefold().replace("ё", "е"))
    words = [_one_alphabet(word) for word in _WORDS.findall(said)]
    kept = [word for word in words if word not in _FORMS] or words
    latin = _DOUBLED.sub(r"\1", "".join(kept)).translate(_LATIN)
    for spelt, simply in _SPELLINGS:
        latin = latin.replace(spelt, simply)
    return _DOUBLED.sub(r"\1", latin)


def proposals(clients: Iterable[Known], apart: Mapping[str, str] | None = None) -> list[Proposal]:
    """Every pair worth a look, the larger client second; names that `apart` maps to themselves are left alone."""
    alone = {name for name, same in (apart or {}).items() if name == same}
    known = sorted(
        {one for one in clients if one.name not in alone}, key=lambda one: (-one.rows, one.name, one.id or "")
    )
    found: dict[tuple[str, str | None], Proposal] = {}
    for why, groups in (
        ("the same tax number", _by_tax_id(known)),
        ("the same name but for its spelling", _by_name(known)),
    ):
        for group in groups:
            first, *others = group
            for one in others:
                if _differ(one, first):
                    found.setdefault((one.name, one.id), Proposal(one, first, why))
    for one, other in _slips(known):
        if _differ(one, other):
            found.setdefault((one.name, one.id), Proposal(one, other, "one letter apart"))
    return sorted(found.values(), key=lambda one: (-one.other.rows, one.other.name, one.one.name))


def clients_of(frames: Mapping[str, pl.LazyFrame]) -> list[Known]:
    """The clients of the tables as they stand there, before names are looked up."""
    seen = [
        frame.select(
            *(
                (pl.col(name) if name in columns else pl.lit(None, pl.String).alias(name)).cast(pl.String)
                for name in ("client_id", "client_name", "tax_id")
            )
        )
        for name, frame in frames.items()
        if name != "products" and "client_name" in (columns := frame.collect_schema().names())
    ]
    if not seen:
        return []
    rows = pl.concat(seen).drop_nulls("client_name").group_by("client_id", "client_name", "tax_id").len()
    counted = rows.collect(engine="streaming").group_by("client_id", "client_name").agg(
        pl.col("tax_id").drop_nulls().min(), pl.col("len").sum()
    )  # fmt: skip
    return [Known(*row) for row in counted.select("client_id", "client_name", "tax_id", "len").iter_rows()]


def written(found: Iterable[Proposal], command: str) -> str:
    """The proposals as a file to edit: each line says that one name, or id, is another."""
    lines = [
        "# Names that may be one client. Nothing has been merged. Delete the lines that are wrong; to keep two names",
        "# apart for good, map a name to itself. Keep the file under a name of your own and give it back:",
        f"#   {command}",
    ]
    names, ids = [], []
    for one in found:
        about = f"  # {one.why}; {one.one.rows} and {one.other.rows} rows"
        if one.one.name != one.other.name:
            names += [about, f"  {_quoted(one.one.name)}: {_quoted(one.other.name)}"]
        if one.one.id and one.other.id and one.one.id != one.other.id:
            ids += [
                f"{about}; {' '.join(one.one.name.split())}", f"  {_quoted(one.one.id)}: {_quoted(one.other.id)}",
            ]  # fmt: skip
    for title, said in (("names", names), ("ids", ids)):
        lines += [f"{title}:", *dict.fromkeys(said)] if said else []
    return "\n".join([*lines, ""])


def merges(path: Path) -> Merges:
    """Reads a file of names. Chains are followed to their end. Raises UnfitTableError, ProblemsError, OSError."""
    value = read(path).value
    if not isinstance(value, dict) or not set(value) <= {"names", "ids"}:
        raise UnfitTableError(
            f"{path} is no file of names; it has `names:` and `ids:`, and under them lines `this: that`"
        )
    parts = [value.get(part) or {} for part in ("names", "ids")]
    if not all(isinstance(part, dict) for part in parts):
        raise UnfitTableError(f"{path}: under `names:` and `ids:` stand lines `this: that`")
    return Merges(*(_followed({str(one): str(other) for one, other in part.items()}, path) for part in parts))


def _followed(given: Mapping[str, str], path: Path) -> dict[str, str]:
    ends = {}
    for one in given:
        end, passed = one, {one}
        while given.get(end, end) != end:
            end = given[end]
            if end in passed:
                raise UnfitTableError(f"{path}: `{one}` and `{end}` are each said to be the other")
            passed.add(end)
        ends[one] = end
    return ends


def _differ(one: Known, other: Known) -> bool:
    """Whether the base takes them for two clients: by their ids where both have one, else by their names."""
    return one.id != other.id if one.id and other.id else one.name != other.name


def _by_tax_id(known: Iterable[Known]) -> Iterator[list[Known]]:
    groups: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        if one.tax_id:
            groups[one.tax_id].append(one)
    return (group for group in groups.values() if len(group) > 1)


def _by_name(known: Iterable[Known]) -> Iterator[list[Known]]:
    groups: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        if len(key := bare(one.name)) > 1:
            groups[key].append(one)
    return (group for group in groups.values() if len(group) > 1)


def _slips(known: list[Known]) -> Iterator[tuple[Known, Known]]:
    """Pairs of long names without numbers that are one word but for a letter in the one, the other or both."""
    first: dict[str, Known] = {}
    for one in known:
        key = bare(one.name)
        if len(key) >= _LONG and key.isalpha():
            first.setdefault(key, one)
    if len(first) > _MOST_NAMES:
        return
    shortened: dict[str, str] = {}
    for key, one in first.items():
        for short in dict.fromkeys([key, *(key[:at] + key[at + 1 :] for at in range(len(key)))]):
            other = shortened.setdefault(short, key)
            if other != key and abs(len(other) - len(key)) <= 1:
                yield one, first[other]
                break


def _one_alphabet(word: str) -> str:
    """A word of two alphabets with its Latin letters, where they look like Cyrillic ones, as those."""
    return word.translate(_LOOK_ALIKE) if re.search("[а-я]", word) and re.search("[a-z]", word) else word


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)

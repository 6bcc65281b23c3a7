"""Cases as a sheet: a row a case, a column a question, what is expected beside; and an edited sheet back into files."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.yaml import Document, KeyPath, parse, read
from clientzoo.knowledge.zoo import ADVICE, STATUSES, Zoo, value_text
from clientzoo.workbench.cases import read_case
from clientzoo.workbench.entries import new_entry
from clientzoo.workbench.table.as_edited import Cell
from clientzoo.workbench.table.files import ChangingFiles
from clientzoo.workbench.table.importing import becomes
from clientzoo.workbench.table.layout import laid_out
from clientzoo.workbench.table.rows import ID, Raw, Written, cell_of, flow
from clientzoo.workbench.table.workbook import Leaf, Sheet

CASES = "cases"
ABOUT, FILE = "about", "file"
EXPECT = "expect "
NOBODY = "~"  # no animal is expected, as no runner-up can be
_PLAIN = ("status", "animal", "runner_up")
_LISTS = {  # heading and where it stands in what is expected
    "expect transitions open": ("transitions", "open"),
    "expect transitions closed": ("transitions", "closed"),
    "expect advice": (ADVICE,),
    "expect withheld": ("withheld",),
    "expect rules fired": ("rules", "fired"),
    "expect rules silent": ("rules", "silent"),
}
_FIXED = (ID, ABOUT, FILE)


def written_cases(zoo: Zoo) -> dict[str, Written]:
    """Every case of the zoo as it is written, by id."""
    found = {}
    for path in sorted(zoo.cases_dir.glob("**/*.yaml")):
        value = read(path).value
        cases = value.get(CASES) if isinstance(value, dict) else None
        for position, raw in enumerate(cases or ()):
            found[str(raw["id"])] = Written(path, position, raw)
    return found


def case_sheet(zoo: Zoo) -> Leaf:
    """All cases of the zoo; each question that any of them answers has a column, with its answers as a list."""
    cases = written_cases(zoo)
    used = {name for one in cases.values() for name in one.raw["answers"]}
    traits = {name for one in cases.values() for name in one.raw["expect"].get("traits", ())}
    columns = (
        ID, ABOUT, *(name for name in zoo.attributes if name in used), *sorted(used - zoo.attributes.keys()),
        *(EXPECT + name for name in _PLAIN), *(EXPECT + name for name in zoo.traits if name in traits), *_LISTS, FILE,
    )  # fmt: skip
    rows = [row(one, columns, zoo.cases_dir) for one in cases.values()]
    animals = tuple(zoo.animals)
    offered = {EXPECT + "status": STATUSES, EXPECT + "animal": animals, EXPECT + "runner_up": animals}
    offered |= {EXPECT + name: tuple(trait.values) for name, trait in zoo.traits.items()}
    offered |= {name: tuple(map(value_text, one.values)) for name, one in zoo.attributes.items() if one.values}
    words = {at: offered[name] for at, name in enumerate(columns) if offered.get(name)}
    return Leaf(CASES, columns, rows, 1, words)


def row(case: Written, columns: Sequence[str], folder: Path) -> tuple[Cell, ...]:
    """The cells of a case."""
    expect = case.raw["expect"]
    cells: dict[str, Cell] = {ID: case.raw[ID], ABOUT: " ".join(case.raw[ABOUT].split())}
    cells[FILE] = case.path.relative_to(folder).with_suffix("").as_posix()
    cells |= {name: _answer(value) for name, value in case.raw["answers"].items()}
    cells |= {EXPECT + name: NOBODY if expect[name] is None else expect[name] for name in _PLAIN if name in expect}
    cells |= {EXPECT + name: cell_of(value, "") for name, value in expect.get("traits", {}).items()}
    for name, path in _LISTS.items():
        value: Any = expect
        for key in path:
            value = value.get(key) if isinstance(value, Mapping) else None
        cells[name] = None if value is None else ", ".join(map(_listed, value)) or "[]"
    return tuple(cells.get(name) for name in columns)


def _answer(value: Any) -> Cell:
    return "~" if value is None else cell_of(value, "")


def _listed(word: object) -> str:
    text = str(word)
    return flow([text])[1:-1]


def _list(text: str) -> Any:
    return parse(text if text.startswith("[") else f"[{text}]", "").value


def case_of(cells: Mapping[str, Cell], was: Raw | None) -> dict[str, Any]:
    """The case of a row, in the order of the file and with whatever the sheet does not hold; the inverse of `row`.

    Raises ProblemsError where a cell is no YAML.
    """
    answers: dict[str, Any] = {}
    expect: dict[str, Any] = {name: value for name, value in (was or {}).get("expect", {}).items() if name not in _OURS}
    traits: dict[str, Any] = {}
    for name, cell in cells.items():
        if not name or name in _FIXED or cell is None:
            continue
        if name in _LISTS:
            inside = expect
            *outer, last = _LISTS[name]
            for key in outer:
                inside = inside.setdefault(key, {})
            inside[last] = _list(str(cell))
        elif name.startswith(EXPECT):
            what = name.removeprefix(EXPECT)
            (expect if what in _PLAIN else traits)[what] = _value(cell)
        else:
            answers[name] = _value(cell)
    if traits:
        expect["traits"] = traits
    rest = {name: value for name, value in (was or {}).items() if name not in (ID, ABOUT, "answers", "expect")}
    made = {ID: str(cells[ID]).strip(), ABOUT: str(cells[ABOUT]).strip(), "answers": answers, "expect": expect, **rest}
    return made if was is None else _as_present(made, was)


_OURS = (*_PLAIN, "traits", "transitions", "advice", "withheld", "rules")


def _value(cell: Cell) -> Any:
    if isinstance(cell, float) and cell == int(cell):
        return int(cell)
    return parse(cell.strip(), "").value if isinstance(cell, str) else cell


def _as_present(made: Any, was: Any) -> Any:
    """The same with keys in the order of the file and its blanks, so that these alone are no change."""
    if isinstance(made, dict) and isinstance(was, Mapping):
        order = dict.fromkeys([*(name for name in was if name in made), *made])
        return {name: _as_present(made[name], was[name]) if name in was else made[name] for name in order}
    if isinstance(made, str) and isinstance(was, str) and made.split() == was.split():
        return was
    return made


def is_case_remark(zoo: Zoo, used: set[str]) -> Callable[[str], bool]:
    """Says of a heading whether it stands over people's own remarks."""
    known = _headings(zoo, used)

    def is_remark(heading: str) -> bool:
        return heading not in known and not did_you_mean(heading, known, show_all_up_to=0)

    return is_remark


def _headings(zoo: Zoo, used: set[str]) -> list[str]:
    expected = (EXPECT + name for name in (*_PLAIN, *zoo.traits))
    return [*_FIXED, *zoo.attributes, *sorted(used), *expected, *_LISTS]


def used_questions(cases: Mapping[str, Written]) -> set[str]:
    """The questions that any case answers, under the name it has there."""
    return {name for one in cases.values() for name in one.raw["answers"]}


def changed_cases(zoo: Zoo, sheet: Sheet) -> dict[Path, tuple[str | None, str]]:
    """For each file of cases that the sheet changes, its text before and after; comments and other lines stay.

    A row with a new id is a new case, at the end of the file that its cell names, or of the one with most cases of the
    animal it expects; a case without a row goes. Raises ProblemsError with every wrong cell, RoundTripError.
    """
    present = written_cases(zoo)
    problems = list(_wrong_headings(zoo, sheet, present))
    before = None if sheet.before is None else {str(cells.get(ID)).strip(): cells for cells in sheet.before}
    made: dict[str, tuple[dict[str, Any], Path | None]] = {}
    for number, values in () if problems else sheet.rows:
        cells = dict(zip(sheet.columns, values, strict=True))
        name = str(cells.get(ID) or "").strip()
        if name in made:
            problems.append(Problem(sheet.place(ID, number), "duplicate-id", f"`{name}` has another row"))
            continue
        one = _case(zoo, sheet, number, cells, present, before, problems)
        if one is not None:
            made[name] = one, _file(zoo, cells, sheet, number, problems)
    if problems:
        raise ProblemsError(problems)
    gone = [name for name in present if name not in made and (before is None or name in before)]
    renamed = _renamed(made, gone, present)
    files = ChangingFiles(CASES)
    for name, (raw, path) in made.items():
        was = present.get(renamed.get(name, name))
        home = path or (was.path if was else _home(zoo, raw, present))
        if was is None:
            files.add(home, new_entry(CASES, laid_out(raw), raw))
        elif dict(was.raw) != raw or home != was.path:
            lines = files.edited(was.path, was.position, becomes(raw))
            files.replace(was.path, was.position, lines if home == was.path else "")
            if home != was.path:
                files.add(home, lines)
    for name in gone:
        if name not in renamed.values():
            files.replace(present[name].path, present[name].position, "")
    return files.texts()


def _wrong_headings(zoo: Zoo, sheet: Sheet, present: Mapping[str, Written]) -> Iterator[Problem]:
    known = _headings(zoo, used_questions(present))
    for name in filter(None, sheet.columns):
        if name not in known:
            message = f"the column `{name}` is neither a question nor an expectation"
            yield Problem(sheet.place(name, sheet.heading), "unknown-fact", message, did_you_mean(name, known))
    for name in (ID, ABOUT):
        if name not in sheet.columns:
            message = f"there is no column `{name}`"
            yield Problem(sheet.place("", sheet.heading), "wrong-table", message, "write the sheet anew")
    lost = {name for cells in sheet.before or () for name, cell in cells.items() if cell is not None}
    for name in sorted(lost - {*sheet.columns}):
        hint = "keep the column, and empty the cells that say nothing"
        yield Problem(sheet.place("", sheet.heading), "wrong-table", f"there is no column `{name}` any more", hint)


def _case(
    zoo: Zoo,
    sheet: Sheet,
    number: int,
    cells: Mapping[str, Cell],
    present: Mapping[str, Written],
    before: Mapping[str, Mapping[str, Cell]] | None,
    problems: list[Problem],
) -> dict[str, Any] | None:
    """The case of a row; None where a cell is wrong."""
    faults = len(problems)
    for name in (ID, ABOUT):
        if cells.get(name) is None:
            problems.append(
                Problem(sheet.place(name, number), "missing-field", f"`{name}` is empty", "fill in the cell")
            )
    if len(problems) > faults:
        return None
    name = str(cells[ID]).strip()
    was = present.get(name)
    known = None if before is None else before.get(name)
    now = {column: cell for column, cell in cells.items() if column and cell is not None}
    if known is not None and now == {column: cell for column, cell in known.items() if cell is not None}:
        if was is None:
            return None  # untouched here, and gone from the files
        return dict(was.raw)
    place = sheet.place(ID, number)
    try:
        then = None if known is None else case_of(known, was.raw if was else None)
        raw = case_of(cells, was.raw if was else None)
    except ProblemsError:
        problems.extend(_unreadable(sheet, number, cells))
        return None
    later = known is not None if was is None else then not in (None, dict(was.raw)) and raw != dict(was.raw)
    if later:
        message = f"`{name}` has changed in its file since this sheet was written"
        problems.append(Problem(place, "wrong-table", message, "write the sheet anew and edit that"))
    elif was is not None and before is not None and known is None and raw != dict(was.raw):
        problems.append(Problem(place, "duplicate-id", f"`{name}` is another case", "choose another id"))
    read_case(raw, zoo, _document(sheet, number, raw), ("case",), problems)
    return raw if len(problems) == faults else None


def _unreadable(sheet: Sheet, number: int, cells: Mapping[str, Cell]) -> Iterator[Problem]:
    for name, cell in cells.items():
        if name and name not in _FIXED and isinstance(cell, str):
            try:
                _list(cell) if name in _LISTS else _value(cell)
            except ProblemsError as error:
                message = f"this cannot be read: {error.problems[0].message}"
                yield Problem(sheet.place(name, number), "yaml-syntax", message)


def _file(zoo: Zoo, cells: Mapping[str, Cell], sheet: Sheet, number: int, problems: list[Problem]) -> Path | None:
    """The file of cases that the row names."""
    name = str(cells.get(FILE) or "").strip().removesuffix(".yaml")
    if not name:
        return None
    path = zoo.cases_dir / f"{name}.yaml"
    inside = all(part and not part.startswith(".") and "\\" not in part for part in name.split("/"))
    if not inside or Path(name).is_absolute():
        message = f"`{name}` is no name of a file in cases/"
        problems.append(Problem(sheet.place(FILE, number), "bad-name", message, "write it without folders and dots"))
        return None
    return path


def _home(zoo: Zoo, raw: Raw, present: Mapping[str, Written]) -> Path:
    """The file with most cases that expect the same animal."""
    animal = raw["expect"].get("animal")
    stands = Counter(one.path for one in present.values() if one.raw["expect"].get("animal") == animal)
    return min(stands, key=lambda path: (-stands[path], path), default=zoo.cases_dir / "cases.yaml")


def _renamed(
    made: Mapping[str, tuple[Raw, Path | None]], gone: Sequence[str], present: Mapping[str, Written]
) -> dict[str, str]:
    """New ids by which a case without a row of its own says the same as before."""
    left, found = list(gone), {}
    for name, (raw, _) in made.items():
        if name not in present:
            same = (old for old in left if _as_present({**raw, ID: old}, present[old].raw) == dict(present[old].raw))
            if old := next(same, None):
                found[name] = old
                left.remove(old)
    return found


def _document(sheet: Sheet, number: int, raw: Raw) -> Document:
    """The row as a document in which every node stands in its cell."""
    places: dict[KeyPath, Place] = {("case",): sheet.place(ID, number)}

    def put(path: KeyPath, column: str) -> None:
        places[path] = places[(*path, "")] = sheet.place(column, number)

    for name in (ID, ABOUT):
        put(("case", name), name)
    for name in ("answers", "expect"):
        put(("case", name), ID)
    put(("case", "expect", "traits"), ID)
    for name in raw["answers"]:
        put(("case", "answers", name), name)
    for name in _PLAIN:
        put(("case", "expect", name), EXPECT + name)
    for name in raw["expect"].get("traits", ()):
        put(("case", "expect", "traits", name), EXPECT + name)
    for name, path in _LISTS.items():
        put(("case", "expect", *path), name)
    put(("case", "expect", "rules"), "expect rules fired")
    return Document(sheet.file, {"case": raw}, places)

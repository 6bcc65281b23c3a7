"""Cases as a sheet: there and back without a difference, edits brought in, mistakes told by cell."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.workbench.cases import read_cases
from clientzoo.workbench.table.case_rows import case_of, case_sheet, changed_cases, row, written_cases
from clientzoo.workbench.table.rows import Written
from clientzoo.workbench.table.workbook import Sheet
from commands import Ran, clientzoo
from workbench.books import edited
from workbench.sound import NAME, loaded, write

FOUND = shipped()
ZOO = load_zoo(FOUND.root, FOUND.name).sound()


def test_the_shipped_cases_come_back_without_a_difference() -> None:
    leaf = case_sheet(ZOO)
    rows = tuple((number, tuple(cells)) for number, cells in enumerate(leaf.rows, 2))
    before = tuple(dict(zip(leaf.columns, cells, strict=True)) for cells in leaf.rows)
    assert len(rows) == len(read_cases(ZOO)[0])
    for kept in (before, None):
        assert changed_cases(ZOO, Sheet("t.xlsx", tuple(leaf.columns), rows, kept, name="cases")) == {}
    back = [case_of(dict(zip(leaf.columns, cells, strict=True)), None) for cells in leaf.rows]
    raws = [dict(one.raw) for one in written_cases(ZOO).values()]
    assert [{**one, "about": one["about"].split()} for one in back] == [
        {**one, "about": one["about"].split()} for one in raws
    ]


words = st.sampled_from(["yes", "small", "Да", "12", "a, b", "~", "x: y", "[q]"])
answers = st.dictionaries(
    st.sampled_from(["size", "mess"]),
    words | st.integers(-5, 10**6) | st.booleans() | st.floats(-9, 9) | st.none()
    | st.fixed_dictionaries({"value": words, "certainty": st.floats(0.1, 0.9)}),
)  # fmt: skip
expected = st.fixed_dictionaries(
    {},
    optional={
        "status": st.sampled_from(["decided", "close"]), "animal": st.none() | st.just("wolf"),
        "traits": st.dictionaries(st.just("mood"), words | st.lists(words, min_size=1), min_size=1),
        "transitions": st.fixed_dictionaries({}, optional={"open": st.lists(st.just("wolf -> tiger")),
                                                           "closed": st.lists(words)}).filter(bool),
        "advice": st.lists(st.sampled_from(["one", "two"])),
        "withheld": st.lists(st.just("one"), min_size=1),
        "rules": st.fixed_dictionaries({"fired": st.lists(st.just("a-b"), min_size=1)}),
    },
)  # fmt: skip


@given(st.fixed_dictionaries({"id": st.just("x"), "about": st.just("So."), "answers": answers, "expect": expected}))
def test_any_case_is_the_same_after_it_was_a_row(raw: dict[str, Any]) -> None:
    columns = ("id", "about", "size", "mess", "expect status", "expect animal", "expect runner_up", "expect mood",
               "expect transitions open", "expect transitions closed", "expect advice", "expect withheld",
               "expect rules fired",
               "expect rules silent", "file")  # fmt: skip
    cells = row(Written(Path("cases/some.yaml"), 0, raw), columns, Path("cases"))
    assert case_of(dict(zip(columns, cells, strict=True)), None) == raw


def exported(workspace: Path) -> Path:
    ran = clientzoo("rules", "table", "cases", "-o", "t.xlsx", at=workspace)
    assert (ran.code, ran.out) == (0, "t.xlsx: 4 cases\n")
    return workspace / "t.xlsx"


def imported(workspace: Path, *more: str) -> Ran:
    return clientzoo("rules", "import", "cases", "t.xlsx", *more, at=workspace)


def column(rows: list[list[Any]], name: str) -> int:
    return rows[0].index(name)


def test_an_edit_a_new_case_and_a_case_gone_reach_the_files_and_comments_stay(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    (path,) = (workspace / "rulebases" / NAME / "cases").glob("*.yaml")
    path.write_text("# Ours.\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    before = [case.id for case in read_cases(loaded(workspace).sound())[0]]

    def change(rows: list[list[Any]]) -> list[list[Any]]:
        heading, first, *rest = rows
        first[column(rows, "expect status")] = "close"
        new = ["" for _ in heading]
        for name, value in (("id", "new"), ("about", "Новый: «да»."), ("deciding", "slowly"),
                            ("expect animal", "tortoise"), ("file", "mine")):  # fmt: skip
            new[column(rows, name)] = value
        return [heading, first, *rest[:-1], new]

    edited(exported(workspace), "cases", change)
    assert imported(workspace).code == 1
    assert [case.id for case in read_cases(loaded(workspace).sound())[0]] == before
    ran = imported(workspace, "--yes")
    assert ran.code == 0, ran.err
    cases, problems = read_cases(loaded(workspace).sound())
    assert problems == ()
    assert {case.id for case in cases} == {*before[:-1], "new"}
    assert next(case for case in cases if case.id == before[0]).expect.status == "close"
    (new,) = (case for case in cases if case.id == "new")
    assert (new.about, new.expect.animal) == ("Новый: «да».", "tortoise")
    assert Path(new.place.file).name == "mine.yaml"
    assert path.read_text(encoding="utf-8").startswith("# Ours.\n")
    assert "No difference." in imported(workspace).out


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("deciding", "quikly", "unknown-value"),
        ("expect animal", "tortise", "unknown-value `tortise` is not known here"),
        ("about", "", "missing-field `about` is empty"),
        ("deciding", "{value: quickly", "yaml-syntax this cannot be read"),
        ("file", "../../x", "bad-name `../../x` is no name of a file in cases/"),
        ("expect status", "sure", ""),
    ],
)
def test_mistakes_are_told_by_cell_and_nothing_is_written(tmp_path: Path, name: str, value: str, told: str) -> None:
    workspace = write(tmp_path)
    files = {path: path.read_bytes() for path in (workspace / "rulebases").rglob("*.yaml")}
    where = ""

    def change(rows: list[list[Any]]) -> None:
        nonlocal where
        at = column(rows, name)
        rows[2][at] = value
        where = f"t.xlsx!cases!{chr(ord('A') + at)}3: {told}"

    edited(exported(workspace), "cases", change)
    ran = imported(workspace, "--yes")
    assert ran.code == 2
    assert where in ran.err
    assert files == {path: path.read_bytes() for path in (workspace / "rulebases").rglob("*.yaml")}


def test_a_case_that_changed_in_its_file_too_is_told(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    book = exported(workspace)
    (path,) = (workspace / "rulebases" / NAME / "cases").glob("*.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("about: ", "about: Now ", 1), encoding="utf-8")
    edited(book, "cases", lambda rows: rows[1].__setitem__(column(rows, "about"), "Other."))
    ran = imported(workspace, "--yes")
    assert ran.code == 2
    assert "has changed in its file since this sheet was written" in ran.err

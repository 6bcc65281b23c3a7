"""Tables of weights as a grid in a spreadsheet: there and back, cell by cell, mistakes told where they are."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.table.as_edited import Cell
from clientzoo.workbench.table.grid import cells, columns_of, grid, of_target, written_tables
from clientzoo.workbench.table.importing import changed_weights
from clientzoo.workbench.table.workbook import Sheet, in_cells
from commands import Ran, clientzoo
from workbench.books import edited
from workbench.sound import NAME, loaded, write

FOUND = shipped()
ZOO = load_zoo(FOUND.root, FOUND.name).sound()
TARGETS = ["animal", *(name for name in ZOO.traits if of_target(written_tables(ZOO), name))]

WEIGHTS = """\
# What speed says of both.
tables:
- fact: deciding
  columns:   [squirrel, tortoise]
  weights:
    quickly: [     0.2,     -0.3] # nobody waits
    slowly:  [       ~,      0.4]
  because:
    quickly:
      squirrel: It is quick.
      others: It is too quick.
    others: It takes its time.
  source: here
# the end
"""


def workspace_with_weights(tmp_path: Path) -> Path:
    workspace = write(tmp_path)
    (workspace / "rulebases" / NAME / "weights.yaml").write_text(WEIGHTS, encoding="utf-8")
    return workspace


def weights(workspace: Path) -> str:
    return (workspace / "rulebases" / NAME / "weights.yaml").read_text(encoding="utf-8")


def exported(workspace: Path, about: str = "animal") -> Path:
    ran = clientzoo("rules", "table", about, "-o", "t.xlsx", at=workspace)
    assert ran.code == 0, ran.err
    return workspace / "t.xlsx"


def imported(workspace: Path, *more: str, about: str = "animal") -> Ran:
    return clientzoo("rules", "import", about, "t.xlsx", *more, at=workspace)


def brought(zoo: Zoo, target: str, rows: Sequence[Sequence[Cell]], columns: Sequence[str] = ()) -> dict[Path, str]:
    """The files that a grid with these rows changes, as they would be."""
    tables = of_target(written_tables(zoo), target)
    leaf = grid(zoo, tables, target)
    before = tuple(dict(zip(leaf.columns, row, strict=True)) for row in leaf.rows)
    numbered = tuple((number, tuple(row)) for number, row in enumerate(rows, 2))
    sheet = Sheet("t.xlsx", tuple(columns or leaf.columns), numbered, before, name="weights")
    return {path: after for path, (_, after) in changed_weights(zoo, target, sheet).items()}


@pytest.mark.parametrize("target", TARGETS)
def test_every_shipped_grid_comes_back_without_a_difference(target: str) -> None:
    tables = of_target(written_tables(ZOO), target)
    values = columns_of(ZOO, tables, target)[2:-2]
    rows = [cells(one, row, values) for one in tables for row in one.raw["weights"]]
    assert rows
    assert brought(ZOO, target, rows) == {}
    assert brought(ZOO, target, rows[::-1]) == {}
    sheet = Sheet(
        "t.xlsx", columns_of(ZOO, tables, target), tuple((at, tuple(row)) for at, row in enumerate(rows, 2)), None
    )
    assert changed_weights(ZOO, target, sheet) == {}


def test_both_kinds_have_a_sheet_and_the_shipped_workbook_comes_back_the_same(tmp_path: Path) -> None:
    ran = clientzoo("rules", "table", "wolf", "-o", tmp_path / "t.xlsx", "--zoo", FOUND.root, at=tmp_path)
    assert ran.code == 0
    assert " rules that conclude wolf, " in ran.out
    assert " rows of weights for wolf" in ran.out


weight = st.none() | st.integers(-999, 999).filter(bool).map(lambda number: number / 1000)


@settings(max_examples=40)
@given(st.data())
def test_whatever_is_changed_in_the_grid_is_what_the_files_say_afterwards(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    workspace = workspace_with_weights(tmp_path_factory.mktemp("zoo"))
    zoo = loaded(workspace).sound()
    texts = st.sampled_from(["So.", "Так: да.", "squirrel: It is quick.\nothers: It is not.", "a #b, {c}"])
    words = st.lists(
        st.sampled_from(["quickly", "slowly", "not quickly", "quickly or slowly"]), min_size=1, unique=True
    )
    rows = [
        ("deciding", word, data.draw(weight), data.draw(weight), data.draw(texts), data.draw(texts))
        for word in data.draw(words)
    ]
    for path, text in brought(zoo, "animal", rows).items():
        path.write_text(text, encoding="utf-8")
    (table,) = written_tables(zoo)
    back = [cells(table, word, ("squirrel", "tortoise")) for word in table.raw["weights"]]
    assert sorted(map(str, back)) == sorted(map(str, rows))
    assert brought(zoo, "animal", rows) == {}
    text = weights(workspace)
    assert text.startswith("# What speed says of both.\n")
    assert text.endswith("# the end\n")


def test_only_the_changed_cell_changes(tmp_path: Path) -> None:
    workspace = workspace_with_weights(tmp_path)
    edited(exported(workspace), "weights", {"D2": "-0,35"})
    ran = imported(workspace)
    assert ran.code == 1
    assert "-    quickly: [     0.2,     -0.3] # nobody waits" in ran.out
    assert weights(workspace) == WEIGHTS
    assert imported(workspace, "--yes").code == 0
    assert weights(workspace) == WEIGHTS.replace("    -0.3]", "   -0.35]")
    assert "No difference." in imported(workspace).out


def test_a_weight_goes_a_row_comes_and_a_reason_changes(tmp_path: Path) -> None:
    workspace = workspace_with_weights(tmp_path)

    def change(rows: list[list[Any]]) -> list[list[Any]]:
        heading, quickly, _ = rows
        assert heading == ["fact", "value", "squirrel", "tortoise", "because", "source"]
        assert quickly[4] == "squirrel: It is quick.\nothers: It is too quick."
        return [
            heading,
            ["deciding", "slowly", -0.1, 0.4, "It sleeps.", "here"],
            ["deciding", "quickly", "", -0.3, quickly[4], "here"],
            ["appetite", "small", "", 0.15, "It eats little.", "there"],
        ]

    edited(exported(workspace), "weights", change)
    ran = imported(workspace, "--yes")
    assert ran.code == 0, ran.err
    text = weights(workspace)
    assert "    quickly: [       ~,     -0.3] # nobody waits\n" in text
    assert "    slowly:  [    -0.1,      0.4]\n" in text
    assert "    slowly: It sleeps.\n    others: It takes its time.\n" in text
    assert "- fact: appetite\n  columns: [squirrel, tortoise]\n  weights:\n    small: [       ~,     0.15]\n" in text
    assert "  because: It eats little.\n  source: there\n# the end\n" in text
    zoo = loaded(workspace).sound()
    assert zoo.rule["deciding-slowly-squirrel"].because == "It sleeps."
    assert "deciding-quickly-squirrel" not in zoo.rule


def test_a_table_whose_rows_are_gone_goes(tmp_path: Path) -> None:
    workspace = workspace_with_weights(tmp_path)
    edited(exported(workspace), "weights", lambda rows: rows[:1])
    assert imported(workspace, "--yes").code == 0
    assert "deciding" not in weights(workspace)
    assert "# What speed says of both." in weights(workspace)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"C2": "viel"}, "t.xlsx!weights!C2: wrong-type `viel` is no certainty"),
        ({"C2": 7}, "t.xlsx!weights!C2: out-of-range"),
        ({"C2": 0}, "t.xlsx!weights!C2: out-of-range a weight of 0 says nothing (empty the cell)"),
        ({"B2": "quikly"}, "t.xlsx!weights!B2: unknown-value"),
        ({"A2": "decidin"}, "t.xlsx!weights!A2: unknown-fact `decidin` is no attribute or trait"),
        ({"B3": "quickly"}, "t.xlsx!weights!B3: duplicate-id `deciding: quickly` has another row"),
        ({"C1": "squirel"}, "t.xlsx!weights!C1: unknown-value the column `squirel` is no `animal`"),
        ({"C1": ""}, "t.xlsx!weights!C2: wrong-table the cell stands in a column without a heading"),
        ({"E2": "tortoise: It is too quick."}, "t.xlsx!weights!C2: missing-field the cell `quickly`, `squirrel`"),
        ({"B2": ""}, "t.xlsx!weights!B2: missing-field `value` is empty"),
    ],
)  # fmt: skip
def test_mistakes_are_told_by_cell_and_nothing_is_written(tmp_path: Path, change: dict[str, Any], told: str) -> None:
    workspace = workspace_with_weights(tmp_path)
    edited(exported(workspace), "weights", change)
    ran = imported(workspace, "--yes")
    assert (ran.code, weights(workspace)) == (2, WEIGHTS)
    assert told in ran.err


def test_what_others_did_since_the_grid_was_written_stays(tmp_path: Path) -> None:
    workspace = workspace_with_weights(tmp_path)
    book = exported(workspace)
    path = workspace / "rulebases" / NAME / "weights.yaml"
    path.write_text(WEIGHTS.replace("0.4]", "0.5]"), encoding="utf-8")
    edited(book, "weights", {"D2": -0.1})
    assert imported(workspace, "--yes").code == 0
    assert "0.5]" in weights(workspace)
    assert "-0.1]" in weights(workspace)
    edited(book, "weights", {"D3": 0.45})
    ran = imported(workspace, "--yes")
    assert ran.code == 2
    assert "t.xlsx!weights!D3: wrong-table `deciding: slowly` has changed in its file" in ran.err


def test_reasons_are_comments_words_are_offered_and_strength_has_a_colour(tmp_path: Path) -> None:
    book = exported(workspace_with_weights(tmp_path), "squirrel")
    with ZipFile(book) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    grid_sheet = parts["xl/worksheets/sheet2.xml"]
    assert "It is quick." in parts["xl/comments1.xml"]
    assert "It takes its time." in parts["xl/comments1.xml"]
    assert '<cfRule type="colorScale"' in grid_sheet
    assert 'type="decimal"' in grid_sheet
    assert 'type="list"' in grid_sheet
    assert 'type="list"' in parts["xl/worksheets/sheet1.xml"]
    assert 'state="hidden"' in parts["xl/workbook.xml"]
    words = CalamineWorkbook.from_path(str(book)).get_sheet_by_name("words").to_python()
    offered = [tuple(word for word in column if word) for column in zip(*words, strict=True)]
    assert ("slowly", "quickly") in offered
    assert any({"deciding", "budget", "appetite"} <= {*one} for one in offered)
    assert "<f>" not in grid_sheet.replace("<formula", "")


def test_the_fact_may_be_merged_over_its_rows(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    workspace = workspace_with_weights(tmp_path)
    with Workbook(workspace / "t.xlsx") as book:
        page = book.add_worksheet("weights")
        page.write_row(0, 0, ["fact", "value", "squirrel", "tortoise", "because", "source"])
        page.write_row(1, 1, ["quickly", 0.2, -0.3, "squirrel: It is quick.\nothers: It is too quick.", "here"])
        page.write_row(2, 1, ["slowly", None, 0.3, "It takes its time.", "here"])
        page.merge_range("A2:A3", "deciding")
    ran = imported(workspace, "--yes")
    assert ran.code == 0, ran.err
    assert "weights!A2:A3 are merged: `deciding` counts in each of these rows" in ran.err
    assert "0.3]" in weights(workspace)


def test_a_change_in_both_sheets_reaches_one_file(tmp_path: Path) -> None:
    workspace = workspace_with_weights(tmp_path)
    rules = workspace / "rulebases" / NAME / "rules.yaml"
    rules.write_text(rules.read_text(encoding="utf-8") + WEIGHTS.partition("\n")[2], encoding="utf-8")
    (workspace / "rulebases" / NAME / "weights.yaml").unlink()
    book = exported(workspace)
    edited(book, "weights", {"D3": 0.45})
    edited(book, "rules", lambda rows: [[0.33 if cell == 0.7 else cell for cell in row] for row in rows])
    ran = imported(workspace, "--yes")
    assert ran.code == 0, ran.err
    text = rules.read_text(encoding="utf-8")
    assert "0.45]" in text
    assert "certainty: 0.33" in text


def test_wrong_cells_of_both_sheets_are_told_at_once(tmp_path: Path) -> None:
    workspace = workspace_with_weights(tmp_path)
    book = exported(workspace)
    edited(book, "weights", {"D3": "much"})
    edited(book, "rules", {"B2": "huge"})
    ran = imported(workspace, "--yes")
    assert "t.xlsx!weights!D3: wrong-type" in ran.err
    assert "t.xlsx!rules!B2: unknown-value" in ran.err


def test_a_column_more_is_a_column_of_the_table(tmp_path: Path) -> None:
    workspace = workspace_with_weights(tmp_path)
    path = workspace / "rulebases" / NAME / "weights.yaml"
    path.write_text(
        "tables:\n- fact: deciding\n  columns: [squirrel]\n"
        "  weights:\n    quickly: [0.2]\n  because: So.\n  source: us\n",
        encoding="utf-8",
    )
    zoo = loaded(workspace).sound()
    columns = ("fact", "value", "squirrel", "tortoise", "because", "source")
    (text,) = brought(zoo, "animal", [("deciding", "quickly", 0.2, -0.3, "So.", "us")], columns).values()
    assert "columns: [squirrel, tortoise]" in text
    assert "quickly: [0.2, -0.3]" in text
    with pytest.raises(ProblemsError) as raised:
        brought(
            zoo, "animal", [("deciding", "quickly", 0.2, "So.", "us")], ("fact", "value", "tortoise", *columns[-2:])
        )
    assert "no column `squirrel`" in in_cells(raised.value.problems[0])


def test_one_fact_alone_comes_back_and_the_others_stay(tmp_path: Path) -> None:
    workspace = workspace_with_weights(tmp_path)
    path = workspace / "rulebases" / NAME / "weights.yaml"
    other = (
        WEIGHTS.replace("fact: deciding", "fact: wish_to_grow").replace("quickly", "none").replace("slowly", "strong")
    )
    path.write_text(WEIGHTS.replace("# the end\n", "") + other.partition("tables:\n")[2], encoding="utf-8")
    ran = clientzoo("rules", "table", "animal", "--fact", "wish_to_grow", "-o", "t.xlsx", at=workspace)
    assert (ran.code, ran.out) == (0, "t.xlsx: 2 rows of weights for animal\n"), ran.err
    assert "No difference." in imported(workspace).out
    edited(workspace / "t.xlsx", "weights", {"C2": 0.11})
    assert imported(workspace, "--yes").code == 0
    assert weights(workspace).count("fact: ") == 2
    assert "0.11," in weights(workspace).partition("wish_to_grow")[2]
    ran = clientzoo("rules", "table", "animal", "--fact", "wish_to_gro", "-o", "u.xlsx", at=workspace)
    assert ran.code == 2
    assert "no table of weights says what `wish_to_gro` means for `animal` (did you mean wish_to_grow" in ran.err

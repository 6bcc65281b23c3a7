"""Rules as a spreadsheet: there and back without a difference, edits brought in, mistakes told by cell."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.workbench.table.importing import changed_files
from clientzoo.workbench.table.rows import header, of_conclusion, row, rule_of, value_of, written_rules
from clientzoo.workbench.table.workbook import load, save
from commands import Ran, clientzoo
from workbench.sound import NAME, rule, write

FOUND = shipped()
ZOO = load_zoo(FOUND.root, FOUND.name).sound()


def rewritten(book: Path, rows: Iterable[Sequence[Any]], columns: Sequence[str] = ()) -> None:
    """The workbook with other rows, as a person leaves it: what it keeps hidden stays."""
    sheet = load(book)
    before = [list(one.values()) for one in sheet.before or ()]
    with Workbook(book) as changed:
        for name, heading, table in (
            ("rules", columns or sheet.columns, rows),
            ("as written", sheet.columns, before),
        ):
            page = changed.add_worksheet(name)
            for number, cells in enumerate([heading, *table]):
                page.write_row(number, 0, cells)


def edited(book: Path, cells: dict[str, Any]) -> None:
    """The workbook with some cells holding something else; a cell is a letter and a digit."""
    table = {number: list(row) for number, row in load(book).rows}
    for cell, value in cells.items():
        table[int(cell[1:])]["ABCDEFGH".index(cell[0])] = value
    rewritten(book, table.values())


def exported(workspace: Path, about: str = "squirrel") -> Path:
    assert clientzoo("rules", "table", about, "-o", "t.xlsx", at=workspace).code == 0
    return workspace / "t.xlsx"


def imported(workspace: Path, *more: str, about: str = "squirrel") -> Ran:
    return clientzoo("rules", "import", about, "t.xlsx", *more, at=workspace)


@pytest.mark.parametrize("about", [*ZOO.animals, *ZOO.traits, *ZOO.transitions, "advice"])
def test_every_shipped_table_comes_back_without_a_difference(about: str, tmp_path: Path) -> None:
    rules = of_conclusion(ZOO, about)
    raws = [written_rules(ZOO)[one.id].raw for one in rules]
    columns = header(raws)
    save(tmp_path / "t.xlsx", columns, [row(raw, columns) for raw in raws])
    sheet = load(tmp_path / "t.xlsx")
    back = [
        rule_of({name: value_of(cell, name) for name, cell in zip(columns, cells, strict=True)})
        for _, cells in sheet.rows
    ]
    assert rules
    assert back == [dict(raw) for raw in raws]
    assert changed_files(ZOO, about, sheet) == {}
    assert changed_files(ZOO, about, replace(sheet, before=None)) == {}


def test_an_edit_a_new_row_and_a_row_gone_reach_the_files_and_comments_stay(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    book = exported(workspace)
    sheet = load(book)
    assert sheet.columns == ("id", "appetite", "deciding", "then", "certainty", "because", "source")
    (_, hungry), _ = sheet.rows
    new = ("squirrel-new", "large", "quickly", "{animal: squirrel}", 0.3, "Both: at once, and quickly.", "us")
    rewritten(book, [(*hungry[:4], 0.65, *hungry[5:]), new])
    ran = imported(workspace, "--yes")
    assert ran.code == 0
    text = (workspace / "rulebases" / NAME / "rules.yaml").read_text(encoding="utf-8")
    assert "# animals" in text
    assert "certainty: 0.65" in text
    assert "squirrel-quick" not in text
    assert "because: 'Both: at once, and quickly.'" in text
    assert "No difference." in imported(workspace).out


def test_nothing_is_written_unasked(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    edited(exported(workspace), {"E2": 0.65})
    before = (workspace / "rulebases" / NAME / "rules.yaml").read_text(encoding="utf-8")
    ran = imported(workspace)
    assert ran.code == 1
    assert "+  certainty: 0.65" in ran.out
    assert (workspace / "rulebases" / NAME / "rules.yaml").read_text(encoding="utf-8") == before


def test_mistakes_are_told_by_cell_and_all_at_once(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    edited(exported(workspace), {"B2": "huge", "C3": "quikly", "E3": 7, "D2": "{animal: squirel}"})
    ran = imported(workspace, "--yes")
    assert ran.code == 2
    assert "t.xlsx!rules!B2: unknown-value" in ran.err
    assert "t.xlsx!rules!C3: unknown-value" in ran.err or "t.xlsx!rules!E3: out-of-range" in ran.err
    assert "t.xlsx!rules!D2: unknown-value" in ran.err
    assert "did you mean squirrel?" in ran.err


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-x", "@sum", "\ttab"])
def test_no_text_becomes_a_formula(tmp_path: Path, sign: str) -> None:
    save(tmp_path / "t.xlsx", ["id", "because"], [["x", sign]])
    with ZipFile(tmp_path / "t.xlsx") as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml").replace(b"<filter", b"")
        assert b'quotePrefix="1"' in archive.read("xl/styles.xml")
    assert CalamineWorkbook.from_path(str(tmp_path / "t.xlsx")).get_sheet_by_index(0).to_python()[1] == ["x", sign]


def test_of_a_formula_only_its_value_counts(tmp_path: Path) -> None:
    with Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet("rules")
        sheet.write_row(0, 0, ["id", "certainty"])
        sheet.write_string(1, 0, "x")
        sheet.write_formula(1, 1, "=0.2+0.4", None, 0.6)
    assert load(tmp_path / "t.xlsx").rows == ((2, ("x", 0.6)),)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    (workspace / "t.xlsx").write_bytes(b"PK\x03\x04 no zip at all")
    ran = imported(workspace)
    assert ran.code == 2
    assert "no XLSX workbook" in ran.err


def test_alternatives_have_a_column_of_their_own(tmp_path: Path) -> None:
    extra = rule("either", "[{deciding: quickly}, {budget: over 5}]", "{animal: squirrel}", 0.2)
    extra += rule(
        "some-of", "{wish_to_grow: some, any: [{deciding: slowly}, {budget: [1, 2]}]}", "{animal: squirrel}", 0.2
    )
    workspace = write(tmp_path, extra_rules=extra)
    exported(workspace)
    assert "No difference." in imported(workspace).out

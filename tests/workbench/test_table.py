"""Rules as a spreadsheet: there and back without a difference, edits brought in, mistakes told by cell."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.workbench.table.importing import changed_files
from clientzoo.workbench.table.rows import header, of_conclusion, row, rule_of, value_of, written_rules
from clientzoo.workbench.table.workbook import Leaf, Sheet, in_cells, save
from clientzoo.workbench.table.workbook import load as load_sheets
from commands import Ran, clientzoo
from workbench.sound import NAME, loaded, rule, write


def load(book: Path) -> Sheet:
    return load_sheets(book)["rules"]


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


WRITTEN_OUT = [*ZOO.animals, *(name for name in ZOO.traits if of_conclusion(ZOO, name)), *ZOO.transitions, "advice"]


@pytest.mark.parametrize("about", WRITTEN_OUT)
def test_every_shipped_table_comes_back_without_a_difference(about: str, tmp_path: Path) -> None:
    rules = of_conclusion(ZOO, about)
    raws = [written_rules(ZOO)[one.id].raw for one in rules]
    columns = header(raws)
    save(tmp_path / "t.xlsx", [Leaf("rules", columns, [row(raw, columns) for raw in raws])])
    sheet = load(tmp_path / "t.xlsx")
    back = [
        rule_of({name: value_of(cell, name) for name, cell in zip(columns, cells, strict=True)})
        for _, cells in sheet.rows
    ]
    assert rules
    assert back == [dict(raw) for raw in raws]
    assert changed_files(ZOO, about, sheet) == {}
    assert changed_files(ZOO, about, replace(sheet, before=None)) == {}


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip)
plain = words | st.sampled_from(
    ["yes", "12", "[x]", "{y: z", "a: b", "- z", "# no", "=1+1", "'q'", '"', "a, b", "~", ":0", "a:"]
)
tests = plain | st.integers(-(10**9), 10**9) | st.booleans() | st.floats(-1e9, 1e9)
facts = st.dictionaries(st.sampled_from(["size", "mess", "tenders"]), tests | st.lists(tests, min_size=1), min_size=1)
either = st.lists(facts, min_size=1)
conditions = facts | either | st.builds(lambda one, other, word: {**one, word: other}, facts, either,
                                        st.sampled_from(["any", "all"]))  # fmt: skip
rules = st.fixed_dictionaries({
    "id": st.just("x"), "if": conditions,
    "then": st.dictionaries(st.sampled_from(["animal", "mess"]), plain | st.lists(plain, min_size=1), min_size=1),
    "certainty": st.floats(-1, 1) | st.integers(-1, 1),
    "because": plain.map(str.strip), "source": plain.map(str.strip),
})  # fmt: skip


_BLANK_AT_THE_END = {
    "id": "x", "if": {"size": "0\u00a0"}, "then": {"animal": "0\u00a0"}, "certainty": 0.5, "because": "0",
    "source": "0",
}  # fmt: skip


@example(_BLANK_AT_THE_END)
@given(rules)
def test_any_rule_is_the_same_after_it_was_a_row(raw: dict[str, Any]) -> None:
    columns = header([raw])
    cells = zip(columns, row(raw, columns), strict=True)
    assert rule_of({name: value_of(cell, name) for name, cell in cells}) == raw


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
    save(tmp_path / "t.xlsx", [Leaf("rules", ["id", "because"], [["x", sign]])])
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


FOLDED = """\
# The squirrel.
rules:
# what it wants
- id: squirrel-hungry
  if:
    appetite: large   # nothing less
  then: {animal: squirrel}   # and nobody else
  certainty: 0.7
  because: It wants to grow, and says so whenever one asks, and to whoever asks, which tells more than any figure
    would ever tell.
  source: here
# how it decides
- id: squirrel-quick
  if: {deciding: quickly}
  then: {animal: squirrel}
  certainty: 0.5
  because: It decides within days.
  source: here
# the end
"""
OTHERS = """\
rules:
- id: tortoise-slow
  if: {deciding: slowly}
  then: {animal: tortoise}
  certainty: 0.5
  because: It takes weeks.
  source: here
"""


class Desk:
    """A zoo with the squirrel in a file of its own, and its table on a desk."""

    def __init__(self, root: Path) -> None:
        workspace = write(root)
        rules = workspace / "rulebases" / NAME / "rules.yaml"
        text = rules.read_text(encoding="utf-8")
        kept, _, rest = text.partition("- id: squirrel-hungry")
        content = rest[rest.index("- id: tortoise-content") :]
        slow = content.index("- id: tortoise-slow")
        after = content[slow:].partition("\n- id: ")[2]
        rules.write_text(f"{kept}{content[:slow]}- id: {after}", encoding="utf-8")
        self.squirrel, self.tortoise = rules.with_name("squirrel.yaml"), rules.with_name("a-tortoise.yaml")
        self.squirrel.write_text(FOLDED, encoding="utf-8")
        self.tortoise.write_text(OTHERS, encoding="utf-8")
        self.zoo = loaded(workspace).sound()
        self.columns = ("id", "appetite", "deciding", "then", "certainty", "because", "source")
        raws = [written_rules(self.zoo)[name].raw for name in ("squirrel-hungry", "squirrel-quick")]
        self.hungry, self.quick = (row(raw, self.columns) for raw in raws)
        self.new = ("x", None, "slowly", "animal: squirrel", 0.1, "Слышит: «да».", "us")

    def bring(self, *rows: Sequence[Any], columns: Sequence[str] = ()) -> dict[Path, str]:
        """The files that these rows change, as they would be."""
        before = tuple(dict(zip(self.columns, one, strict=True)) for one in (self.hungry, self.quick))
        numbered = tuple((number, tuple(one)) for number, one in enumerate(rows, 2))
        sheet = Sheet("t.xlsx", tuple(columns or self.columns), numbered, before)
        return {path: after for path, (_, after) in changed_files(self.zoo, "squirrel", sheet).items()}

    def faults(self, *rows: Sequence[Any], columns: Sequence[str] = ()) -> list[str]:
        with pytest.raises(ProblemsError) as raised:
            self.bring(*rows, columns=columns)
        return [in_cells(problem) for problem in raised.value.problems]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def with_cell(cells: Sequence[Any], column: int, value: Any) -> tuple[Any, ...]:
    return (*cells[:column], value, *cells[column + 1 :])


def test_only_the_lines_of_the_row_change(desk: Desk) -> None:
    assert desk.bring(with_cell(desk.hungry, 4, 0.65), desk.quick) == {desk.squirrel: FOLDED.replace("0.7\n", "0.65\n")}
    assert desk.bring(with_cell(desk.hungry, 2, "quickly"), desk.quick) == {
        desk.squirrel: FOLDED.replace("nothing less\n", "nothing less\n    deciding: quickly\n")
    }
    assert desk.bring(desk.hungry, with_cell(desk.quick, 2, "[quickly, slowly]")) == {
        desk.squirrel: FOLDED.replace("{deciding: quickly}", "{deciding: [quickly, slowly]}")
    }
    assert desk.bring(desk.quick, desk.hungry) == {}


def test_a_rule_goes_and_the_comments_around_it_stay(desk: Desk) -> None:
    (text,) = desk.bring(desk.quick).values()
    assert text == FOLDED[: FOLDED.index("- id: squirrel-hungry")] + FOLDED[FOLDED.index("# how it decides") :]


def test_a_new_rule_goes_to_its_like(desk: Desk) -> None:
    (text,) = desk.bring(desk.hungry, desk.quick, desk.new).values()
    assert text == FOLDED.replace(
        "# the end",
        "- id: x\n  if:\n    deciding: slowly\n  then: {animal: squirrel}\n  certainty: 0.1\n"
        "  because: 'Слышит: «да».'\n  source: us\n# the end",
    )


def test_a_changed_conclusion_moves_the_rule_to_its_like(desk: Desk) -> None:
    found = desk.bring(with_cell(desk.hungry, 3, "animal: tortoise"), desk.quick)
    hungry = FOLDED[FOLDED.index("- id: squirrel-hungry") : FOLDED.index("# how it decides")]
    assert found == {
        desk.squirrel: FOLDED.replace(hungry, ""),
        desk.tortoise: OTHERS + hungry.replace("{animal: squirrel}", "{animal: tortoise}"),
    }


def test_a_new_id_for_the_same_rule_is_a_new_name(desk: Desk) -> None:
    found = desk.bring(with_cell(desk.hungry, 0, "squirrel-greedy"), desk.quick)
    assert found == {desk.squirrel: FOLDED.replace("squirrel-hungry", "squirrel-greedy")}


def test_cells_that_cannot_be_brought_back_are_told(desk: Desk) -> None:
    assert desk.faults(with_cell(desk.hungry, 0, "tortoise-slow"), desk.quick) == [
        "t.xlsx!rules!A2: duplicate-id `tortoise-slow` is a rule outside this table (choose another id)"
    ]
    assert desk.faults(with_cell(desk.hungry, 5, None), with_cell(desk.quick, 3, "tortoise")) == [
        "t.xlsx!rules!F2: missing-field `because` is empty (fill in the cell)",
        "t.xlsx!rules!D3: wrong-type `tortoise` is no conclusion (write it as `animal: tortoise`)",
    ]
    assert (
        "no column `appetite`" in desk.faults(desk.hungry[:1] + desk.hungry[2:], columns=("id", *desk.columns[2:]))[0]
    )
    assert desk.faults(with_cell(desk.hungry, 4, "0,7x"), desk.quick) == [
        "t.xlsx!rules!E2: wrong-type `certainty` must be a number"
    ]
    both = (*desk.new, "{deciding: quickly}")
    (told,) = desk.faults(both, columns=(*desk.columns, "(condition)"))
    assert told.startswith("t.xlsx!rules!H2: duplicate-key `deciding` has a column of its own")


def test_a_comma_is_a_decimal_point(desk: Desk) -> None:
    assert desk.bring(with_cell(desk.hungry, 4, "0,65"), desk.quick) == {
        desk.squirrel: FOLDED.replace("0.7\n", "0.65\n")
    }


def test_what_others_did_since_the_table_was_written_stays(desk: Desk) -> None:
    later = FOLDED.replace("certainty: 0.5", "certainty: 0.4").replace("# the end", OTHERS.partition("\n")[2].rstrip())
    desk.squirrel.write_text(later.replace("tortoise-slow", "squirrel-late").replace("tortoise", "squirrel"), "utf-8")
    now = desk.squirrel.read_text(encoding="utf-8")
    desk.zoo = loaded(desk.zoo.root).sound()
    assert desk.bring(with_cell(desk.hungry, 4, 0.6), desk.quick) == {desk.squirrel: now.replace("0.7\n", "0.6\n")}
    assert "`squirrel-quick` has changed in its file" in desk.faults(desk.hungry, with_cell(desk.quick, 4, 0.3))[0]
    assert "`squirrel-quick` has changed in its file" in desk.faults(desk.hungry)[0]
    assert "`squirrel-late` is a rule outside" in desk.faults(with_cell(desk.hungry, 0, "squirrel-late"), desk.quick)[0]
    desk.squirrel.write_text(now.replace("{deciding: quickly}", "{deciding: quickly, budget: over 5}"), "utf-8")
    desk.zoo = loaded(desk.zoo.root).sound()
    assert "has changed in its file" in desk.faults(desk.hungry, with_cell(desk.quick, 4, 0.3))[0]


def test_a_table_without_which_the_zoo_could_not_run_is_refused(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    rewritten(exported(workspace), [])
    before = (workspace / "rulebases" / NAME / "rules.yaml").read_text(encoding="utf-8")
    ran = imported(workspace, "--yes")
    assert ran.code == 2
    assert "unreachable no rule speaks for the animal `squirrel`" in ran.err
    assert (workspace / "rulebases" / NAME / "rules.yaml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        (["id", "id"], "t.xlsx!rules!B1: duplicate-key the column `id` stands twice"),
        (["id", ""], "t.xlsx!rules!B2: wrong-table the cell stands in a column without a heading"),
        (["x", "y"], "t.xlsx!rules!A1: wrong-table there is no column `id`"),
    ],
)
def test_a_faulty_heading_is_told_by_cell(tmp_path: Path, heading: list[str], told: str) -> None:
    with Workbook(tmp_path / "t.xlsx") as book:
        page = book.add_worksheet("rules")
        page.write_row(0, 0, heading)
        page.write_row(1, 0, ["a", "b"])
    with pytest.raises(ProblemsError) as raised:
        load(tmp_path / "t.xlsx")
    assert told in in_cells(raised.value.problems[0])


def test_edits_that_were_not_brought_back_are_not_written_over(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    book = exported(workspace)
    exported(workspace)
    edited(book, {"E2": 0.65})
    before = book.read_bytes()
    ran = clientzoo("rules", "table", "squirrel", "-o", "t.xlsx", at=workspace)
    assert (ran.code, book.read_bytes()) == (1, before)
    assert "t.xlsx holds edits that are not among the rules yet" in ran.err
    assert clientzoo("rules", "table", "squirrel", "-o", "t.xlsx", "--yes", at=workspace).code == 0
    assert book.read_bytes() != before


def left_by_people(workspace: Path, fill: Callable[[Workbook, Any], object]) -> Path:
    """The table of the squirrel as written, with whatever `fill` does to the sheet of rules."""
    book = exported(workspace)
    sheet = load(book)
    before = [list(one.values()) for one in sheet.before or ()]
    with Workbook(book) as changed:
        page = changed.add_worksheet("rules")
        for number, cells in enumerate([sheet.columns, *(cells for _, cells in sheet.rows)]):
            page.write_row(number, 0, cells)
        fill(changed, page)
        kept = changed.add_worksheet("as written")
        for number, values in enumerate([list(sheet.columns), *before]):
            kept.write_row(number, 0, values)
    return book


def test_a_cell_merged_downwards_counts_in_each_row(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    left_by_people(workspace, lambda _, page: page.merge_range("B2:B3", "large"))
    ran = imported(workspace, "--yes")
    assert "rules!B2:B3 are merged: `large` counts in each of these rows" in ran.err
    rules = written_rules(loaded(workspace).sound())
    assert rules["squirrel-hungry"].raw["if"] == {"appetite": "large"}
    assert rules["squirrel-quick"].raw["if"] == {"deciding": "quickly", "appetite": "large"}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ("B2:C2", "t.xlsx!rules!B2: wrong-table B2:C2 are merged across columns"),
        ("A2:A3", "t.xlsx!rules!A2: wrong-table A2:A3 are merged, and each row needs a `id` of its own"),
        ("B1:B2", "t.xlsx!rules!B1: wrong-table the headings B1:B2 are merged"),
    ],
)
def test_other_merged_cells_are_refused_by_name(tmp_path: Path, cells: str, told: str) -> None:
    workspace = write(tmp_path)
    text = {"B1:B2": "appetite", "A2:A3": "squirrel-hungry"}.get(cells, "large")
    left_by_people(workspace, lambda _, page: page.merge_range(cells, text))
    before = (workspace / "rulebases" / NAME / "rules.yaml").read_bytes()
    ran = imported(workspace, "--yes")
    assert (ran.code, (workspace / "rulebases" / NAME / "rules.yaml").read_bytes()) == (2, before)
    assert told in ran.err


@pytest.mark.parametrize(
    ("value", "told"),
    [("", "a formula without a stored value"), ("#REF!", "the error #REF!"), ("#SPILL!", "the error #SPILL!")],
)
def test_a_cell_that_only_looks_empty_is_refused_by_name(tmp_path: Path, value: str, told: str) -> None:
    workspace = write(tmp_path)
    book = left_by_people(workspace, lambda _, page: page.write_formula("B2", '="lar"&"ge"', None, value))
    with ZipFile(book) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(book, "w") as archive:  # newer errors, which the library that writes the workbook takes for texts
        for name, part in parts.items():
            archive.writestr(name, part.replace(b't="str"><f>', b't="e"><f>'))
    ran = imported(workspace, "--yes")
    assert ran.code == 2
    assert f"t.xlsx!rules!B2: wrong-table the cell holds {told}" in ran.err


def test_a_title_above_and_remarks_beside_are_understood(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    book = exported(workspace)
    sheet = load(book)
    (_, hungry), (_, quick) = ((number, list(cells)) for number, cells in sheet.rows)
    with Workbook(book) as changed:
        page = changed.add_worksheet("rules")
        page.merge_range("A1:D1", "Белка: наши правила")
        page.write_row(2, 0, [*sheet.columns, "Заметки"])
        page.write_row(3, 0, [*hungry[:4], 0.65, *hungry[5:], "спросить Анну"])
        page.write_row(4, 0, quick)
        page.write_formula(4, 7, "=1+1", None, "")
    ran = imported(workspace, "--yes")
    assert ran.code == 0
    assert "rules: rows 1 to 2 are taken for a title" in ran.err
    assert "column H, `Заметки`, is no question or trait and is taken for remarks" in ran.err
    assert "certainty: 0.65" in (workspace / "rulebases" / NAME / "rules.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("heading", ["appetit", "Deciding", "Budget"])
def test_a_slip_in_a_heading_is_no_remark(tmp_path: Path, heading: str) -> None:
    workspace = write(tmp_path)
    left_by_people(workspace, lambda _, page: (page.write("H1", heading), page.write("H2", "large")))
    ran = imported(workspace, "--yes")
    assert ran.code == 2
    assert f"t.xlsx!rules!H1: unknown-fact the column `{heading}` is no attribute or trait" in ran.err


def test_a_cell_that_reads_as_nothing_is_told(desk: Desk) -> None:
    (told,) = desk.faults(with_cell(desk.hungry, 2, "# not sure"), desk.quick)
    assert told.startswith("t.xlsx!rules!C2: yaml-syntax `# not sure` reads as nothing")


def test_a_cell_far_off_the_table_is_refused_before_it_is_held_in_memory(tmp_path: Path) -> None:
    workspace = write(tmp_path)
    left_by_people(workspace, lambda _, page: page.write(1_048_575, 16_383, "x"))
    ran = imported(workspace, "--yes")
    assert ran.code == 2
    assert "unreadable-file" in ran.err
    assert "delete what stands far off the table" in ran.err


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_damaged_workbook_is_told(tmp_path: Path, kept: float) -> None:
    workspace = write(tmp_path)
    book = exported(workspace)
    whole = book.read_bytes()
    book.write_bytes(whole[: int(len(whole) * kept)])
    ran = imported(workspace, "--yes")
    assert ran.code == 2
    assert "t.xlsx" in ran.err
    with ZipFile(workspace / "u.xlsx", "w") as archive:
        for name in ("xl/workbook.xml", "[Content_Types].xml", "xl/worksheets/sheet1.xml"):
            archive.writestr(name, "<broken")
    ran = clientzoo("rules", "import", "squirrel", "u.xlsx", "--yes", at=workspace)
    assert ran.code == 2
    assert "unreadable-file" in ran.err


def test_a_workbook_that_is_not_there_is_called_so(tmp_path: Path) -> None:
    ran = imported(write(tmp_path))
    assert ran.code == 2
    assert "t.xlsx: No such file or directory" in ran.err

"""Tables of weights: a cell is a rule like any other, and what is wrong is told by cell."""

from pathlib import Path

import jsonschema
import pytest

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import Loaded, load_zoo
from clientzoo.knowledge.yaml import read
from clientzoo.knowledge.zoo import Fact
from clientzoo.workbench.fmt import formatted
from clientzoo.workbench.schemas import file_schema
from zoos import write_zoo

TABLE = """\
tables:
- fact: appetite
  columns: [cat, cow]
  weights:
    low:  [-0.3, 0.25]
    high: [ 0.4,    ~]
  because:
    low:
      cat: A cat is hungry.
      others: A cow is content.
    high: It is hungry.
  source:
    high: the method
    others: our reading
- fact: employees
  for: appetite
  columns: [low, high]
  weights: {under small_team: [~, 0.2]}
  because: Small firms want more.
  source: the method
"""


def loaded(root: Path, text: str = TABLE, extra_rules: str = "") -> Loaded:
    write_zoo(root, extra_rules=extra_rules)
    (root / "rulebases/tiny/weights.yaml").write_text(text, encoding="utf-8")
    return load_zoo(root, "tiny", root)


def test_a_cell_is_a_rule_with_an_id_a_reason_a_source_and_a_place_of_its_own(tmp_path: Path) -> None:
    zoo = loaded(tmp_path).sound()
    cells = {rule.id: rule for rule in zoo.rules if rule.place.file.endswith("weights.yaml")}
    assert [(name, one.certainty, one.because, one.source, f"{one.place.line}:{one.place.column}") for name, one in
            cells.items()] == [
        ("appetite-high-cat", 0.4, "It is hungry.", "the method", "6:13"),
        ("appetite-low-cat", -0.3, "A cat is hungry.", "our reading", "5:12"),
        ("appetite-low-cow", 0.25, "A cow is content.", "our reading", "5:18"),
        ("employees-under_small_team-appetite-high", 0.2, "Small firms want more.", "the method", "18:35"),
    ]  # fmt: skip
    assert cells["appetite-low-cow"].conclusions == (Fact("animal", "cow"),)
    assert zoo.tables[0].cells == {
        ("low", "cat"): "appetite-low-cat", ("low", "cow"): "appetite-low-cow", ("high", "cat"): "appetite-high-cat",
    }  # fmt: skip


def test_a_table_says_what_the_same_rules_written_out_say(tmp_path: Path) -> None:
    rules = """\
- {id: appetite-low-cat, if: {appetite: low}, then: {animal: cat}, certainty: -0.3, because: A., source: s}
- {id: appetite-low-cow, if: {appetite: low}, then: {animal: cow}, certainty: 0.25, because: A., source: s}
- {id: appetite-high-cat, if: {appetite: high}, then: {animal: cat}, certainty: 0.4, because: A., source: s}
"""
    one = TABLE[: TABLE.index("- fact: employees")]
    tabled = loaded(tmp_path / "a", one).sound()
    written = loaded(tmp_path / "b", "parameters: {}\n", rules).sound()
    assert [(r.id, r.condition, r.conclusions, r.certainty) for r in tabled.rules] == [
        (r.id, r.condition, r.conclusions, r.certainty) for r in written.rules
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "code", "words"),
    [
        ("fact: appetite", "fact: apetite", "2:9", "unknown-fact", "did you mean appetite"),
        ("for: appetite", "for: apetite", "16:8", "cannot-conclude", "did you mean appetite"),
        ("for: appetite", "for: wish", "16:8", "cannot-conclude", "`wish`"),
        ("[cat, cow]", "[cat, caw]", "3:18", "unknown-value", "did you mean cow"),
        ("[cat, cow]", "[cat, cat]", "3:18", "duplicate-key", "two columns"),
        ("low:  [", "lo:  [", "5:5", "unknown-value", "did you mean low"),
        ("[-0.3, 0.25]", "[-0.3]", "5:5", "wrong-length", "1 cells for 2 columns"),
        ("0.25]", "2.5]", "5:18", "out-of-range", "less than or equal to 1"),
        ("0.25]", "0]", "5:18", "out-of-range", "write ~"),
        ("0.25]", "much]", "5:18", "wrong-type", "number"),
        ("      others: A cow is content.\n", "", "5:18", "missing-field", "`because`"),
        ("      cat: A", "      cet: A", "9:7", "unknown-value", "did you mean cat"),
        ("    high: It", "    hihg: It", "11:5", "unknown-value", "did you mean high"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_cell(tmp_path: Path, old: str, new: str, place: str, code: str, words: str) -> None:
    found = loaded(tmp_path, TABLE.replace(old, new, 1)).problems
    told = [one for one in found if f"{one.place}" == f"rulebases/tiny/weights.yaml:{place}"]
    assert [one.code for one in told] == [code], found
    assert words in f"{told[0].message} {told[0].hint}"


def test_a_cell_and_a_rule_cannot_have_one_id(tmp_path: Path) -> None:
    rule = "- {id: appetite-low-cow, if: {wish: none}, then: {animal: cow}, certainty: 0.1, because: A., source: s}\n"
    found = loaded(tmp_path, extra_rules=rule).problems
    assert [(one.code, str(one.place)) for one in found] == [("duplicate-id", "rulebases/tiny/weights.yaml:5:18")]


def test_the_grid_is_laid_out_and_stays_so() -> None:
    untidy = (
        TABLE.replace("[cat, cow]", "[cat,   cow]")
        .replace("    ~]", "null]")
        .replace("    high: [", "    # so\n    high: [")
    )
    tidy = formatted(untidy)
    assert "  columns: [ cat,  cow]\n" in tidy
    assert "    low:   [-0.3, 0.25]\n    # so\n    high:  [ 0.4,    ~]\n" in tidy
    assert formatted(tidy) == tidy


def test_the_shipped_tables_are_cells_for_every_animal() -> None:
    """One fact, all animals, one screen: no table of the shipped zoo is longer than that."""
    found = shipped()
    zoo = load_zoo(found.root, found.name).sound()
    assert all(len(table.columns) == len(zoo.domains[table.target].values) for table in zoo.tables)
    assert max(len(table.rows) for table in zoo.tables) <= 10
    assert zoo.rule["red_tape-developed-wolf"].certainty == -0.4


def test_an_editor_takes_the_shipped_tables_and_marks_a_column_that_is_none() -> None:
    found = shipped()
    zoo = load_zoo(found.root, found.name).sound()
    editor = jsonschema.Draft202012Validator(file_schema("rulebase", zoo))
    for path in zoo.rulebase_dir.glob("*.yaml"):
        assert list(editor.iter_errors(read(path).value)) == [], path.name
    table = read(zoo.rulebase_dir / "weights-growth.yaml").value
    table["tables"][0]["columns"][0] = "rabit"
    assert [list(one.path) for one in editor.iter_errors(table)] == [["tables", 0, "columns", 0]]

"""The questionnaire of the segment sheets: as shipped, as a company words it, and wrong."""

from pathlib import Path

import pytest

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.segment_questionnaire import load_sheets

OWN = """\
sheets:
- id: persona
  title: Persona
  questions:
  - {id: name, name: Name, ask: What shall we call it?, help: One word., purpose: So that we can talk of it.}
  - id: mood
    name: Mood
    ask: How does it feel?
    help: On the phone.
    purpose: The tone.
    type: choice
    values: {calm: Calm, cross: Cross}
"""


def written(root: Path, text: str) -> Path:
    (root / "questionnaires").mkdir(exist_ok=True)
    (root / "questionnaires/segment-sheets.yaml").write_text(text)
    return root


def test_the_shipped_sheets_are_those_of_the_method() -> None:
    sheets = load_sheets(shipped().root)
    assert list(sheets["five_w"].questions) == ["what", "who", "why", "when", "where"]
    more = ["geography_demography", "behaviour", "readiness", "target_action"]
    assert list(sheets["khramatrix"].questions) == [*sheets["five_w"].questions, *more]
    assert list(sheets["five_w"].attributes) == list(sheets["khramatrix"].questions)  # known, so that none is lost
    purposes = [one.purpose for one in sheets["khramatrix"].questions.values()]
    assert len(set(purposes)) == len(purposes)


def test_a_workspace_words_its_own(tmp_path: Path) -> None:
    (sheet,) = load_sheets(written(tmp_path, OWN)).values()
    assert (sheet.title, sheet.about, list(sheet.questions)) == ("Persona", "segment", ["name", "mood"])
    assert sheet.questions["mood"].values == {"calm": "Calm", "cross": "Cross"}


def test_a_workspace_that_words_none_has_the_shipped_ones(tmp_path: Path) -> None:
    assert list(load_sheets(tmp_path)) == ["five_w", "khramatrix"]


def test_the_check_of_a_zoo_looks_at_its_sheets_too(tmp_path: Path) -> None:
    from clientzoo.knowledge.load import load_zoo
    from clientzoo.workbench.check import check
    from zoos import write_zoo

    root = write_zoo(tmp_path / "zoo")
    assert not {one for one in check(load_zoo(root, "tiny")) if "sheets" in str(one.problem)}
    written(root, OWN.replace("    help: On the phone.\n", "", 1))
    (found,) = (one for one in check(load_zoo(root, "tiny")) if "segment-sheets" in str(one.problem))
    assert found.problem.code == "missing-field"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: mood", "id: name", "6:5: duplicate-id `name` is asked in line 5"),
        ("    type: choice\n", "", "wrong-type a choice has `values`, and only a choice"),
        ("type: choice", "type: choise", "unknown-value .*did you mean choice"),
        ("    help: On the phone.\n", "", "missing-field `help` is missing"),
        ("id: persona", "id: per sona", "bad-name"),
        ("sheets:", "sheet:", "unknown-key .*did you mean sheets"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(ProblemsError, match=said):
        load_sheets(written(tmp_path, OWN.replace(old, new, 1)))

"""Mistakes as people make them: one finding each, at its place, with the words that mend it."""

from pathlib import Path

import pytest

from clientzoo.knowledge.answers_file import read_answers_file
from clientzoo.knowledge.find import find_zoo
from clientzoo.knowledge.foreign_tests import in_our_words
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import Problem, ProblemsError, did_you_mean
from commands import clientzoo
from zoos import write_zoo


def problems(root: Path, replaced: dict[str, str] | None = None, extra: str = "") -> tuple[Problem, ...]:
    write_zoo(root, replaced=replaced, extra_rules=extra)
    return load_zoo(root, "tiny", root).problems


def written(condition: str, then: str = "{animal: cat}", certainty: str = "0.5") -> str:
    return f"- id: extra\n  if: {condition}\n  then: {then}\n  certainty: {certainty}\n  because: So.\n  source: s\n"


@pytest.mark.parametrize(
    ("rule", "place", "words"),
    [
        (written("\n  appetite: high"), "43:6", "indent"),
        (written(""), "43:6", "indent"),
        (written("appetite high"), "43:7", "mapping of facts to tests"),
        (written("{appetite: high}", then="{animal: {cat: 1}}"), "44:18", "{animal: [wolf, tiger]}"),
        (written("{appetite: high}", certainty="0,9"), "45:14", "write 0.9"),
        (written("{appetite: high}", certainty="90%"), "45:14", "write 0.9"),
        (written("{appetite: high}", certainty="-25 %"), "45:14", "write -0.25"),
        (written("{employees: <= 2}"), "43:19", "write `at most 2`"),
        (written("{employees: less than 2}"), "43:19", "write `under 2`"),
        (written("{employees: 1-2}"), "43:19", "write `between 1 and 2`"),
        (written("{wish: '>= wants'}"), "43:14", "write `at least wants`"),
        (written("{wish: none, wants}"), "43:20", "write `wish: none or wants`"),
        (written("{tenders: \u0430lways}"), "43:17", "Cyrillic"),
        (written("{t\u0435nders: always}"), "43:8", "Cyrillic"),
    ],
)
def test_one_finding_with_the_words_that_mend_it(tmp_path: Path, rule: str, place: str, words: str) -> None:
    found = problems(tmp_path, extra=rule)
    assert [str(one.place) for one in found] == [f"rulebases/tiny/rules.yaml:{place}"]
    told = f"{found[0].message} {found[0].hint}"
    assert words in told
    assert "[any]" not in told


@pytest.mark.parametrize(
    ("other", "ours"),
    [
        ("≥ 5", "at least 5"), ("> 5", "over 5"), ("no more than 5", "at most 5"), ("up to 5", "at most 5"),
        ("2 or more", "at least 2"), ("5+", "at least 5"), ("from 3 to 5", "between 3 and 5"),
        ("3 to 5", "between 3 and 5"), ("5 000 - 10 000", "between 5 000 and 10 000"), ("!= none", "not none"),
        ("== none", "none"), ("hungry", ""),
    ],
)  # fmt: skip
def test_tests_as_others_write_them(other: str, ours: str) -> None:
    assert in_our_words(other) == ours


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("diet: herbivore", "diet: 5", "zoo.yaml:6:26"),
        ("changed_by: client\n    type: choice\n    ordered", "changed_by: clint\n    type: choice\n    ordered",
         "tiny.yaml:13:17"),
        ("kind: revolution", "kind: jump", "zoo.yaml:17:9"),
        ("text: Offer growth.", "text: 5", "zoo.yaml:27:30"),
    ],
)  # fmt: skip
def test_a_faulty_entry_is_one_finding_and_its_name_stays_known(tmp_path: Path, old: str, new: str, place: str) -> None:
    found = problems(tmp_path, {old: new})
    assert [str(one.place).rpartition("/")[2] for one in found] == [place]


def test_a_conflict_of_git_is_called_so(tmp_path: Path) -> None:
    found = problems(tmp_path, {"- id: content\n": "<<<<<<< HEAD\n- id: content\n=======\n- id: calm\n>>>>>>> other\n"})
    assert [(str(one.place), "conflict" in one.message) for one in found] == [("rulebases/tiny/rules.yaml:8:1", True)]


def test_files_that_nobody_reads_are_told_and_what_may_stand_in_them_is_not_called_unknown(tmp_path: Path) -> None:
    write_zoo(tmp_path)
    folder = tmp_path / "rulebases/tiny"
    (folder / "rules.yaml").rename(folder / "rules.yml")
    (folder / "more").mkdir()
    (folder / "more/rules.yaml").write_text("rules: []\n")
    (folder / "cases/one.yml").write_text("cases: []\n")
    (folder / "other.YAML").write_text("rules: []\n")
    (folder / "notes.yaml.txt").write_text("rules: []\n")
    (folder / "notes.txt").write_text("of our own")
    found = load_zoo(tmp_path, "tiny", tmp_path).problems
    assert [one.hint for one in found][2:4] == ["call it tiny/notes.yaml", "call it tiny/other.yaml"]
    assert [(one.place.file, one.code) for one in found] == [
        (f"rulebases/tiny/{name}", "unread-file")
        for name in ("cases/one.yml", "more/rules.yaml", "notes.yaml.txt", "other.YAML", "rules.yml")
    ]


def test_a_letter_of_another_script_is_named() -> None:
    assert "Cyrillic" in did_you_mean("\u043ewner", ["owner"])
    assert did_you_mean("ownr", ["owner"]) == "did you mean owner?"


def test_a_transition_to_nowhere_is_a_finding_and_no_accident(tmp_path: Path) -> None:
    write_zoo(tmp_path, replaced={"to: cat": "to: squirel"})
    (tmp_path / "clientzoo.toml").write_text('zoo = "tiny"\n')
    ran = clientzoo("rules", "check", at=tmp_path)
    assert ran.code == 1
    assert "`squirel` is no animal of this zoo" in ran.out + ran.err


def test_a_number_without_end_is_refused_in_one_line(tmp_path: Path) -> None:
    found = problems(tmp_path, extra=written(f"{{employees: at least {'9' * 5000}}}"))
    assert len(found) == 1
    assert len(str(found[0])) < 400


def test_a_huge_number_is_read_as_any_other(tmp_path: Path) -> None:
    assert problems(tmp_path, extra=written(f"{{employees: {'9' * 300}}}")) == ()


def test_a_workspace_file_nested_without_end_is_refused(tmp_path: Path) -> None:
    write_zoo(tmp_path)
    (tmp_path / "clientzoo.toml").write_text("zoo = " + "[" * 100_000)
    with pytest.raises(ProblemsError, match="toml-syntax"):
        find_zoo(None, tmp_path)


def test_any_number_of_unknown_questions_is_told_in_a_few_lines(tmp_path: Path) -> None:
    zoo = load_zoo(write_zoo(tmp_path), "tiny").sound()
    file = tmp_path / "client.yaml"
    file.write_text("client: A\nzoo: tiny\nanswers:\n" + "".join(f"  q{number}: 1\n" for number in range(100_000)))
    with pytest.raises(ProblemsError) as refused:
        read_answers_file(file, zoo)
    assert len(refused.value.problems) == 51
    assert any("99950 more" in one.message for one in refused.value.problems)

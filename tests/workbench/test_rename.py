"""One id under another name everywhere: shown first, followed everywhere, meaning the same, all files or none."""

from pathlib import Path

import pytest

from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.workbench.cases import read_cases
from clientzoo.workbench.diff import rule_diff
from clientzoo.workbench.rename.plan import renaming
from clientzoo.workbench.rename.subject import RenameError, subject
from clientzoo.workbench.trial_copy import trial_copy
from commands import Ran, clientzoo
from workbench.sound import NAME, loaded, rule, write

FOUND = shipped()
ZOO = load_zoo(FOUND.root, FOUND.name).sound()

TABLES = """\
tables:
- fact: deciding
  columns:   [squirrel, tortoise]
  weights:
    quickly: [     0.2,     -0.3]
    slowly:  [       ~,      0.4]
  because:
    quickly:
      squirrel, tortoise: squirrel and quickly are only words here.
    others: It takes its time.
  source: here
"""
CASES = """\
cases:
- id: of-cells
  about: Cells are spoken of, and quickly is only a word here.
  answers: {deciding: quickly, wish_to_grow: {value: strong, certainty: 0.9}}
  expect:
    animal: squirrel
    rules: {fired: [deciding-quickly-squirrel], silent: [deciding-slowly-tortoise]}
"""
RUSSIAN = """\
questionnaire: mine
language: ru
title: Наш зоопарк
questions:
  deciding:
    name: Решения
    values: {quickly: быстро, slowly: медленно}
animals:
  squirrel: {name: Белка}
"""


def workspace_with_everything(tmp_path: Path) -> Path:
    workspace = write(tmp_path)
    rulebase = workspace / "rulebases" / NAME
    (rulebase / "tables.yaml").write_text(TABLES, encoding="utf-8")
    (rulebase / "cases" / "cells.yaml").write_text(CASES, encoding="utf-8")
    (workspace / "questionnaires" / f"{NAME}.ru.yaml").write_text(RUSSIAN, encoding="utf-8")
    return workspace


def renamed(workspace: Path, *words: str) -> Ran:
    return clientzoo("rules", "rename", *words, at=workspace)


def texts(workspace: Path) -> dict[str, str]:
    return {str(path.relative_to(workspace)): path.read_text(encoding="utf-8")
            for path in sorted(workspace.rglob("*")) if path.is_file()}  # fmt: skip


SUBJECTS = ["red_tape", "money: big", "cow", "slow_tender", "arm_twisting"]


@pytest.mark.parametrize("name", SUBJECTS)
def test_in_the_shipped_zoo_everything_follows(name: str) -> None:
    old = subject(ZOO, name)
    done = renaming(ZOO, old, "another_name")
    with trial_copy(ZOO, done.texts, done.moved) as loaded:
        zoo = loaded.sound()
        assert len(zoo.rules) == len(ZOO.rules)
        assert sorted(one.certainty for one in zoo.rules) == sorted(one.certainty for one in ZOO.rules)
        cases, problems = read_cases(zoo, zoo.root)
        before, after = Forward(plan(ZOO)), Forward(plan(zoo))
        assert problems == ()
        for one, other in zip(read_cases(ZOO)[0], cases, strict=True):
            assert [two.certainty for two in before.consult(one.answers).ranking] == [
                two.certainty for two in after.consult(other.answers).ranking
            ]
        diff = rule_diff(ZOO, zoo)
        of_cells = {cell for table in ZOO.tables for cell in table.cells.values()}
        assert {*diff.removed, *diff.renamed} <= of_cells or old.kind in ("rule", "advice")
        assert not diff.reworded


def test_a_value_is_followed_everywhere_and_prose_stays(tmp_path: Path) -> None:
    workspace = workspace_with_everything(tmp_path)
    before = texts(workspace)
    shown = renamed(workspace, "deciding: quickly", "fast")
    assert shown.code == 1
    assert texts(workspace) == before
    assert "+    values_renamed_from: {fast: quickly}" in shown.out
    ran = renamed(workspace, "deciding: quickly", "fast", "--yes")
    assert ran.code == 0, ran.err
    after = texts(workspace)
    tables = after[f"rulebases/{NAME}/tables.yaml"]
    assert "    fast:   [     0.2,     -0.3]\n    slowly: [       ~,      0.4]\n" in tables
    assert "    fast:\n      squirrel, tortoise: squirrel and quickly are only words here." in tables
    cases = after[f"rulebases/{NAME}/cases/cells.yaml"]
    assert "answers: {deciding: fast, wish_to_grow" in cases
    assert "fired: [deciding-fast-squirrel], silent: [deciding-slowly-tortoise]" in cases
    assert "and quickly is only a word here" in cases
    assert "values: {fast: быстро, slowly: медленно}" in after[f"questionnaires/{NAME}.ru.yaml"]
    assert clientzoo("rules", "test", at=workspace).code == 0
    (workspace / "client.yaml").write_text("client: Rye\nanswers: {deciding: quickly}\n", encoding="utf-8")
    assert clientzoo("classify", "client.yaml", at=workspace).code == 0


def test_a_question_remembers_all_its_names(tmp_path: Path) -> None:
    workspace = workspace_with_everything(tmp_path)
    for old, new in (("deciding", "pace"), ("pace", "tempo")):
        ran = renamed(workspace, old, new, "--yes")
        assert ran.code == 0, ran.err
    assert "    renamed_from: [deciding, pace]\n" in texts(workspace)[f"questionnaires/{NAME}.yaml"]
    assert "tempo-quickly-squirrel" in texts(workspace)[f"rulebases/{NAME}/cases/cells.yaml"]
    assert renamed(workspace, "tempo", "deciding", "--yes").code == 0
    assert "    renamed_from: [pace, tempo]\n" in texts(workspace)[f"questionnaires/{NAME}.yaml"]
    assert clientzoo("rules", "test", at=workspace).code == 0


def test_an_animal_takes_its_part_of_the_playbook_along(tmp_path: Path) -> None:
    workspace = workspace_with_everything(tmp_path)
    animals = workspace / "templates" / NAME / "animals"
    assert (animals / "squirrel.md.jinja").is_file()
    text = (animals / "squirrel.md.jinja").read_text(encoding="utf-8")
    ran = renamed(workspace, "squirrel", "marten", "--yes")
    assert ran.code == 0, ran.err
    assert not (animals / "squirrel.md.jinja").exists()
    assert (animals / "marten.md.jinja").read_text(encoding="utf-8") == text
    zoo = loaded(workspace).sound()
    assert "marten" in zoo.animals
    assert "squirrel" not in zoo.animals
    assert "deciding-quickly-marten" in zoo.rule
    assert "  marten: {name: Белка}" in texts(workspace)[f"questionnaires/{NAME}.ru.yaml"]
    assert clientzoo("rules", "test", at=workspace).code == 0


def test_what_a_trait_is_otherwise_is_followed(tmp_path: Path) -> None:
    workspace = write(tmp_path, {"  appetite:\n": "  appetite:\n    otherwise: small\n"})
    path = workspace / "rulebases" / NAME / "cases" / "more.yaml"
    speaks = "rules: {fired: [deciding-quickly-squirrel], silent: [deciding-slowly-tortoise]}"
    path.write_text(CASES.replace(speaks, "rules: {silent: [appetite-otherwise]}"), encoding="utf-8")
    for old, new in (("appetite: small", "little"), ("appetite", "hunger")):
        ran = renamed(workspace, old, new, "--yes")
        assert ran.code == 0, ran.err
    assert "silent: [hunger-otherwise]" in path.read_text(encoding="utf-8")
    assert "    otherwise: little\n" in texts(workspace)[f"rulebases/{NAME}/zoo.yaml"]


def test_the_target_of_the_pool_is_followed(tmp_path: Path) -> None:
    workspace = workspace_with_everything(tmp_path)
    target = "pool: mine\ntarget: {squirrel: 20%}\nworth: {squirrel: 5, tortoise: 6}   # guessed\n"
    (workspace / "pool.yaml").write_text(target, encoding="utf-8")
    ran = renamed(workspace, "squirrel", "marten", "--yes")
    assert ran.code == 0, ran.err
    assert (workspace / "pool.yaml").read_text(encoding="utf-8") == target.replace("squirrel", "marten")


def test_a_rule_is_followed_into_cases(tmp_path: Path) -> None:
    workspace = write(tmp_path, extra_rules=rule("brisk", "{deciding: quickly}", "{animal: squirrel}", 0.1))
    path = workspace / "rulebases" / NAME / "cases" / "more.yaml"
    path.write_text(
        CASES.replace("fired: [deciding-quickly-squirrel], silent: [deciding-slowly-tortoise]", "fired: [brisk]"),
        "utf-8",
    )
    assert renamed(workspace, "brisk", "brisk-one", "--yes").code == 0
    assert "fired: [brisk-one]" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("deciding", "wish_to_grow", "`wish_to_grow` is taken: there is a question of that name"),
        ("deciding", "appetite", "`appetite` is taken: there is a trait of that name"),
        ("deciding", "animal", "`animal` is taken"),
        ("deciding: quickly", "slowly", "`slowly` is taken: there is such a word of `deciding`"),
        ("deciding: quickly", "or", "`or` is taken"),
        ("squirrel", "tortoise", "`tortoise` is taken: there is an animal of that name"),
        ("squirrel", "two words", "`two words` is no id"),
        ("squirrel", "null", "`null` is no id"),
        ("squirrel", "9x", "`9x` is no id"),
        ("squirrel", "squirrel", "`squirrel` is its name already"),
        ("squirel", "x", "nothing in this zoo is called `squirel` (did you mean squirrel or"),
        ("deciding-quickly-squirrel", "x", "is a cell of a table"),
        ("deciding", "client", "has a meaning of its own in tables of clients"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(tmp_path: Path, old: str, new: str, told: str) -> None:
    workspace = workspace_with_everything(tmp_path)
    before = texts(workspace)
    ran = renamed(workspace, old, new, "--yes")
    assert (ran.code, texts(workspace)) == (2, before)
    assert told in ran.err


def test_a_name_of_two_kinds_is_asked_about() -> None:
    with pytest.raises(RenameError) as raised:
        subject(ZOO, "none")
    assert "several have `none`; say which: " in str(raised.value)


def test_all_files_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from clientzoo.knowledge import files

    one, other = tmp_path / "one.yaml", tmp_path / "other.yaml"
    one.write_text("old", encoding="utf-8")
    other.mkdir()
    with pytest.raises(OSError, match=r"directory|other"):
        files.write_together({one: ("old", "new"), tmp_path / "fresh.yaml": (None, "new"), other: (None, "new")})
    assert one.read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "fresh.yaml").exists()
    with pytest.raises(FileExistsError):
        files.write_together({one: ("old", "new")}, {one: other})
    assert one.read_text(encoding="utf-8") == "old"
    with pytest.raises(OSError, match="changed meanwhile"):
        files.write_together({tmp_path / "fresh.yaml": (None, "new"), one: ("older", "new")})
    assert not (tmp_path / "fresh.yaml").exists()

"""Answers written for an older version of a zoo: nothing is lost, and it is said what is otherwise."""

from pathlib import Path

from clientzoo.interview.answers_text import answers_text
from clientzoo.knowledge.answers_file import read_answers_file
from commands import clientzoo
from workbench.sound import loaded, write

NEWER = {
    "version: 0.1.0": "version: 0.10.0",
    "  - id: deciding\n": (
        "  - id: deciding\n    renamed_from: [pace, speed]\n    values_renamed_from: {quickly: fast}\n"
    ),
    "  - id: budget\n": "  - id: budget\n    since: 0.10.0\n",
}
ANSWERS = (
    "client: Ö\nversion: {version}\nanswers:\n  pace: fast\n  wish_to_grow: gigantic\n"
    "  shoe_size: {{value: 44, note: big}}\n"
)


def client(workspace: Path, version: str) -> Path:
    path = workspace / "o.yaml"
    path.write_text(ANSWERS.format(version=version), encoding="utf-8")
    return path


def test_an_older_file_is_read_with_an_account(tmp_path: Path) -> None:
    workspace = write(tmp_path, NEWER)
    read = read_answers_file(client(workspace, "0.9.0"), loaded(workspace).sound())
    assert {name: answer.value for name, answer in read.answers.items()} == {"deciding": "quickly"}
    assert read.account == (
        "`pace` is now called `deciding`",
        "`fast` of `deciding` is now called `quickly`",
        "`wish_to_grow` no longer has the value `gigantic`; the answer is kept aside",
        "`shoe_size` is no longer asked; the answer is kept aside",
        "`budget` is new: What do they spend a month on what we sell, with us and with others?",
    )
    assert read.earlier == {"wish_to_grow": "gigantic", "shoe_size": {"value": 44, "note": "big"}}


def test_what_is_kept_aside_stays_in_the_file(tmp_path: Path) -> None:
    workspace = write(tmp_path, NEWER)
    zoo = loaded(workspace).sound()
    path = client(workspace, "0.9.0")
    read = read_answers_file(path, zoo)
    path.write_text(answers_text(read, zoo), encoding="utf-8")
    again = read_answers_file(path, zoo)
    assert (again.earlier, again.answers, again.account) == (read.earlier, read.answers, ())


def test_in_a_file_of_today_the_unknown_is_a_mistake(tmp_path: Path) -> None:
    workspace = write(tmp_path, NEWER)
    client(workspace, "0.10.0")
    ran = clientzoo("classify", "o.yaml", at=workspace)
    assert ran.code == 2
    assert "unknown-attribute `shoe_size`" in ran.err
    assert "unknown-value `gigantic`" in ran.err


def test_one_question_under_two_names_is_a_mistake(tmp_path: Path) -> None:
    workspace = write(tmp_path, NEWER)
    (workspace / "o.yaml").write_text("client: O\nanswers: {pace: fast, deciding: slowly}\n", encoding="utf-8")
    ran = clientzoo("classify", "o.yaml", at=workspace)
    assert ran.code == 2
    assert "o.yaml:2:11: duplicate-key `pace` is now called `deciding`" in ran.err


def test_the_account_is_told_on_standard_error(tmp_path: Path) -> None:
    workspace = write(tmp_path, NEWER)
    client(workspace, "0.9.0")
    ran = clientzoo("classify", "o.yaml", "--json", at=workspace)
    assert ran.code == 0
    assert '"zoo_version": "0.10.0"' in ran.out
    assert "o.yaml: written for version 0.9.0 of the zoo, read with 0.10.0:" in ran.err

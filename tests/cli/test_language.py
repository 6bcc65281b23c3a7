"""In which language a command speaks: as asked, as the workspace says, as the machine has it; never half."""

from pathlib import Path

import pytest

from clientzoo.cli.options import machine_language
from commands import clientzoo
from zoos import write_russian, write_zoo

CLIENT = "client: Ромашка\nzoo: tiny\nanswers: {wish: wants, employees: 12}\n"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "ru"}, "ru"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C.UTF-8"}, "c"),
        ({"LANG": "de@euro", "LC_ALL": ""}, "de"),
        ({}, ""),
    ],
)
def test_the_language_of_the_machine(environment: dict[str, str], language: str) -> None:
    assert machine_language(environment) == language


@pytest.mark.parametrize(
    ("machine", "workspace", "asked", "said"),
    [
        ("C.UTF-8", "", (), "cat, likely (0.72)"),
        ("ru_RU.UTF-8", "", (), "кошка, вероятно (0,72)"),
        ("de_DE.UTF-8", "", (), "cat, likely (0.72)"),
        ("ru_RU.UTF-8", "en", (), "cat, likely (0.72)"),
        ("ru_RU.UTF-8", "ru", ("--language", "en"), "cat, likely (0.72)"),
        ("C.UTF-8", "ru", (), "кошка, вероятно (0,72)"),
    ],
)
def test_what_is_asked_for_goes_before_the_workspace_and_that_before_the_machine(
    machine: str, workspace: str, asked: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_zoo(tmp_path / "zoo")
    write_russian(root)
    told = f'language = "{workspace}"\n' if workspace else ""
    (root / "clientzoo.toml").write_text(f'zoo = "tiny"\n{told}', encoding="utf-8")
    (tmp_path / "client.yaml").write_text(CLIENT, encoding="utf-8")
    monkeypatch.setenv("LC_ALL", machine)
    ran = clientzoo("classify", "client.yaml", "--zoo", "zoo", *asked, at=tmp_path)
    assert said in ran.out

"""Where the register lies, who records, and which names the shell completes."""

from datetime import date
from pathlib import Path

import pytest

from clientzoo.cli.completion import complete_client
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.register.settings import author, keep_author, register_address
from register.registers import Clock, register_at


@pytest.mark.parametrize(
    ("said", "env", "wanted"),
    [
        ('register = "data/ours.db"', {"CLIENTZOO_REGISTER": "x.db"}, "data/ours.db"),
        ('register = "postgresql://host/clients"', {}, "postgresql://host/clients"),
        ("", {"CLIENTZOO_REGISTER": "x.db"}, "x.db"),
        ("", {}, "clientzoo/clients.db"),
    ],
)
def test_the_workspace_goes_before_the_environment_and_that_before_the_own_folder(
    tmp_path: Path, said: str, env: dict[str, str], wanted: str
) -> None:
    (tmp_path / "clientzoo.toml").write_text(said)
    assert register_address(env, tmp_path).endswith(wanted)


def test_a_path_counts_from_the_workspace(tmp_path: Path) -> None:
    (tmp_path / "clientzoo.toml").write_text('register = "ours.db"')
    (tmp_path / "below").mkdir()
    assert register_address({}, tmp_path / "below") == str(tmp_path / "ours.db")


def test_settings_that_are_none_are_told(tmp_path: Path) -> None:
    (tmp_path / "clientzoo.toml").write_text("register = 7")
    with pytest.raises(ProblemsError, match="`register` is a text"):
        register_address({}, tmp_path)


def test_who_records_is_kept_beside_what_the_settings_say_already(tmp_path: Path) -> None:
    own = tmp_path / "config.toml"
    own.write_text("[interview]\nplain = true\n")
    env = {"CLIENTZOO_CONFIG": str(own)}
    assert author(env, tmp_path) == ""
    assert keep_author(env, 'Анна "А"') == own
    assert author(env, tmp_path) == 'Анна "А"'
    assert "[interview]\nplain = true\n" in own.read_text(encoding="utf-8")
    assert author({**env, "CLIENTZOO_BY": "Вера"}, tmp_path) == "Вера"


def test_the_shell_completes_names_however_they_are_begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENTZOO_REGISTER", str(tmp_path / "register.db"))
    monkeypatch.chdir(tmp_path)
    assert complete_client("ром") == []
    register = register_at(tmp_path / "register.db", Clock(date(2026, 3, 2)))
    for name in ("ООО «Ромашка»", "Ромул", "Василёк"):
        register.add(name)
    register.close()
    assert complete_client("ром") == ["ООО «Ромашка»", "Ромул"]
    assert len(complete_client("")) == 3

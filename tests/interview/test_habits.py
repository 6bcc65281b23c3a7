"""How somebody likes to be asked, and who says so last."""

from pathlib import Path

import pytest

from clientzoo.interview.habits import Habits, habits
from clientzoo.knowledge.problems import ProblemsError


@pytest.mark.parametrize("said", ["0", "false", "No", "off", "", " 0 "])
def test_switched_off_is_off(said: str, tmp_path: Path) -> None:
    none = {"CLIENTZOO_CONFIG": str(_config(tmp_path / "own.toml", ""))}
    assert habits({**none, "ACCESSIBLE": said}, tmp_path) == Habits()
    assert habits({**none, "ACCESSIBLE": "1"}, tmp_path) == Habits(plain=True)


def test_settings_remember_and_the_environment_goes_first(tmp_path: Path) -> None:
    env = {"CLIENTZOO_CONFIG": str(_config(tmp_path / "own.toml", "[interview]\nplain = true\none_key = true\n"))}
    assert habits(env, tmp_path) == Habits(plain=True, one_key=True)
    _config(tmp_path / "clientzoo.toml", "[interview]\none_key = false\n")
    (tmp_path / "inner").mkdir()
    assert habits(env, tmp_path / "inner") == Habits(plain=True, one_key=False)
    assert habits({**env, "ACCESSIBLE": "0", "CLIENTZOO_ONE_KEY": "1"}, tmp_path) == Habits(plain=False, one_key=True)


NESTED = f"interview = {'[' * 5000}{']' * 5000}\n"


@pytest.mark.parametrize("text", ["[interview\n", "interview = 1\n", '[interview]\nplain = "yes"\n', NESTED])
def test_settings_that_are_none_are_told_with_their_file(text: str, tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"own\.toml"):
        habits({"CLIENTZOO_CONFIG": str(_config(tmp_path / "own.toml", text))}, tmp_path)


def _config(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path

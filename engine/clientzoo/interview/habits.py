"""How somebody likes to be asked: from the environment, else the workspace's settings, else the person's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clientzoo.knowledge.find import personal_file, read_settings, workspace_file
from clientzoo.knowledge.problems import Place, Problem, ProblemsError

PLAIN_WISHED = ("CLIENTZOO_PLAIN", "ACCESSIBLE")
"""Environment variables that ask for plain lines, as for a screen reader."""
ONE_KEY = "CLIENTZOO_ONE_KEY"
_OFF = ("", "0", "false", "no", "off")


@dataclass(frozen=True, slots=True)
class Habits:
    """`plain`: lines instead of a full screen. `one_key`: on the full screen the key of a choice takes it at once."""

    plain: bool = False
    one_key: bool = False


def habits(env: Mapping[str, str], start: Path) -> Habits:
    """What the environment says; where it is silent, `[interview]` of the nearest clientzoo.toml from `start` up, and
    after it that of `config.toml` in the person's own settings folder. Raises ProblemsError for settings that are none.
    """
    own, around = _settings(_personal(env)), _settings(workspace_file(start))
    plain, one_key = (around.get(name, own.get(name, False)) for name in ("plain", "one_key"))
    wished = [env[name] for name in PLAIN_WISHED if name in env]
    if wished:
        plain = any(switched_on(one) for one in wished)
    if ONE_KEY in env:
        one_key = switched_on(env[ONE_KEY])
    return Habits(plain, one_key)


def switched_on(said: str) -> bool:
    """Whether a variable of the environment means yes; `0`, `false`, `no`, `off` and nothing do not."""
    return said.strip().casefold() not in _OFF


def _personal(env: Mapping[str, str]) -> Path | None:
    path = personal_file(env)
    return path if env.get("CLIENTZOO_CONFIG") or path.is_file() else None


def _settings(path: Path | None) -> Mapping[str, bool]:
    if path is None:
        return {}
    read = read_settings(path).get("interview", {})
    if not isinstance(read, dict):
        raise ProblemsError([Problem(Place(str(path)), "wrong-type", "`interview` is a table", "write [interview]")])
    for name in ("plain", "one_key"):
        if not isinstance(read.get(name, False), bool):
            message, hint = f"`{name}` is true or false", f"write {name} = true"
            raise ProblemsError([Problem(Place(str(path)), "wrong-type", message, hint)])
    return read

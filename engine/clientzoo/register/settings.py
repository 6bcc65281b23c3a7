"""Where somebody's register lies, and who records in it: the workspace, the environment, the person's own settings."""

import json
from collections.abc import Mapping
from pathlib import Path

from clientzoo.knowledge.files import replace_text
from clientzoo.knowledge.find import personal_file, setting, workspace_file

ADDRESS, AUTHOR = "CLIENTZOO_REGISTER", "CLIENTZOO_BY"
FILE = "clients.db"


def register_address(env: Mapping[str, str], start: Path) -> str:
    """What `register =` says in the workspace around `start` (a path counts from there), else what CLIENTZOO_REGISTER
    says, else a file in the person's own data folder. Raises ProblemsError for settings that are none."""
    workspace = workspace_file(start)
    if (said := setting(workspace, "register")) and workspace is not None:
        return said if "://" in said else str(workspace.parent / Path(said).expanduser())
    if said := env.get(ADDRESS, ""):
        return said
    from platformdirs import user_data_path

    return str(user_data_path("clientzoo", appauthor=False) / FILE)


def author(env: Mapping[str, str], start: Path) -> str:
    """Who records: what CLIENTZOO_BY says, else `author =` in the workspace or the person's own settings; else empty.

    Raises ProblemsError for settings that are none.
    """
    return (
        env.get(AUTHOR, "").strip()
        or setting(workspace_file(start), "author").strip()
        or setting(personal_file(env), "author").strip()
    )


def keep_author(env: Mapping[str, str], name: str) -> Path:
    """Writes down in the person's own settings who they are, before all else that stands there. Raises OSError."""
    path = personal_file(env)
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    replace_text(path, f"author = {json.dumps(name, ensure_ascii=False)}\n{before}")
    return path

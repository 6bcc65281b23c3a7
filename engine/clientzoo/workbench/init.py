"""Copies the shipped zoo into a workspace."""

import shutil
from pathlib import Path

from clientzoo.knowledge.find import WORKSPACE_FILE, Found, shipped

_SETTINGS = """\
# This folder is a clientzoo workspace: commands run in it, or below it, use the zoo named here.
zoo = "{name}"
"""


class OccupiedError(Exception):
    """The folder already holds something."""


def copy_zoo(directory: Path) -> Found:
    """Copies the shipped zoo and writes a clientzoo.toml; never overwrites. Raises OccupiedError, or OSError."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise OccupiedError(f"{directory} already exists and is not an empty folder")
    zoo = shipped()
    for part in ("rulebases", "templates"):
        shutil.copytree(
            zoo.root / part / zoo.name, directory / part / zoo.name, ignore=shutil.ignore_patterns("__pycache__")
        )
    (directory / "questionnaires").mkdir()
    shutil.copyfile(zoo.root / "questionnaires" / f"{zoo.name}.yaml", directory / "questionnaires" / f"{zoo.name}.yaml")
    (directory / WORKSPACE_FILE).write_text(_SETTINGS.format(name=zoo.name), encoding="utf-8")
    return Found(directory, zoo.name)

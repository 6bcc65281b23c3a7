"""A workspace of one's own: a copy of the shipped zoo, or a tiny zoo to begin with."""

import re
import shutil
import unicodedata
from pathlib import Path

from clientzoo.knowledge.files import atomic_folder
from clientzoo.knowledge.find import (
    SHIPPED_ZOO,
    WORKSPACE_FILE,
    Found,
    questionnaire_file,
    shipped,
    translation_files,
)
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.segment_questionnaire import NAME as SHEETS
from clientzoo.knowledge.yaml import quote_scalar
from clientzoo.workbench.schemas import write_schemas

_SETTINGS = """\
# This folder is a clientzoo workspace: commands run in it, or below it, use the zoo named here.
zoo = "{name}"
# language = "ru"   # to be asked and told in another language that the zoo speaks
"""


SCRATCH = Path(__file__).parent / "scratch"
_STYLE = "page.css.jinja"
# What of the folder is copied: an installed package also holds Python's modules and their bytecode.
_KNOWLEDGE = (".yaml", ".jinja", ".po")


class OccupiedError(Exception):
    """The folder already holds something."""


def copy_zoo(directory: Path) -> Found:
    """Copies the shipped zoo and writes a clientzoo.toml; never overwrites. Raises OccupiedError, or OSError."""
    _refuse_occupied(directory)
    zoo = shipped()
    with atomic_folder(directory) as made:
        for part in ("rulebases", "templates"):
            shutil.copytree(
                zoo.root / part / zoo.name, made / part / zoo.name, ignore=shutil.ignore_patterns("__pycache__")
            )
        (made / "questionnaires").mkdir()
        asked = (questionnaire_file(zoo.root, zoo.name), questionnaire_file(zoo.root, SHEETS))
        for path in (*asked, *translation_files(zoo.root, zoo.name).values()):
            shutil.copyfile(path, made / "questionnaires" / path.name)
        _settle(made, zoo.name)
    return Found(directory, zoo.name)


def start_zoo(directory: Path) -> Found:
    """Makes a zoo of two animals and three questions, named after the folder. Raises as `copy_zoo`, and ValueError."""
    _refuse_occupied(directory)
    name = _name(directory.resolve().name)
    title = directory.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize()
    with atomic_folder(directory) as made:
        for source in sorted(path for path in SCRATCH.rglob("*") if path.suffix in _KNOWLEDGE):
            part, *rest = source.relative_to(SCRATCH).parts
            target = made / part / (f"{name}.yaml" if part == "questionnaires" else Path(name, *rest))
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8")
            text = text.replace("ZOO_ID", quote_scalar(name)).replace("ZOO_TITLE", quote_scalar(title))
            target.write_text(text, encoding="utf-8")
        shutil.copyfile(shipped().root / "templates" / SHIPPED_ZOO / _STYLE, made / "templates" / name / _STYLE)
        _settle(made, name)
    return Found(directory, name)


def _refuse_occupied(directory: Path) -> None:
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise OccupiedError(f"{directory} already exists and is not an empty folder")


def _settle(directory: Path, name: str) -> None:
    (directory / WORKSPACE_FILE).write_text(_SETTINGS.format(name=name), encoding="utf-8")
    write_schemas(directory, load_zoo(directory, name).sound())


def _name(folder: str) -> str:
    """The folder's name as the id of a zoo. Raises ValueError where nothing of it would be left."""
    name = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", folder).lower()).strip("-")
    if not name:
        raise ValueError(f"`{folder}` cannot be the name of a zoo; it needs a letter or a digit")
    return name[:80]

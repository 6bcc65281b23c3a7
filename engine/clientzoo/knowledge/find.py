"""Where the zoo is: where the user says, in the workspace around the current folder, or shipped with the program."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean

WORKSPACE_FILE = "clientzoo.toml"
SHIPPED_ZOO = "clients-ecosystem"


@dataclass(frozen=True, slots=True)
class Found:
    """A workspace and the name of the zoo in it. `root` holds rulebases/, questionnaires/ and templates/."""

    root: Path
    name: str


def shipped() -> Found:
    """The zoo that comes with the program: inside the installed package, or in the checkout it runs from."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "shipped"
    return Found(packed if packed.is_dir() else package.parents[1], SHIPPED_ZOO)


def find_zoo(given: Path | None, start: Path) -> Found:
    """`given` (a workspace, or a rulebase folder), else the nearest workspace from `start` up, else the shipped zoo.

    Raises ProblemsError when `given` or the workspace names no zoo.
    """
    if given is not None:
        return _given(given)
    for folder in (start, *start.parents):
        if (folder / WORKSPACE_FILE).is_file():
            return _workspace(folder)
    return shipped()


def _given(given: Path) -> Found:
    if given.is_file() and given.name == WORKSPACE_FILE:
        given = given.parent
    if (given / "rulebases").is_dir():
        return _workspace(given)
    if given.parent.name == "rulebases" and given.is_dir():
        return Found(given.resolve().parents[1], given.resolve().name)
    what = "it holds no folder `rulebases`" if given.is_dir() else "there is no such folder"
    hint = "name a workspace made by `clientzoo init`"
    raise ProblemsError([Problem(Place(str(given)), "no-zoo", what, hint)])


def _workspace(folder: Path) -> Found:
    present = sorted(path.name for path in (folder / "rulebases").glob("*") if path.is_dir())
    settings = folder / WORKSPACE_FILE
    named = _named_in(settings) if settings.is_file() else None
    if named is not None:
        if named not in present:
            message = f"the zoo `{named}` has no folder in rulebases/"
            raise ProblemsError([Problem(Place(str(settings)), "no-zoo", message, did_you_mean(named, present))])
        return Found(folder, named)
    if len(present) == 1:
        return Found(folder, present[0])
    if SHIPPED_ZOO in present:
        return Found(folder, SHIPPED_ZOO)
    message = "there is no zoo here" if not present else f"there are several zoos here: {', '.join(present)}"
    hint = f'write zoo = "..." into {WORKSPACE_FILE}, or name one folder of rulebases/'
    raise ProblemsError([Problem(Place(str(folder)), "no-zoo", message, hint)])


def _named_in(settings: Path) -> str | None:
    try:
        read = tomllib.loads(settings.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProblemsError([Problem(Place(str(settings)), "toml-syntax", str(error))]) from error
    named = read.get("zoo")
    if named is None:
        return None
    if not isinstance(named, str) or not named or "/" in named or "\\" in named or named.startswith("."):
        message = "`zoo` is the name of a folder in rulebases/"
        raise ProblemsError([Problem(Place(str(settings)), "no-zoo", message)])
    return named

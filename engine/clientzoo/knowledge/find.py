"""Where the zoo is: where the user says, in the workspace around the current folder, or shipped with the program."""

import glob
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean

WORKSPACE_FILE = "clientzoo.toml"
SHIPPED_ZOO = "clients-ecosystem"


@dataclass(frozen=True, slots=True)
class Found:
    """A workspace and the name of the zoo in it. `root` holds rulebases/, questionnaires/ and templates/.

    `language` is the one in which the workspace wants to be spoken to; empty where it does not say.
    """

    root: Path
    name: str
    language: str = ""


def shipped() -> Found:
    """The zoo that comes with the program: inside the installed package, or in the checkout it runs from."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "shipped"
    return Found(packed if packed.is_dir() else package.parents[1], SHIPPED_ZOO)


def questionnaire_file(root: Path, name: str) -> Path:
    return root / "questionnaires" / f"{name}.yaml"


def translation_files(root: Path, name: str) -> dict[str, Path]:
    """The translations of the zoo's texts by language: `questionnaires/<zoo>.<language>.yaml`."""
    found = sorted((root / "questionnaires").glob(f"{glob.escape(name)}.*.yaml"))
    return {path.name.removeprefix(f"{name}.").removesuffix(".yaml"): path for path in found}


def find_zoo(given: Path | None, start: Path) -> Found:
    """`given` (a workspace, or a rulebase folder), else the nearest workspace from `start` up, else the shipped zoo.

    Raises ProblemsError when `given` or the workspace names no zoo.
    """
    if given is not None:
        return _given(given)
    settings = workspace_file(start)
    return _workspace(settings.parent) if settings is not None else shipped()


def workspace_file(start: Path) -> Path | None:
    """The settings of the workspace around: the nearest clientzoo.toml from `start` up."""
    around = (folder / WORKSPACE_FILE for folder in (start, *start.parents))
    return next((path for path in around if path.is_file()), None)


def personal_file(env: Mapping[str, str]) -> Path:
    """Where a person's own settings lie: what CLIENTZOO_CONFIG names, else `config.toml` in their settings folder."""
    if named := env.get("CLIENTZOO_CONFIG"):
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("clientzoo", appauthor=False) / "config.toml"


def setting(path: Path | None, name: str) -> str:
    """The text that a file of settings gives for `name`, empty where it does not. Raises ProblemsError."""
    found = read_settings(path).get(name, "") if path is not None and path.is_file() else ""
    if not isinstance(found, str):
        problem = Problem(Place(str(path)), "wrong-type", f"`{name}` is a text", f'put it in quotes: {name} = "..."')
        raise ProblemsError([problem])
    return found


def read_settings(path: Path) -> Mapping[str, object]:
    """What a TOML file of settings says. Raises ProblemsError where it cannot be read or is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProblemsError([Problem(Place(str(path)), "toml-syntax", str(error))]) from error
    except RecursionError:
        message = "the file is nested too deeply"
        raise ProblemsError([Problem(Place(str(path)), "toml-syntax", message)]) from None


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
    named, language = _settings(settings) if settings.is_file() else ("", "")
    if named:
        if named not in present:
            message = f"the zoo `{named}` has no folder in rulebases/"
            raise ProblemsError([Problem(Place(str(settings)), "no-zoo", message, did_you_mean(named, present))])
        return Found(folder, named, language)
    if len(present) == 1:
        return Found(folder, present[0], language)
    if SHIPPED_ZOO in present:
        return Found(folder, SHIPPED_ZOO, language)
    message = "there is no zoo here" if not present else f"there are several zoos here: {', '.join(present)}"
    hint = f'write zoo = "..." into {WORKSPACE_FILE}, or name one folder of rulebases/'
    raise ProblemsError([Problem(Place(str(folder)), "no-zoo", message, hint)])


def _settings(settings: Path) -> tuple[str, str]:
    """The zoo and the language that the workspace names; empty where it does not."""
    read = read_settings(settings)
    named, language = read.get("zoo"), read.get("language", "")
    if named is not None and (
        not isinstance(named, str) or not named or "/" in named or "\\" in named or named.startswith(".")
    ):
        message = "`zoo` is the name of a folder in rulebases/"
        raise ProblemsError([Problem(Place(str(settings)), "no-zoo", message)])
    if not isinstance(language, str):
        message = "`language` is one of the zoo's languages, as ru"
        raise ProblemsError([Problem(Place(str(settings)), "wrong-type", message, 'put it in quotes: language = "ru"')])
    return named or "", language

"""Options that several commands share, and what they stand for."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientzoo.inference.choice import EngineChoice

if TYPE_CHECKING:
    from clientzoo.api.expert import Expert
    from clientzoo.inference.chaining import Engine
    from clientzoo.knowledge.load import Loaded
    from clientzoo.knowledge.zoo import Zoo

ZooOption = Annotated[
    Path | None,
    typer.Option(
        "--zoo",
        metavar="DIR",
        help="The zoo's workspace folder. Default: the one around you, else the shipped zoo.",
    ),
]
LanguageOption = Annotated[
    str,
    typer.Option(
        "--language",
        metavar="LANGUAGE",
        help="One of the zoo's languages, as ru. Default: what clientzoo.toml says, else LANG, else the zoo's own.",
        show_default=False,
    ),
]
EngineOption = Annotated[
    EngineChoice,
    typer.Option(
        "--engine",
        help="durable: durable-rules; builtin: plain Python; auto: durable where it runs. All agree.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for programs instead of text.")]


def loaded_zoo(given: Path | None) -> "Loaded":
    """The zoo that `--zoo` names, with its problems. Raises ProblemsError where there is none."""
    from clientzoo.knowledge.find import find_zoo
    from clientzoo.knowledge.load import load_zoo

    found = find_zoo(given, Path.cwd())
    return load_zoo(found.root, found.name, Path.cwd())


def sound_zoo(given: Path | None) -> "Zoo":
    """The zoo that `--zoo` names. Raises ProblemsError where there is none or anything is wrong with it."""
    return loaded_zoo(given).sound()


def speaking(zoo: "Zoo", language: str, given: Path | None) -> "Zoo":
    """The zoo in the language that `--language` asks for, else in that of the workspace which `--zoo` names, else in
    the machine's where it speaks that.

    Raises UserError where it does not speak what is asked for.
    """
    from clientzoo.cli.edge import UserError
    from clientzoo.knowledge.find import WORKSPACE_FILE, find_zoo
    from clientzoo.knowledge.languages import UnknownLanguageError, in_language, languages

    wanted = language or find_zoo(given, Path.cwd()).language
    if not wanted and (machine := machine_language(os.environ)) in languages(zoo):
        wanted = machine
    try:
        return in_language(zoo, wanted) if wanted else zoo
    except UnknownLanguageError as error:
        raise UserError(f"{'--language' if language else WORKSPACE_FILE}: {error}") from None


def machine_language(environment: Mapping[str, str]) -> str:
    """`ru` of `LANG=ru_RU.UTF-8`: the language of messages as the system has it; empty where it says none."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return re.split("[_.@]", said)[0].lower()


def refuse_shipped(given: Path | None) -> None:
    """Raises UserError where a change would go to the zoo that comes with the program, for want of one's own."""
    from clientzoo.cli.edge import UserError
    from clientzoo.knowledge.find import find_zoo

    if given is None and not Path.cwd().is_relative_to(find_zoo(None, Path.cwd()).root):
        raise UserError("the zoo that comes with the program is not to be changed; make your own: clientzoo init DIR")


def expert(zoo: Path | None, language: str, choice: EngineChoice, clients: int = 1) -> "Expert":
    """The zoo that `--zoo` names, speaking `--language`, made ready for about so many clients.

    Raises ProblemsError where anything is wrong with the zoo, UserError where the language or engine cannot be had.
    """
    from clientzoo.api.expert import Expert
    from clientzoo.cli.edge import UserError
    from clientzoo.inference.engines import EngineUnavailableError

    try:
        return Expert(speaking(sound_zoo(zoo), language, zoo), choice, clients)
    except EngineUnavailableError as error:
        raise UserError(f"{error}; use --engine auto") from None


def engine(zoo: "Zoo", choice: EngineChoice, clients: int = 1) -> "Engine":
    """The engine for the zoo and so many clients. Raises UserError where the chosen one cannot be had."""
    from clientzoo.cli.edge import UserError
    from clientzoo.inference.engines import EngineUnavailableError, engine_for

    try:
        return engine_for(zoo, choice, clients)
    except EngineUnavailableError as error:
        raise UserError(f"{error}; use --engine auto") from None

"""Which file holds a client's answers: `clients/<name>.yaml`, unless the manager names one."""

import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from clientzoo.knowledge.answers_file import ClientAnswers, read_answers_file
from clientzoo.knowledge.file_names import plain_name
from clientzoo.knowledge.find import workspace_file
from clientzoo.knowledge.zoo import Zoo

FOLDER = "clients"


class ClientFileError(Exception):
    """The file belongs to another client, or the client has no name; the text says what to do."""


@dataclass(frozen=True, slots=True)
class ClientFile:
    """A client's file and what is in it; `found` is false where it is yet to be written."""

    path: Path
    known: ClientAnswers
    found: bool


def client_file(client: str, given: Path | None, zoo: Zoo, start: Path) -> ClientFile:
    """The file of `client`, which may itself be the path of an answers file; `given` is a path that goes before all.

    Raises ClientFileError, and ProblemsError where the file cannot be read as answers to this zoo.
    """
    named = Path(client)
    if given is None and named.suffix in (".yaml", ".yml") and named.is_file():
        return ClientFile(named, read_answers_file(named, zoo), found=True)
    name = cleaned_name(client)
    if not name:
        raise ClientFileError('say which client it is, as: clientzoo interview "Romashka"')
    path = given or _folder(start) / f"{plain_name(name)}.yaml"
    if not path.exists():
        return ClientFile(path, ClientAnswers(name, zoo.id, zoo.version, {}), found=False)
    known = read_answers_file(path, zoo)
    if _same(known.client) != _same(name):
        hint = "choose another file with --file" if zoo.about == "client" else "give it a name of its own"
        raise ClientFileError(f"{path} belongs to the {zoo.about} {known.client!r}, not {name!r}; {hint}")
    return ClientFile(path, known, found=True)


def answers_for(client: str, path: Path, zoo: Zoo) -> ClientAnswers:
    """The answers in any file, taken for `client`. Raises ProblemsError."""
    known = read_answers_file(path, zoo)
    named = Path(client)
    return known if named == path else replace(known, client=cleaned_name(client) or known.client)


def cleaned_name(client: str) -> str:
    """The client's name on one line, without signs that cannot be printed."""
    text = client.encode("utf-8", "replace").decode()
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _folder(start: Path) -> Path:
    """`clients/` of the workspace around, or of the current folder; as short as it can be said."""
    settings = workspace_file(start)
    return Path(FOLDER) if settings is None or settings.parent == start else settings.parent / FOLDER


def _same(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())

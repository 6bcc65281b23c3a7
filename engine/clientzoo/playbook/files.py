"""Playbooks as files: names that are safe everywhere, and writing that leaves either the old file or the new one."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path

from clientzoo.inference.consultation import Consultation
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.file_names import safe_name
from clientzoo.knowledge.files import replace_file
from clientzoo.playbook.form import Format
from clientzoo.playbook.progress import NOT_BEGUN, Progress
from clientzoo.playbook.rendering import Press

DISCREETLY = "-discreet"  # behind the name of a client whose playbook is the discreet one


class FileNames:
    """File names of one run: two clients never get the same one, not even where capitals do not count."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, client: str) -> str:
        """A name without ending for the client's file."""
        base = safe_name(client)
        name, number = base, 1
        while _same(name) in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(_same(name))
        return name


def write_playbook(
    consultation: Consultation,
    client: ClientAnswers,
    target: Path,
    *,
    form: Format = Format.HTML,
    press: Press | None = None,
) -> Path:
    """Writes one client's playbook and says where.

    `target` is a folder, made when missing; or the very file, where it ends as one of the formats does, whose format it
    then has. Raises ProblemsError where a template is at fault, OSError where nothing can be written.
    """
    press = press or Press(consultation.zoo)
    endings = {f".{one}": one for one in Format}
    if target.suffix in endings and not target.is_dir():
        form, stem = endings[target.suffix], target.with_suffix("")
    else:
        stem = target / safe_name(client.client)
    return write_documents(press, consultation, client, stem, (form,))[0]


def write_documents(
    press: Press,
    consultation: Consultation,
    client: ClientAnswers,
    stem: Path,
    forms: Sequence[Format],
    progress: Progress = NOT_BEGUN,
) -> tuple[Path, ...]:
    """Writes the client's playbook in each of the formats, at `stem` with the ending of the format; gives the paths.

    Nothing is written unless all of them can be made. Raises ProblemsError, OSError.
    """
    made = press.documents(consultation, client, forms, progress)
    stem.parent.mkdir(parents=True, exist_ok=True)
    paths = {form: stem.with_name(f"{stem.name}.{form}") for form in made}
    for form, content in made.items():
        replace_file(paths[form], content)
    return tuple(paths.values())


def _same(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()

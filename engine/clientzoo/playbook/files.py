"""Playbooks as files: names that are safe everywhere, and writing that leaves either the old file or the new one."""

import re
import unicodedata
from pathlib import Path

from clientzoo.inference.consultation import Consultation
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.files import replace_file
from clientzoo.playbook.form import Format
from clientzoo.playbook.rendering import Press

_MOST_BYTES = 180  # of a name in UTF-8, well below the 255 that file systems allow
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³]|conin\$|conout\$)( *\..*)?$")
_NAMELESS = "client"


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


def safe_name(client: str) -> str:
    """The client's name as a file name on any system: letters of every alphabet stay, separators and signs do not."""
    plain = unicodedata.normalize("NFC", client)
    kept = "".join(
        sign if sign.isalnum() or unicodedata.combining(sign) or sign in " ._-+&'" else "-" for sign in plain
    )
    name = re.sub(r"[ -]*-[ -]*", "-", re.sub(r"\s+", " ", kept)).strip(" .-")
    while len(name.encode()) > _MOST_BYTES:
        name = name[:-1].rstrip(" .-")
    if not name:
        return _NAMELESS
    return f"{_NAMELESS}-{name}" if _RESERVED.match(name) else name


def write_playbook(
    consultation: Consultation,
    client: ClientAnswers,
    directory: Path,
    form: Format = Format.HTML,
    *,
    press: Press | None = None,
    names: FileNames | None = None,
) -> Path:
    """Writes the client's playbook below `directory`, which is made when missing, and says where.

    Without `names` a path that ends as the form does is the file itself.

    For several clients give the same `press` and `names` each time. Raises ProblemsError where a template is at fault,
    OSError where nothing can be written.
    """
    if directory.suffix == f".{form}" and names is None and not directory.is_dir():  # one client, and its very file
        path = directory
    else:
        path = directory / f"{(names or FileNames()).name(client.client)}.{form}"
    document = (press or Press(consultation.zoo)).document(consultation, client, form)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, document.encode())
    return path


def _same(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()

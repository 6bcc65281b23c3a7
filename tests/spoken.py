"""What the program says, read from its source; and its catalogues, brought up to date by `python tests/spoken.py`."""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeAlias

ENGINE = Path(__file__).resolve().parents[1] / "engine" / "clientzoo"
LOCALE = ENGINE / "knowledge" / "locale"
_SPEAKERS = ("self", "conversation", "self.conversation", "self._conversation")
Message: TypeAlias = str | tuple[str, str]


class Sentence(NamedTuple):
    """`message` is what a catalogue has it under: the sentence, or the pair of a counted one."""

    message: Message
    file: str


def sentences() -> dict[Message, Sentence]:
    """Every sentence that the program can say in another language."""
    found: dict[Message, Sentence] = {}
    for path in sorted(ENGINE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for message in _messages(node):
                    found.setdefault(message, Sentence(message, path.relative_to(ENGINE).as_posix()))
    return found


def _messages(call: ast.Call) -> Iterator[Message]:
    texts = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    match call.func:
        case ast.Attribute(attr="count") if len(texts) == 2:
            yield (texts[0], texts[1])
        case ast.Attribute(attr="say", value=whose) if len(texts) == 1 and ast.unparse(whose) in _SPEAKERS:
            yield texts[0]
        case ast.Name(id="say" | "later" | "self") if len(texts) == 1:
            yield texts[0]
        case ast.Call(func=ast.Name(id="speech_of")) if len(texts) == 1:
            yield texts[0]


def update(language: str) -> list[Message]:
    """Writes the catalogue anew, in the order of the source, and compiles it; gives what has no translation yet."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    path = LOCALE / f"{language}.po"
    old = read_po(io.BytesIO(path.read_bytes()), locale=language) if path.is_file() else Catalog(locale=language)
    made = Catalog(locale=language, project="clientzoo", version="", charset="utf-8", fuzzy=False)
    for message, one in sentences().items():
        known = old.get(message)
        made.add(message, known.string if known else "", auto_comments=[one.file])
    missing = [message for message in sentences() if (said := made[message].string) is None or not all([said, *said])]
    text = io.BytesIO()
    write_po(text, made, width=116, omit_header=True)
    fields = {
        "Language": language, "MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit", "Plural-Forms": made.plural_forms,
    }  # fmt: skip
    header = 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items()) + "\n"
    path.write_bytes(header.encode() + text.getvalue())
    path.with_suffix(".mo").write_bytes(compiled(path))
    return missing


def compiled(path: Path) -> bytes:
    """The catalogue as the program reads it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    stream = io.BytesIO()
    with path.open("rb") as source:
        catalogue = read_po(source)
    catalogue.creation_date = catalogue.revision_date = datetime(2000, 1, 1, tzinfo=UTC)  # the same file again
    write_mo(stream, catalogue)
    return stream.getvalue()


if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(path.stem for path in LOCALE.glob("*.po")):
        for lacking in update(name):
            print(f"{name}: {lacking!r}")

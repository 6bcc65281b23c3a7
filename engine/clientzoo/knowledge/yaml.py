"""YAML 1.2 core as plain values, with a place for every node; the only module that touches PyYAML.

PyYAML's own loaders betray experts (a key written twice is dropped, `no` becomes False, `12:30` becomes 750) and trust
the file. Here its event parser is used alone: values are resolved by the YAML 1.2 core schema; a key written twice, an
anchor, an alias and a tag are problems; size, depth and number of nodes are bounded.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from clientzoo.knowledge.problems import Place, Problem, ProblemsError

MAX_BYTES = 8_000_000
MAX_DEPTH = 40
MAX_NODES = 1_500_000

KeyPath: TypeAlias = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}")
_OCTAL = re.compile(r"0o[0-7]{1,300}")
_HEX = re.compile(r"0x[0-9a-fA-F]{1,300}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]{1,300}|[0-9]{1,300}(\.[0-9]{0,300})?)([eE][-+]?[0-9]{1,3})?")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}) \S", re.MULTILINE)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file's value and where each part of it stands."""

    file: str
    value: Any
    places: Mapping[KeyPath, Place]

    def place(self, path: KeyPath = ()) -> Place:
        """The place of the node at `path`, or of the nearest node around it that exists."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))


def read(path: Path, shown_as: str | None = None) -> Document:
    """The document in `path`.

    Raises ProblemsError with one problem: `unreadable-file`, `file-too-large`, `not-text`, `yaml-syntax`, `yaml-alias`,
    `yaml-tag`, `too-deep`, `too-many-nodes`, or with every `duplicate-key` there is.
    """
    file = shown_as or str(path)
    return parse(_bytes(path, file), file)


def text(path: Path) -> str:
    """The text of a file, lines ending as on Unix. Raises ProblemsError where it cannot be read or is no text."""
    return _decoded(_bytes(path, str(path)), str(path)).replace("\r\n", "\n")


def _bytes(path: Path, file: str) -> bytes:
    try:
        if not path.is_file():
            what = "this is a folder" if path.is_dir() else "there is no such file"
            raise _refusal(Place(file), "unreadable-file", what)
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _refusal(Place(file), "unreadable-file", error.strerror or "the file cannot be read") from error
    if len(raw) > MAX_BYTES:
        raise _refusal(Place(file), "file-too-large", f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    return raw


def parse(source: bytes | str, file: str) -> Document:
    """The document in `source`; `file` is the name used in places. Raises as `read` does."""
    text = source if isinstance(source, str) else _decoded(source, file)
    _refuse_conflicts(text, file)
    composer = _Composer(file)
    try:
        value = composer.compose(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        said = " ".join(filter(None, (error.context, error.problem)))
        raise _refusal(place, "yaml-syntax", said or "this is not YAML", _syntax_hint(said)) from error
    except yaml.YAMLError as error:
        raise _refusal(Place(file), "yaml-syntax", str(error).splitlines()[0]) from error
    if composer.duplicates:
        raise ProblemsError(composer.duplicates)
    return Document(file, value, composer.places)


def quote_scalar(text: str) -> str:
    """`text` as a YAML scalar on one line that reads back as the same string."""
    plain = yaml.safe_dump(text, allow_unicode=True, width=float("inf"), default_style=None).rstrip("\n")
    plain = plain.removesuffix("\n...").strip()
    if "\n" not in plain and parse(plain, "").value == text:
        return plain
    return yaml.safe_dump(text, allow_unicode=True, width=float("inf"), default_style='"').strip()


def scalar(text: str) -> Any:
    """The value of a plain (unquoted) scalar by the YAML 1.2 core schema."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _OCTAL.fullmatch(text):
        return int(text[2:], 8)
    return int(text[2:], 16) if _HEX.fullmatch(text) else text


def spans(source: str) -> dict[KeyPath, tuple[int, int]]:
    """Where each node stands in the text, as its first letter and the one behind its last; for whoever edits it.

    A key stands at its path, its value one step below, at `(*path, "")`; an entry of a list at its path. A mapping or a
    list that is written line by line ends behind its last entry. Raises as `parse` does.
    """
    parse(source, "")
    found: dict[KeyPath, tuple[int, int]] = {}
    stack: list[_Written] = []

    def put(event: Any) -> KeyPath:
        if not stack:
            return ()
        top = stack[-1]
        if top.key is None and not top.listed:
            top.key = event.value
            found[(*top.path, top.key)] = _span(event)
            return ()
        path = (*top.path, top.entries) if top.listed else (*top.path, str(top.key))
        top.entries += 1
        top.key = None
        return path

    for event in yaml.parse(source, Loader=_Loader):
        if isinstance(event, yaml.ScalarEvent):
            is_key = bool(stack) and not stack[-1].listed and stack[-1].key is None
            path, listed = put(event), bool(stack) and stack[-1].listed
            if not is_key:
                found[path if listed or not path else (*path, "")] = _span(event)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            listed = bool(stack) and stack[-1].listed
            path = put(event)
            where = path if listed or not path else (*path, "")
            found[where] = _span(event)
            stack.append(_Written(path, where, isinstance(event, yaml.SequenceStartEvent), bool(event.flow_style)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            done = stack.pop()
            start, end = _span(event)
            end = end if done.flow else len(source[:start].rstrip())
            found[done.where] = found[done.where][0], end
    return found


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


@dataclass(slots=True)
class _Written:
    """A mapping or list that is not at its end yet; `entries` counts those of a list."""

    path: KeyPath
    where: KeyPath
    listed: bool
    flow: bool
    key: str | None = None
    entries: int = 0


class _Composer:
    """Builds the value from parser events with an explicit stack: no recursion, so that depth cannot exhaust ours."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[KeyPath, Place] = {}
        self.duplicates: list[Problem] = []
        self._stack: list[_Open] = []
        self._root: Any = None
        self._documents = 0

    def compose(self, events: Iterator[Any]) -> Any:
        for count, event in enumerate(events):
            if count > MAX_NODES:
                raise self._refused(event, "too-many-nodes", f"the file holds more than {MAX_NODES} nodes")
            self._take(event)
        return self._root

    def _take(self, event: Any) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise self._refused(event, "yaml-syntax", "a second document starts here", "keep one per file")
            case yaml.AliasEvent():
                raise self._refused(event, "yaml-alias", f"the alias *{event.anchor} is not supported", "write it out")
            case yaml.ScalarEvent():
                self._guard(event, str_tag=True)
                plain = not event.style and event.tag is None
                self._put(event, scalar(event.value) if plain else event.value)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._guard(event, str_tag=False)
                self._open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._stack.pop()

    def _guard(self, event: Any, *, str_tag: bool) -> None:
        if event.anchor:
            raise self._refused(event, "yaml-alias", f"the anchor &{event.anchor} is not supported", "write it out")
        if event.tag and not (event.tag == "!" and str_tag):
            raise self._refused(event, "yaml-tag", f"the tag {event.tag} is not supported", "write a plain value")

    def _open(self, event: Any, container: Any) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise self._refused(event, "too-deep", f"nested more than {MAX_DEPTH} levels deep")
        if self._stack and self._stack[-1].awaits_key:
            raise self._refused(event, "yaml-syntax", "a key must be a word, not a list or a mapping")
        path = self._put(event, container)
        self._stack.append(_Open(container, path))

    def _put(self, event: Any, value: Any) -> KeyPath:
        """Hangs `value` into the innermost open container and notes its place; a key only waits for its value."""
        mark = event.start_mark
        place = Place(self.file, mark.line + 1, mark.column + 1)
        if not self._stack:
            self._root = value
            self.places[()] = place
            return ()
        top = self._stack[-1]
        if isinstance(top.container, list):
            path = (*top.path, len(top.container))
            top.container.append(value)
            self.places[path] = place
            return path
        if top.awaits_key:
            key = value if isinstance(value, str) else event.value
            path = (*top.path, key)
            if key in top.container:
                first = self.places[path]
                message = f"the key {key!r} was already written in line {first.line}"
                self.duplicates.append(Problem(place, "duplicate-key", message, "keep one of them"))
            else:
                self.places[path] = place
            top.key = key
            return path
        path = (*top.path, str(top.key))
        if top.key not in top.container:
            top.container[top.key] = value
            self.places[(*path, "")] = place  # the value's own place; the key's is at `path`
        top.key = None
        return path

    def _refused(self, event: Any, code: str, message: str, hint: str = "") -> ProblemsError:
        mark = event.start_mark
        return _refusal(Place(self.file, mark.line + 1, mark.column + 1), code, message, hint)


@dataclass(slots=True)
class _Open:
    container: Any
    path: KeyPath
    key: str | None = None

    @property
    def awaits_key(self) -> bool:
        return isinstance(self.container, dict) and self.key is None


def _decoded(raw: bytes, file: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} is not UTF-8 text"
        raise _refusal(Place(file, line), "not-text", message, "save the file as UTF-8") from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise _refusal(Place(file, line), "not-text", "the file is binary, not text")
    return text


def _refuse_conflicts(text: str, file: str) -> None:
    """Git leaves both versions in the file, between lines that no YAML has at the left edge."""
    found = _CONFLICT.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        hint = "keep one of the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>"
        raise _refusal(Place(file, line), "yaml-syntax", "git has left a conflict here", hint)


def _syntax_hint(said: str) -> str:
    if "mapping values are not allowed" in said:
        return "put a text that holds ': ' in quotes"
    if "\\t" in said or "cannot start any token" in said:
        return "indent with blanks, and put a text that starts with a special sign in quotes"
    if "expected <block end>" in said or "block mapping" in said:
        return "look at the indentation of this line and the one above"
    return ""


def _refusal(place: Place, code: str, message: str, hint: str = "") -> ProblemsError:
    return ProblemsError([Problem(place, code, message, hint)])

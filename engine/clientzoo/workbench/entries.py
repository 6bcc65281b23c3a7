"""The entries of one list of a YAML file, each edited as text of its own: all other lines stay as they are."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from clientzoo.knowledge.yaml import parse
from clientzoo.workbench.fmt import formatted
from clientzoo.workbench.round_trip import RoundTripError, read, written

Edit: TypeAlias = Callable[[Any, dict[str, Any]], None]  # changes an entry's node, and its meaning alike


class Entries:
    """The list `section` of a file, an entry a mapping that begins with a dash on its own line."""

    def __init__(self, text: str, section: str) -> None:
        """Raises ProblemsError where the text is no YAML, RoundTripError where the list is written in another way."""
        document = parse(text, "")
        meaning = document.value if document.value is not None else {}
        if not isinstance(meaning, dict) or (meaning and not isinstance(meaning.get(section), list)):
            raise RoundTripError(f"it has no list `{section}:`")
        self._section, self._meaning = section, meaning
        self._lines = text.splitlines(keepends=True)
        if self._lines and not self._lines[-1].endswith("\n"):
            self._lines[-1] += "\n"
        places = [document.place((section, number)) for number in range(len(self.meanings))]
        self._starts = [place.line - 1 for place in places]
        if any(not self._lines[start].lstrip(" ").startswith("- ") for start in self._starts):
            raise RoundTripError(f"the list `{section}:` is not written with a dash before each entry")
        self._indent = len(self._lines[self._starts[0]].partition("-")[0]) if self._starts else 0

    @property
    def meanings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._meaning.get(self._section, [])
        return found

    def text(self, position: int) -> str:
        """The lines of the entry, without the comments and blank lines after it."""
        start, end = self._span(position)
        return "".join(line.removeprefix(" " * self._indent) for line in self._lines[start:end])

    def edited(self, position: int, edit: Edit) -> str:
        """The lines of the entry once `edit` has changed it; in the canonical layout if they were. Comments stay."""
        before = f"{self._section}:\n{self.text(position)}"
        document, meaning = read(before), parse(before, "").value
        edit(document[self._section][0], meaning[self._section][0])
        after = written(document, meaning)
        return _body(formatted(after) if formatted(before) == before else after)

    def rewritten(self, replaced: Mapping[int, str], added: Sequence[str] = ()) -> str:
        """The file with other lines for some entries, none for those replaced by nothing, and more at the end."""
        lines = list(self._lines)
        meanings: list[Any] = list(self.meanings)
        if self._starts:
            _, end = self._span(len(self._starts) - 1)
            lines[end:end] = self._indented("".join(added))
        elif added:
            lines = self._begun(lines, "".join(added))
        for position in sorted(replaced, reverse=True):
            start, end = self._span(position)
            lines[start:end] = self._indented(replaced[position])
            meanings[position : position + 1] = self._meant(replaced[position])
        meanings += [meaning for one in added for meaning in self._meant(one)]
        if not meanings:
            lines = self._emptied(lines)
        text = "".join(lines)
        if parse(text, "").value != {**self._meaning, self._section: meanings}:
            raise RoundTripError("it would not mean the same afterwards")
        return text

    def _span(self, position: int) -> tuple[int, int]:
        start = self._starts[position]
        end = self._starts[position + 1] if position + 1 < len(self._starts) else self._end(start)
        while end > start + 1 and self._between(self._lines[end - 1]):
            end -= 1
        return start, end

    def _end(self, start: int) -> int:
        """The line after the last entry: the next key of the file, or its end."""
        for number in range(start + 1, len(self._lines)):
            if self._lines[number][:1] not in (" ", "-", "#", "\n"):
                return number
        return len(self._lines)

    def _between(self, line: str) -> bool:
        """Whether the line stands between entries: a blank, or a comment no deeper than the dashes."""
        bare = line.strip()
        return not bare or (bare.startswith("#") and len(line) - len(line.lstrip(" ")) <= self._indent)

    def _indented(self, text: str) -> list[str]:
        lines = text.splitlines(keepends=True)
        return [" " * self._indent + line if line.strip() else line for line in lines]

    def _meant(self, text: str) -> list[Any]:
        return list(parse(f"{self._section}:\n{text}", "").value[self._section]) if text else []

    def _begun(self, lines: list[str], added: str) -> list[str]:
        """The file with a list that it did not have, or had empty."""
        for number, line in enumerate(lines):
            if line.partition(":")[0] == self._section:
                return [*lines[:number], f"{self._section}:\n", *added.splitlines(keepends=True), *lines[number + 1 :]]
        return [*lines, f"{self._section}:\n", *added.splitlines(keepends=True)]

    def _emptied(self, lines: list[str]) -> list[str]:
        key = f"{self._section}:"
        return [f"{key} []\n" if line.rstrip() == key else line for line in lines]


def new_entry(section: str, node: Mapping[str, Any], meaning: Mapping[str, Any]) -> str:
    """The lines of a new entry, in the canonical layout; the node says how its parts are written."""
    document = read(f"{section}:\n")
    document[section] = [dict(node)]
    return _body(formatted(written(document, {section: [meaning]})))


def _body(text: str) -> str:
    return text.partition("\n")[2]

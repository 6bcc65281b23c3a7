"""The files of a rulebase while entries of one of their lists change: all other lines stay as they are."""

from collections.abc import Mapping
from pathlib import Path

from clientzoo.knowledge.yaml import text
from clientzoo.workbench.entries import Edit, Entries

Texts = Mapping[Path, tuple[str | None, str]]  # before, None where there is no file yet, and after


class ChangingFiles:
    """The lists `section` of files; `earlier` are changes made to them already, on which these build."""

    def __init__(self, section: str, earlier: Texts | None = None) -> None:
        self._section, self._earlier = section, earlier or {}
        self._entries: dict[Path, Entries] = {}
        self._before: dict[Path, str | None] = {}
        self._replaced: dict[Path, dict[int, str]] = {}
        self._added: dict[Path, list[str]] = {}

    def edited(self, path: Path, position: int, edit: Edit) -> str:
        """The lines of an entry once `edit` has changed it."""
        return self._opened(path).edited(position, edit)

    def replace(self, path: Path, position: int, lines: str) -> None:
        """Other lines for an entry, or none at all."""
        self._opened(path)
        self._replaced[path][position] = lines

    def add(self, path: Path, lines: str) -> None:
        """A new entry at the end of the list."""
        self._opened(path)
        self._added[path].append(lines)

    def texts(self) -> dict[Path, tuple[str | None, str]]:
        """Every file that has changed, earlier or now, with its text on the disk and as it would be."""
        changed = {
            path: (self._before[path], entries.rewritten(self._replaced[path], self._added[path]))
            for path, entries in self._entries.items()
        }
        return {**self._earlier, **changed}

    def _opened(self, path: Path) -> Entries:
        if path not in self._entries:
            if path in self._earlier:
                self._before[path], now = self._earlier[path]
            else:
                self._before[path] = text(path) if path.exists() else None
                now = self._before[path] or f"{self._section}: []\n"
            self._entries[path] = Entries(now, self._section)
            self._replaced[path], self._added[path] = {}, []
        return self._entries[path]

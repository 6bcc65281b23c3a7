"""Where a rule comes from: a place in a work, as it is said there or as we read it; or ourselves.

Written as `{work: Clients Ecosystem, place: wolves, ours: our reading}`, or as a text: `Clients Ecosystem, wolves; our
reading`. Both mean the same; what stands in a text behind a semicolon is ours where it says so.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeGuard

Kind: TypeAlias = Literal["stated", "read", "ours", "unplaced"]
_OURS = re.compile(r"\b(?:ours?|implied|наш\w*|сво\w+)\b", re.IGNORECASE)
_IMPLIED = re.compile(r"\s*\((implied)\)\s*$")


@dataclass(frozen=True, slots=True)
class Source:
    """`ours` says what we added; without a work the rule is ours alone."""

    work: str = ""
    place: str = ""
    ours: str = ""

    @property
    def kind(self) -> Kind:
        """`stated` at a place of a work, `read` out of one by us, `ours` alone; `unplaced` where no place is named."""
        if self.work and self.place:
            return "read" if self.ours else "stated"
        return "ours" if self.ours and not self.work else "unplaced"

    def __str__(self) -> str:
        """As a text, which reads back as the same."""
        return "; ".join(filter(None, (", ".join(filter(None, (self.work, self.place))), self.ours)))


def read_source(text: str) -> Source:
    """The source that a text names."""
    head, _, note = (part.strip() for part in " ".join(text.split()).partition(";"))
    if _OURS.match(head):
        return Source(ours=text.strip())
    if found := _IMPLIED.search(head):
        head, note = head[: found.start()], "; ".join(filter(None, (found[1], note)))
    work, _, place = (part.strip() for part in head.partition(","))
    if note and not _OURS.search(note):
        return Source(work, f"{place}; {note}")
    return Source(work, place, note)


def source_text(raw: object) -> str:
    """The text of a source that is written as a text or as a mapping."""
    if isinstance(raw, Mapping):
        return str(Source(*(str(raw.get(key) or "") for key in ("work", "place", "ours"))))
    return str(raw)


def is_source(raw: object) -> TypeGuard[Mapping[str, str]]:
    """Whether a mapping names a source, and no rows or columns of a table."""
    return isinstance(raw, Mapping) and "work" in raw and raw.keys() <= {"work", "place", "ours"}

"""How an agency's papers look: its name, its logo, its colours and its fonts."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Colours:
    """Of paper and of what is written on it, as `#rrggbb`."""

    foreground: str = "#222222"
    background: str = "#ffffff"
    primary: str = "#1f4e5f"  # headings and what stands out
    quiet: str = "#5c6469"  # notes and what stands back


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was read whole; `kind` is `png`, `jpg` or `svg`, `about` what it shows in words."""

    content: bytes
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class Brand:
    """`fonts` and `headings` are names of families, empty for the document's own; `letterhead` is a Word file whose
    styles, header and footer are taken over."""

    name: str = ""
    contact: str = ""
    logo: Logo | None = None
    colours: Colours = field(default_factory=Colours)
    font: str = ""
    headings: str = ""
    font_files: tuple[Path, ...] = ()
    letterhead: Path | None = None


PLAIN = Brand()
"""The look of who has chosen none."""

"""A drawing that stands in a document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG element, what it shows in words, and its size in pixels of CSS, 96 an inch."""

    svg: str
    about: str
    width: float
    height: float

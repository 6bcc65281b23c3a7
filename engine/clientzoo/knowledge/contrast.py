"""How well one colour is told from another, as the Web Content Accessibility Guidelines measure it."""

from collections.abc import Iterator

ENOUGH = 4.5  # for text of any size, level AA


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white), of two colours written `#rrggbb`.

    Formula: WCAG 2.2, "contrast ratio" and "relative luminance".
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def nearest_legible(colour: str, background: str) -> str:
    """The colour, darkened or lightened no more than it needs to be read on the background."""
    towards = 0 if _luminance(background) > 0.18 else 255  # where black and white are told from it equally well
    return next((one for one in _on_the_way(colour, towards) if contrast(one, background) >= ENOUGH), colour)


def _on_the_way(colour: str, towards: int) -> Iterator[str]:
    parts = _parts(colour)
    for step in range(101):
        yield "#" + "".join(f"{round(part + (towards - part) * step / 100):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)

"""What the pictures of the page have in common: escaped SVG, and colours that every eye tells apart.

Nothing is told by colour alone: bands and lines have their names and numbers beside them, and patterns of their own.
"""

from html import escape

from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.moves.states import LEFT, NEW

# Okabe and Ito's palette
BLUE, ORANGE, GREEN, PURPLE, GREY = "#0072b2", "#d55e00", "#009e73", "#aa4499", "#767676"
_DIETS = {"predator": ORANGE, "herbivore": BLUE}
_NARROW_BLANK = "\N{NARROW NO-BREAK SPACE}"


def colour(zoo: Zoo, state: str) -> str:
    """By diet; newcomers, and those without an animal, have colours of their own."""
    animal = zoo.animals.get(state)
    if animal is not None:
        return _DIETS.get(animal.diet, PURPLE)
    return GREEN if state == NEW else GREY


def named(zoo: Zoo, state: str) -> str:
    """The state as people read it."""
    animal = zoo.animals.get(state)
    return animal.name if animal is not None else {LEFT: "Left us", NEW: "New to us"}.get(state, state.capitalize())


def text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 12, colour: str = "#1a1a1a") -> str:
    where = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"'
    return f'<text {where} font-size="{size}" fill="{colour}">{escape(words)}</text>'


def svg(width: float, height: float, parts: list[str], title: str) -> str:
    """The picture with its title, which is read aloud in its place."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'role="img" aria-label="{escape(title)}" font-family="inherit"><title>{escape(title)}</title>'
        f"{''.join(parts)}</svg>"
    )


def number(value: float | None, places: int = 0) -> str:
    """A number with thin blanks between thousands; a dash where there is none."""
    return "–" if value is None else f"{value:,.{places}f}".replace(",", _NARROW_BLANK)


def money(units: float | None) -> str:
    """Minor units as whole units of the currency."""
    return number(None if units is None else units / 100)

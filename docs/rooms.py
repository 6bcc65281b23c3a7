"""Draws docs/pictures/rooms.svg: the rooms of the house by layers, and who imports whom, from the imports themselves.

python docs/rooms.py            # writes the picture
python docs/rooms.py --check    # leaves with 1 where the picture is out of date
"""

import sys
import tomllib
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "pictures" / "rooms.svg"
WIDTH, BOX, HIGH, STEP, TOP = 980, 150, 44, 96, 20


def layers() -> list[list[str]]:
    """The rooms as the layers of pyproject.toml have them, the topmost first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = (one for one in settings["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    return [[room.strip(" ()") for room in layer.replace(":", "|").split("|")] for layer in contract["layers"]]


def imports() -> Counter[tuple[str, str]]:
    """How many modules of a room import something of another room."""
    graph = grimp.build_graph("clientzoo")
    found: Counter[tuple[str, str]] = Counter()
    for module in graph.modules:
        parts = module.split(".")
        if len(parts) < 2:
            continue
        rooms = {one.split(".")[1] for one in graph.find_modules_directly_imported_by(module) if one.count(".")}
        found.update((parts[1], room) for room in rooms - {parts[1]})
    return found


def picture() -> str:
    """The picture as SVG; the same bytes for the same imports."""
    places: dict[str, tuple[float, float]] = {}
    for row, rooms in enumerate(layers()):
        gap = (WIDTH - len(rooms) * BOX) / (len(rooms) + 1)
        for column, room in enumerate(rooms):
            places[room] = (gap + column * (BOX + gap), TOP + row * STEP)
    high = TOP + len(layers()) * STEP
    lines = []
    for (one, other), count in sorted(imports().items()):
        if one in places and other in places:
            (x, y), (to_x, to_y) = places[one], places[other]
            x, to_x = x + BOX / 2, to_x + BOX / 2
            middle, start = (x + to_x) / 2, y + HIGH
            curve = f"M{x:.0f} {start} C{middle:.0f} {start + 40} {middle:.0f} {to_y - 40} {to_x:.0f} {to_y}"
            title = f"{one} imports {other} in {count} modules"
            lines.append(
                f'<path d="{curve}" stroke-width="{min(0.6 + count / 12, 4):.1f}"><title>{escape(title)}</title></path>'
            )
    boxes = [
        f'<g><rect x="{x:.0f}" y="{y:.0f}" width="{BOX}" height="{HIGH}" rx="6"/>'
        f'<text x="{x + BOX / 2:.0f}" y="{y + HIGH / 2 + 5:.0f}">{escape(room)}</text></g>'
        for room, (x, y) in places.items()
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {high}" role="img">',
            "<title>The rooms of clientzoo: imports go downwards only</title>",
            "<style>path{fill:none;stroke:#7a8aa0;opacity:.55}rect{fill:#f3efe4;stroke:#5b4a2f}"
            "text{font:16px sans-serif;text-anchor:middle;fill:#2b2b2b}</style>",
            *lines,
            *boxes,
            "</svg>",
            "",
        ]
    )


def main() -> int:
    drawn = picture()
    if "--check" in sys.argv:
        return 0 if PICTURE.is_file() and PICTURE.read_text(encoding="utf-8") == drawn else 1
    PICTURE.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

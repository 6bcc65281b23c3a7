"""The flows between two days as bands: static SVG, each band that moved leading to its clients.

Those who stayed are pale; who moved is drawn in the colour of where they came from, outlined, and counted where the
band ends.
"""

from collections.abc import Sequence
from html import escape

from clientzoo.knowledge.zoo import Zoo
from clientzoo.pool.moves.matrix import Matrix, Path
from clientzoo.pool.moves.states import states
from clientzoo.pool.report.picture import colour, named, svg, text

WIDTH, TALL, GAP, BAR = 900.0, 560.0, 14.0, 12.0
LEFT_EDGE, RIGHT_EDGE = 190.0, 710.0


def anchor(path: Path) -> str:
    """The place on the page where the clients of a path are listed."""
    return f"from-{path.origin}-to-{path.target}".replace(" ", "-")


def alluvial(zoo: Zoo, matrix: Matrix, days: Sequence[str]) -> str:
    """The picture; empty where nobody is on either day. `days` are the words above both sides."""
    paths = matrix.paths
    if not paths:
        return ""
    order = [one for one in states(zoo) if any(one in (path.origin, path.target) for path in paths)]
    starts = [(one, sum(path.clients for path in paths if path.origin == one)) for one in order]
    ends = [(one, sum(path.clients for path in paths if path.target == one)) for one in order]
    total = sum(number for _, number in starts)
    scale = TALL / total
    top = 34.0
    left, right = _placed(starts, scale, top), _placed(ends, scale, top)
    height = max(*(low for _, low in (*left.values(), *right.values()))) + 16
    parts = [text(LEFT_EDGE, 18, days[0], anchor="end", size=14), text(RIGHT_EDGE, 18, days[1], size=14)]
    at_left = {one: place[0] for one, place in left.items()}
    at_right = {one: place[0] for one, place in right.items()}
    bands = []
    for path in paths:
        thick = path.clients * scale
        y0, y1 = at_left[path.origin], at_right[path.target]
        at_left[path.origin] += thick
        at_right[path.target] += thick
        bands.append((path, _band(zoo, path, y0, y1, thick)))
    parts += [drawn for path, drawn in bands if path.origin == path.target]
    parts += [drawn for path, drawn in bands if path.origin != path.target]
    for side, placed, numbers in (("end", left, dict(starts)), ("start", right, dict(ends))):
        x = LEFT_EDGE if side == "end" else RIGHT_EDGE
        for one, (begin, end) in placed.items():
            bar = x - BAR if side == "end" else x
            parts.append(
                f'<rect x="{bar:.1f}" y="{begin:.1f}" width="{BAR}" height="{max(end - begin, 1):.1f}" '
                f'fill="{colour(zoo, one)}"/>'
            )
            where = x - BAR - 6 if side == "end" else x + BAR + 6
            parts.append(
                text(where, (begin + end) / 2 + 4, f"{named(zoo, one)} {numbers[one]:,}", anchor=side, size=13)
            )
    return svg(WIDTH, height, parts, f"Flows of clients from {days[0]} to {days[1]}")


def _placed(sums: Sequence[tuple[str, int]], scale: float, top: float) -> dict[str, tuple[float, float]]:
    """Where each state begins and ends; small ones have room for their names."""
    placed = {}
    for one, number in sums:
        if number:
            placed[one] = (top, top + number * scale)
            top += max(number * scale, 4.0) + GAP
    return placed


def _band(zoo: Zoo, path: Path, y0: float, y1: float, thick: float) -> str:
    x0, x1 = LEFT_EDGE, RIGHT_EDGE
    middle = (x0 + x1) / 2
    curve = (
        f"M{x0} {y0:.1f}C{middle} {y0:.1f} {middle} {y1:.1f} {x1} {y1:.1f}V{y1 + thick:.1f}"
        f"C{middle} {y1 + thick:.1f} {middle} {y0 + thick:.1f} {x0} {y0 + thick:.1f}Z"
    )
    if path.origin == path.target:
        return f'<path d="{curve}" fill="#e6e6e6"/>'
    said = (
        f"{named(zoo, path.origin)} to {named(zoo, path.target)}: {path.clients:,} of whom names and reasons are below"
    )
    drawn = colour(zoo, path.origin)
    at = y1 + thick / 2 + 4
    count = text(x1 - 6, at, f"{path.clients:,}", anchor="end", size=11) if thick >= 9 else ""
    return (
        f'<a href="#{escape(anchor(path))}"><path d="{curve}" fill="{drawn}" fill-opacity="0.55" stroke="{drawn}" '
        f'stroke-width="0.8"><title>{escape(said)}</title></path>{count}</a>'
    )

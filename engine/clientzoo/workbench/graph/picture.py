"""A graph drawn as SVG: layers as columns, each ordered so that arrows cross little; and the same as an HTML page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape

from clientzoo.knowledge.html_page import finished_page
from clientzoo.workbench.graph.dependencies import Graph

SWEEPS = 8  # over the layers, each way in turn, every node moving towards the middle of its neighbours
_WIDTH, _HEIGHT, _GAP, _BETWEEN, _MARGIN = 190, 26, 8, 150, 24
_COLOURS = {
    "question": "#ddf4ff",
    "trait": "#fff8c5",
    "animal": "#dafbe1",
    "verdict": "#ffebe9",
    "transition": "#fbefff",
    "advice": "#f6f8fa",
    "rule": "#ffd8b5",
}
_SCRIPT = """
const edges = [...document.querySelectorAll('path[data-from]')];
document.querySelectorAll('g[data-id]').forEach(node => {
  const light = on => edges.forEach(edge => edge.classList.toggle('lit',
    on && (edge.dataset.from === node.dataset.id || edge.dataset.to === node.dataset.id)));
  node.addEventListener('mouseenter', () => light(true));
  node.addEventListener('mouseleave', () => light(false));
});
"""


def svg(graph: Graph) -> str:
    """One SVG element that needs nothing else."""
    return "".join(_svg(graph))


def page(graph: Graph) -> str:
    """An HTML page around the picture, on which a node under the pointer shows its arrows. No network."""
    title = escape(graph.title)
    html = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body style="margin:1rem;font-family:system-ui,sans-serif"><h1>{title}</h1>'
        f"<p>Arrows lead from what rules look at to what they conclude; layers run from left to right.</p>"
        f"{svg(graph)}<script>{_SCRIPT}</script></body></html>\n"
    )
    return finished_page(html, _SCRIPT)


def ordered(graph: Graph) -> list[list[str]]:
    """Ids by layer, in the order in which they are drawn (the barycentre method of Sugiyama, Tagawa and Toda 1981)."""
    by_layer: dict[int, list[str]] = defaultdict(list)
    for name, node in graph.nodes.items():
        by_layer[node.layer].append(name)
    layers = [by_layer[number] for number in sorted(by_layer)]
    beside: dict[str, list[str]] = defaultdict(list)
    for source, target in graph.edges:
        beside[source].append(target)
        beside[target].append(source)
    for sweep in range(SWEEPS):
        for layer in layers if sweep % 2 == 0 else reversed(layers):
            at = {name: place / max(1, len(row) - 1) for row in layers for place, name in enumerate(row)}
            layer.sort(key=lambda name: _middle(name, beside, at))
    return layers


def _middle(name: str, beside: Mapping[str, list[str]], at: Mapping[str, float]) -> float:
    neighbours = beside[name]
    return sum(at[other] for other in neighbours) / len(neighbours) if neighbours else at[name]


def _svg(graph: Graph) -> Iterator[str]:
    layers = ordered(graph)
    tallest = max(map(len, layers), default=0)
    height = tallest * (_HEIGHT + _GAP) + 2 * _MARGIN
    width = len(layers) * (_WIDTH + _BETWEEN) - _BETWEEN + 2 * _MARGIN
    at: dict[str, tuple[float, float]] = {}
    for column, layer in enumerate(layers):
        step = (height - 2 * _MARGIN) / max(1, len(layer))
        for row, name in enumerate(layer):
            at[name] = _MARGIN + column * (_WIDTH + _BETWEEN), _MARGIN + (row + 0.5) * step - _HEIGHT / 2
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
    yield f'role="img" font-family="system-ui, sans-serif" font-size="12"><title>{escape(graph.title)}</title>'
    yield "<style>path{fill:none;stroke:#57606a;stroke-opacity:.25}path.lit{stroke:#0969da;stroke-opacity:1}"
    yield "rect{stroke:#57606a}</style>"
    for (source, target), count in graph.edges.items():
        yield _arrow(source, target, count, at)
    for column, words in enumerate(graph.layers.values()):
        left = _MARGIN + column * (_WIDTH + _BETWEEN)
        yield f'<text x="{left}" y="{_MARGIN - 8}" fill="#57606a">{escape(words.capitalize())}</text>'
    for name, (x, y) in at.items():
        node = graph.nodes[name]
        colour = _COLOURS.get(node.kind, "#ffffff")
        label = node.label if len(node.label) <= 28 else node.label[:27] + "…"
        yield f'<g data-id="{escape(name)}"><title>{escape(node.label)} ({escape(node.kind)})</title>'
        yield f'<rect x="{x:.1f}" y="{y:.1f}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill="{colour}"/>'
        yield f'<text x="{x + 8:.1f}" y="{y + 17:.1f}" fill="#1f2328">{escape(label)}</text></g>'
    yield "</svg>"


def _arrow(source: str, target: str, count: int, at: Mapping[str, tuple[float, float]]) -> str:
    x1, y1 = at[source][0] + _WIDTH, at[source][1] + _HEIGHT / 2
    x2, y2 = at[target][0], at[target][1] + _HEIGHT / 2
    bend = max(40.0, abs(x2 - x1) / 2)
    line = f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {x2 - bend:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    wide = 1 + min(count, 12) / 4
    said = f"{count} rules" if count != 1 else "1 rule"
    return (
        f'<path data-from="{escape(source)}" data-to="{escape(target)}" d="{line}" stroke-width="{wide:.2f}">'
        f"<title>{escape(f'{source} → {target}: {said}')}</title></path>"
    )

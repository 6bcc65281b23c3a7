"""A graph as text for other programs: Mermaid, and DOT for Graphviz. Layers run from left to right."""

from collections.abc import Iterator

from clientzoo.workbench.graph.dependencies import Graph, Node

_SHAPES = {"question": ("[", "]"), "animal": ("([", "])"), "rule": ("{{", "}}"), "verdict": ("((", "))")}
_DOT_SHAPES = {"question": "box", "animal": "ellipse", "rule": "hexagon", "verdict": "doublecircle"}


def mermaid(graph: Graph) -> str:
    """A `flowchart LR`; what leads nowhere special is rounded, an arrow of several rules carries their number."""
    return "\n".join(_mermaid(graph)) + "\n"


def dot(graph: Graph) -> str:
    """A `digraph`, each layer of one rank."""
    return "\n".join(_dot(graph)) + "\n"


def _mermaid(graph: Graph) -> Iterator[str]:
    numbers = {name: f"n{number}" for number, name in enumerate(graph.nodes)}
    yield "flowchart LR"
    for layer, nodes in _by_layer(graph):
        yield f'  subgraph layer{layer}["{graph.layers[layer]}"]'
        for node in nodes:
            left, right = _SHAPES.get(node.kind, ("(", ")"))
            label = node.label.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
            yield f'    {numbers[node.id]}{left}"{label}"{right}'
        yield "  end"
    for (source, target), count in graph.edges.items():
        said = f"|{count}|" if count > 1 else ""
        yield f"  {numbers[source]} -->{said} {numbers[target]}"


def _dot(graph: Graph) -> Iterator[str]:
    yield f"digraph {_quoted(graph.title)} {{"
    yield '  rankdir=LR; node [fontname="sans-serif"]; ranksep=2;'
    for _, nodes in _by_layer(graph):
        yield "  { rank=same;"
        for node in nodes:
            shape = _DOT_SHAPES.get(node.kind, "box")
            rounded = ' style="rounded"' if node.kind not in _DOT_SHAPES else ""
            yield f"    {_quoted(node.id)} [label={_quoted(node.label)} shape={shape}{rounded}];"
        yield "  }"
    for (source, target), count in graph.edges.items():
        said = f" [label={count}]" if count > 1 else ""
        yield f"  {_quoted(source)} -> {_quoted(target)}{said};"
    yield "}"


def _by_layer(graph: Graph) -> Iterator[tuple[int, list[Node]]]:
    for layer in sorted({node.layer for node in graph.nodes.values()}):
        yield layer, [node for node in graph.nodes.values() if node.layer == layer]


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'

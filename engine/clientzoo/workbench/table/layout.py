"""Rules of a table laid out as people write them: conclusions and lists of words in brackets, the rest line by line."""

from collections.abc import Mapping
from typing import Any

from clientzoo.workbench.round_trip import read
from clientzoo.workbench.table.rows import THEN, flow


def laid_out(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A new rule as nodes to be written."""
    return {name: _node(name, value) for name, value in raw.items()}


def merge(node: Any, meaning: dict[str, Any], wanted: Mapping[str, Any]) -> None:
    """Makes the node, and its meaning alike, say what is wanted, and touches nothing that says it already.

    What is new stands behind what stands before it in `wanted`.
    """
    for name in [name for name in meaning if name not in wanted]:
        del node[name], meaning[name]
    for place, (name, value) in enumerate(wanted.items()):
        old = meaning.get(name)
        if name not in meaning:
            node.insert(place, name, _node(name, value))
            meaning[name] = value
        elif isinstance(old, dict) and isinstance(value, dict):
            merge(node[name], old, value)
        elif isinstance(old, list) and _one_by_one(old, value):
            for at, part in enumerate(value):
                if old[at] != part:
                    node[name][at], old[at] = _node("", part), part
        elif old != value:
            node[name], meaning[name] = _node(name, value), value


def _one_by_one(old: list[Any], value: Any) -> bool:
    """Whether both are lists of words and numbers of one length, of which each can be changed where it stands."""
    alike = isinstance(value, list) and len(old) == len(value)
    return alike and not any(isinstance(part, list | dict) for part in (*old, *value))


def _node(name: str, value: Any) -> Any:
    words = isinstance(value, list) and not any(isinstance(part, list | dict) for part in value)
    if words or name == THEN:
        return read(flow(value))
    if isinstance(value, dict):
        return {key: _node(key, part) for key, part in value.items()}
    if value is None:
        return read("[~]")[0]  # written as it stands here, where ruamel.yaml would say null
    return [_node("", part) for part in value] if isinstance(value, list) else value

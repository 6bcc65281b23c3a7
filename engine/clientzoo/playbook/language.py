"""The part of Jinja that templates may use: what a document needs, and nothing that grows without bound.

There is no arithmetic, no joining of texts into ever longer ones, no range: what is to be counted or chosen is in the
names a template is given.
"""

from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import nodes

from clientzoo.knowledge.problems import did_you_mean

FILTER_NAMES = (
    "capitalize", "default", "first", "join", "last", "length", "list", "lower", "map", "reject", "rejectattr",
    "reverse", "select", "selectattr", "sort", "trim", "unique", "upper",
)  # fmt: skip
TEST_NAMES = (
    "defined",
    "divisibleby",
    "eq",
    "even",
    "ge",
    "gt",
    "in",
    "le",
    "lt",
    "ne",
    "odd",
    "string",
    "true",
    "false",
)
COUNTED = "_counted"

_ARITHMETIC = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos)
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr, nodes.Getitem,
    nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.Filter, nodes.Test, nodes.Call, nodes.Keyword, nodes.Macro, nodes.CallBlock,
    nodes.Assign, nodes.AssignBlock, nodes.With, nodes.Block, nodes.Extends, nodes.Include, nodes.Import,
    nodes.FromImport, nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair,
)  # fmt: skip


class Forbidden(NamedTuple):
    line: int
    message: str
    hint: str = ""


def forbidden(tree: nodes.Template) -> Iterator[Forbidden]:
    """Everything in a template that it may not use, in the order of the text."""
    for node in _nodes(tree):
        if isinstance(node, nodes.Concat):
            yield Forbidden(node.lineno, "`~` is not allowed", "write the two {{ }} one after the other")
        elif isinstance(node, _ARITHMETIC):
            yield Forbidden(node.lineno, "templates do not calculate", "parameters and rules are the place for numbers")
        elif not isinstance(node, _ALLOWED):
            yield Forbidden(node.lineno, f"`{type(node).__name__.lower()}` is not allowed in templates")
        elif isinstance(node, nodes.For) and node.recursive:
            yield Forbidden(node.lineno, "a recursive loop is not allowed", "write the loops into each other")
        elif isinstance(node, nodes.List | nodes.Tuple | nodes.Dict) and not _written(node):
            yield Forbidden(node.lineno, "a list in a template holds written words only")
        elif isinstance(node, nodes.Call) and (node.dyn_args or node.dyn_kwargs):
            yield Forbidden(node.lineno, "`*` in a call is not allowed", "name each argument")
        elif isinstance(node, nodes.Name) and node.name in ("varargs", "kwargs"):
            yield Forbidden(node.lineno, f"`{node.name}` is not allowed", "name each argument")
        elif isinstance(node, nodes.Filter) and node.name not in FILTER_NAMES:
            yield Forbidden(node.lineno, f"there is no filter `{node.name}`", did_you_mean(node.name, FILTER_NAMES))
        elif isinstance(node, nodes.Test) and node.name not in TEST_NAMES:
            yield Forbidden(node.lineno, f"there is no test `{node.name}`", did_you_mean(node.name, TEST_NAMES))
        elif isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield Forbidden(node.lineno, f"`{node.attr}` is out of reach for templates")


def without_unknown(tree: nodes.Template) -> nodes.Template:
    """The same template without filters and tests that do not exist: Jinja looks no further than the first of them."""
    for filtered in tree.find_all(nodes.Filter):
        filtered.name = filtered.name if filtered.name in FILTER_NAMES else FILTER_NAMES[0]
    for test in tree.find_all(nodes.Test):
        test.name = test.name if test.name in TEST_NAMES else TEST_NAMES[0]
    return tree


def counted_loops(tree: nodes.Template) -> nodes.Template:
    """The same template, each turn of a loop counted."""
    for loop in tree.find_all(nodes.For):
        loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno)
    return tree.set_environment(tree.environment)  # type: ignore[return-value, arg-type]


def _written(node: nodes.List | nodes.Tuple | nodes.Dict) -> bool:
    """Whether it holds words and numbers only: lists of lists could grow with every line of a template."""
    if isinstance(node, nodes.Dict):
        return all(isinstance(part, nodes.Const) for pair in node.items for part in (pair.key, pair.value))
    return getattr(node, "ctx", "load") == "store" or all(isinstance(one, nodes.Const) for one in node.items)


def _nodes(tree: nodes.Node) -> Iterator[nodes.Node]:
    yield tree
    for child in tree.iter_child_nodes():
        yield from _nodes(child)

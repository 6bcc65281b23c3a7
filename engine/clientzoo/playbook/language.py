"""The part of Jinja that templates may use: what a document needs, and nothing that grows without bound.

There is no arithmetic, no joining of texts into ever longer ones, no range: what is to be counted or chosen is in the
names a template is given. What remains is counted while it runs: `counted` writes into a template what each piece of it
costs, in pieces of its own tree, and lets what is compared be weighed.
"""

from collections import deque
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
COUNTED, SPENT, WEIGHED = "_counted", "_spent", "_weighed"
MAX_DEPTH = 60  # of a template's tree: Python compiles what is made of it, and nests no deeper than a hundred
MAX_PIECES = 20_000  # of one template; the longest of the shipped zoo has some 500
MAX_BRANCHES = 50  # of one `if`, which Python nests into each other

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


class Unwieldy(NamedTuple):
    line: int
    message: str


def unwieldy(tree: nodes.Template) -> Unwieldy | None:
    """Where a template is so deep or so large that no walk by recursion and no compiler would survive it."""
    level: list[nodes.Node] = [tree]
    pieces = 0
    for _ in range(MAX_DEPTH):
        for node in level:
            if isinstance(node, nodes.If) and len(node.elif_) > MAX_BRANCHES:
                return Unwieldy(node.elif_[MAX_BRANCHES].lineno, f"more than {MAX_BRANCHES} `elif` in one `if`")
        pieces += len(level)
        if pieces > MAX_PIECES:
            return Unwieldy(level[-1].lineno, f"it is too long: more than {MAX_PIECES} pieces")
        level = [child for node in level for child in node.iter_child_nodes()]
    return Unwieldy(level[0].lineno, "it is nested too deeply, or too long a chain") if level else None


def count_steps(tree: nodes.Template) -> nodes.Template:
    """The same template, which tells while it runs what it does.

    Each turn of a loop, and each run of a template, a block or a macro, costs as many steps as it has pieces; texts and
    lists that are compared or tested cost what they hold.
    """
    for compare in list(tree.find_all(nodes.Compare)):
        compare.expr = _filtered(compare.expr, WEIGHED)
        for operand in compare.ops:
            operand.expr = _filtered(operand.expr, WEIGHED)
    for test in list(tree.find_all(nodes.Test)):
        if test.name != "defined":
            test.node = _filtered(test.node, WEIGHED)
            test.args = [_filtered(one, WEIGHED) for one in test.args]
    for loop in list(tree.find_all(nodes.For)):
        loop.iter = _filtered(loop.iter, COUNTED, nodes.Const(_pieces(loop)))
    parts: list[nodes.Template | nodes.Block | nodes.Macro | nodes.CallBlock] = [tree]
    for kind in (nodes.Block, nodes.Macro, nodes.CallBlock):
        parts += tree.find_all(kind)
    for part in parts:
        spent = _filtered(nodes.Const(_pieces(part)), SPENT)
        part.body.insert(0, nodes.ExprStmt(spent, lineno=part.lineno))
    return tree.set_environment(tree.environment)  # type: ignore[return-value, arg-type]


def _filtered(node: nodes.Node, name: str, *arguments: nodes.Expr) -> nodes.Filter:
    return nodes.Filter(node, name, list(arguments), [], None, None, lineno=node.lineno or 1)


def _pieces(part: nodes.Node) -> int:
    """How many pieces of the tree run when the part does once: loops, blocks and macros within it count themselves."""
    found, waiting = 0, deque([part])
    while waiting:
        node = waiting.popleft()
        found += 1
        if node is part or not isinstance(node, nodes.For | nodes.Block | nodes.Macro | nodes.CallBlock):
            waiting.extend(node.iter_child_nodes())
    return found


def _written(node: nodes.List | nodes.Tuple | nodes.Dict) -> bool:
    """Whether it holds words and numbers only: lists of lists could grow with every line of a template."""
    if isinstance(node, nodes.Dict):
        return all(isinstance(part, nodes.Const) for pair in node.items for part in (pair.key, pair.value))
    return getattr(node, "ctx", "load") == "store" or all(isinstance(one, nodes.Const) for one in node.items)


def _nodes(tree: nodes.Node) -> Iterator[nodes.Node]:
    """The tree in the order of the text."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(list(node.iter_child_nodes())))

"""A stratum as clauses: `head` holds when everything in `body` holds.

Premises, rules and the joins nested in rules are all facts with a number, and an any-of is one clause for each way to
satisfy it. That is plain forward chaining over facts, which every production system does.
"""

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple, TypeAlias

from clientzoo.inference.plan import Join, Node, Stratum

Body: TypeAlias = tuple[int, ...]


class Clause(NamedTuple):
    """`body` names each fact once, so that one fact never has to serve two conditions."""

    body: Body
    head: int


def clauses(stratum: Stratum) -> tuple[Clause, ...]:
    """Facts go by number: premises from 0 as in the stratum, then its rules by position, then joins."""
    first_rule = len(stratum.premises)
    joins = _Joins(first_rule + len(stratum.rules))
    for rule, planned in enumerate(stratum.rules, first_rule):
        joins.derive(rule, planned.node)
    return tuple(joins.clauses)


def narrowed(wide: Iterable[Clause], width: int) -> Iterator[Clause]:
    """The same clauses with at most `width` (2 or more) facts to a body: a longer one goes by way of further facts."""
    wide = tuple(wide)
    unused = count(1 + max((head for _, head in wide), default=0))
    for body, head in wide:
        rest = body
        while len(rest) > width:
            joined = next(unused)
            yield Clause(rest[:width], joined)
            rest = (joined, *rest[width:])
        yield Clause(rest, head)


class _Joins:
    """Collects clauses; a join that stands in several rules is derived once."""

    def __init__(self, first_unused: int) -> None:
        self.clauses: list[Clause] = []
        self._unused = count(first_unused)
        self._numbers: dict[Join, int] = {}

    def derive(self, head: int, node: Node) -> None:
        self.clauses.extend(Clause(body, head) for body in dict.fromkeys(self._ways(node)))

    def _ways(self, node: Node) -> Iterator[Body]:
        if isinstance(node, int):
            yield (node,)
        elif node.all:
            yield tuple(dict.fromkeys(self._number(part) for part in node.parts))
        else:
            for part in node.parts:
                yield from self._ways(part)

    def _number(self, node: Node) -> int:
        if isinstance(node, int):
            return node
        if node not in self._numbers:
            self._numbers[node] = next(self._unused)
            self.derive(self._numbers[node], node)
        return self._numbers[node]

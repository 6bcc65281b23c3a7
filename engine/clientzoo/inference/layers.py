"""Columns computed in layers: each layer looks at the one before, and holds only what is still needed later."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import narwhals as nw

Frame: TypeAlias = "nw.LazyFrame[Any]"
NOTHING: frozenset[str] = frozenset()
_WORDS = 50  # PostgreSQL passes at most 100 arguments to a function


class Term(NamedTuple):
    """An expression, and the columns of the layer before that it looks at."""

    expression: nw.Expr
    needs: frozenset[str] = NOTHING

    def is_(self, value: object) -> "Term":
        return self._with(self.expression == value)

    def at_least(self, bound: float) -> "Term":
        return self._with(self.expression >= bound)

    def _with(self, expression: nw.Expr) -> "Term":
        return Term(expression, self.needs)


Layer: TypeAlias = Mapping[str, Term]


def column(name: str) -> Term:
    """A column of the layer before, as it is."""
    return Term(nw.col(name), frozenset((name,)))


def constant(value: str | float) -> Term:
    return Term(nw.lit(value))


def missing(kind: nw.dtypes.DType) -> Term:
    """A value of this kind that nobody knows."""
    return Term(nw.lit(None, dtype=kind))


def wording(words: Iterable[str], coded: bool) -> Callable[[str | None], Term]:
    """Gives each of the words, or no word, as a term: coded as one of an Enum, which is handled as a small number."""
    kind: nw.dtypes.DType = nw.Enum(tuple(words)) if coded else nw.String()
    return lambda word: Term(nw.lit(word, dtype=kind))


def needed(layers: Iterable[Layer], outputs: Iterable[str]) -> tuple[Layer, ...]:
    """The layers without what no output rests on; a column that is needed later on is carried along."""
    wanted = list(outputs)
    kept: list[Layer] = []
    for layer in reversed(tuple(layers)):
        if layer.keys().isdisjoint(wanted):
            continue
        current = {name: layer.get(name) or column(name) for name in wanted}
        wanted = sorted(union(current.values()))
        kept.append(current)
    return tuple(reversed(kept))


def applied(layers: Iterable[Layer], frame: Frame) -> Frame:
    """The frame after all layers, with the columns of the last one."""
    for layer in layers:
        frame = frame.select(*(term.expression.alias(name) for name, term in layer.items()))
    return frame


def union(terms: Iterable[Term]) -> frozenset[str]:
    return frozenset(chain.from_iterable(term.needs for term in terms))


def all_of(masks: Sequence[Term]) -> Term:
    return Term(reduce(lambda one, other: one & other, (mask.expression for mask in masks)), union(masks))


def any_of(masks: Sequence[Term]) -> Term:
    return Term(reduce(lambda one, other: one | other, (mask.expression for mask in masks)), union(masks))


def least(numbers: Sequence[Term]) -> Term:
    if len(numbers) == 1:
        return numbers[0]
    return Term(nw.min_horizontal(*(number.expression for number in numbers)), union(numbers))


def greatest(numbers: Sequence[Term]) -> Term:
    if len(numbers) == 1:
        return numbers[0]
    return Term(nw.max_horizontal(*(number.expression for number in numbers)), union(numbers))


def product(numbers: Sequence[Term]) -> Term:
    """Multiplied from left to right, so that every engine makes the same rounding errors."""
    return Term(reduce(lambda one, other: one * other, (number.expression for number in numbers)), union(numbers))


def where(mask: Term, then: Term, otherwise: Term | None = None) -> Term:
    """`then` where the mask is true, else `otherwise` (or nothing): also where the mask is unknown."""
    chosen = nw.when(mask.expression).then(then.expression)
    if otherwise is None:
        return Term(chosen, mask.needs | then.needs)
    return Term(chosen.otherwise(otherwise.expression), mask.needs | then.needs | otherwise.needs)


def unless(mask: Term) -> Term:
    """True where the mask is not: also where it is unknown."""
    return Term(~mask.expression.fill_null(False), mask.needs)


def first_of(choices: Sequence[tuple[Term, Term]], otherwise: Term | None = None) -> Term:
    """The value beside the first mask that is true."""
    chosen = otherwise
    for mask, value in reversed(choices):
        chosen = where(mask, value, chosen)
    if chosen is None:
        raise ValueError("nothing to choose from")
    return chosen


def spoken_rules(words: Sequence[tuple[Term, str]], between: str = " ") -> Term:
    """The words beside all masks that are true, in one text."""
    if not words:
        return constant("")
    together = []
    for start in range(0, len(words), _WORDS):
        some = words[start : start + _WORDS]
        said = _concatenated([where(mask, constant(word)) for mask, word in some], between)
        together.append(where(any_of([mask for mask, _ in some]), said))
    return _concatenated(together, between)


def _concatenated(texts: Sequence[Term], between: str) -> Term:
    joined = nw.concat_str([text.expression for text in texts], separator=between, ignore_nulls=True)
    return Term(joined, union(texts))

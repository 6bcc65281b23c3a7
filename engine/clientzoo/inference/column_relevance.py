"""Which answers count, in columns: doubted ones become unknown, and so do those that another answer rules out."""

from collections.abc import Collection, Iterator

import narwhals as nw

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.column_names import certainty_column, to_column
from clientzoo.inference.column_parts import accept_mask, touched
from clientzoo.inference.layers import Layer, Term, all_of, any_of, column, where
from clientzoo.knowledge.condition import AllOf, Condition, Premise, names
from clientzoo.knowledge.zoo import Zoo


def relevant_columns(
    zoo: Zoo, answered: Collection[str], graded: Collection[str], ranged: Collection[str] = ()
) -> Iterator[Layer]:
    """Layers after which an answer that does not count is unknown, and every certainty is known. `ranged` are the
    questions whose answers may be ranges.

    Questions are gone through in the questionnaire's order, as for one client: each looks at earlier ones as settled.
    """
    if graded:
        yield dict(_graded(graded))
    layer: dict[str, Term] = {}
    for attribute in zoo.attributes.values():
        if attribute.id not in answered or attribute.relevant_if is None:
            continue
        fails = failing(attribute.relevant_if, answered, ranged)
        if fails is None:
            continue
        if not names(attribute.relevant_if).isdisjoint(layer):
            yield layer
            layer = {}
        relevant = Term(~fails.expression.fill_null(False), fails.needs)
        layer[attribute.id] = where(relevant, column(attribute.id))
    if layer:
        yield layer


def failing(condition: Condition, answered: Collection[str], ranged: Collection[str] = ()) -> Term | None:
    """Where the condition fails on what is known; unknown or false elsewhere. None where it cannot fail."""
    if isinstance(condition, Premise) and condition.absent:
        answer = column(condition.name)
        to = column(to_column(condition.name)) if condition.name in ranged else None
        return accept_mask(answer, condition.accepts, to) if condition.name in answered else None
    if isinstance(condition, Premise):
        if condition.name not in answered:
            return None
        answer = column(condition.name)
        if condition.name in ranged:
            mask = touched(answer, condition.accepts, column(to_column(condition.name)))
        else:
            mask = accept_mask(answer, condition.accepts)
        return Term(~mask.expression, mask.needs)
    parts = [failing(part, answered, ranged) for part in condition.parts]
    possible = [part for part in parts if part is not None]
    if not possible or (not isinstance(condition, AllOf) and len(possible) < len(parts)):
        return None
    return any_of(possible) if isinstance(condition, AllOf) else all_of(possible)


def _graded(graded: Collection[str]) -> Iterator[tuple[str, Term]]:
    for name in graded:
        certainty = Term(nw.col(certainty_column(name)).fill_null(1.0), frozenset((certainty_column(name),)))
        yield certainty_column(name), certainty
        yield name, where(certainty.at_least(THRESHOLD), column(name))

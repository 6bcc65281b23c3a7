"""Derived numbers in columns: the arithmetic of `knowledge.formula`, unknown where a part is."""

import narwhals as nw

from clientzoo.inference.layers import Term, column, constant, where
from clientzoo.knowledge.formula import Formula, Operation


def calculated(one: Formula) -> Term:
    """The value of the formula; nothing is ever divided by zero."""
    if isinstance(one, str):
        return column(one)
    if not isinstance(one, Operation):
        return constant(one)
    left, right = calculated(one.left), calculated(one.right)
    needs = left.needs | right.needs
    match one.sign:
        case "+":
            return Term(left.expression + right.expression, needs)
        case "-":
            return Term(left.expression - right.expression, needs)
        case "*":
            return Term(left.expression * right.expression, needs)
    divisor = where(Term(right.expression != nw.lit(0.0), right.needs), right)
    return Term(left.expression / divisor.expression, needs)

"""Certainty factors in columns: the arithmetic of `certainty`, operation for operation, so that the last bit agrees."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import narwhals as nw

from clientzoo.inference import certainty
from clientzoo.inference.layers import Layer, Term, all_of, column, constant, product, where

_FEW = 3  # rules: their eight outcomes are written out sooner than multiplied


class Evidence(NamedTuple):
    """A rule of this certainty speaks where `fired` is true, with the strength of its premises (1 where None)."""

    certainty: float
    fired: Term
    strength: Term | None

    @property
    def doubt(self) -> Term:
        """What the rule leaves of the doubt: 1 where it did not fire."""
        if self.strength is None:
            left = constant(1.0 - abs(self.certainty))
        else:
            left = Term(1.0 - self.strength.expression * abs(self.certainty), self.strength.needs)
        return where(self.fired, left, constant(1.0))


def quantise_column(number: Term) -> Term:
    """Rounded to a millionth."""
    return Term((number.expression * 1e6 + 0.5).floor() * 1e-6, number.needs)


def combine_columns(fact: str, evidence: Sequence[Evidence]) -> Iterator[Layer]:
    """One or two layers, the last of which has the certainty under the name `fact`."""
    if len(evidence) <= _FEW and all(one.strength is None for one in evidence):
        yield {fact: _outcome(evidence)}
        return
    supporting = [one.doubt for one in evidence if one.certainty > 0]
    opposing = [one.doubt for one in evidence if one.certainty < 0]
    if not opposing:
        yield {fact: quantise_column(_certainty(product(supporting)))}
        return
    against = _certainty(product(opposing))
    if not supporting:
        yield {fact: quantise_column(Term(0.0 - against.expression, against.needs))}
        return
    mb, md = f"{fact}__mb", f"{fact}__md"
    yield {mb: _certainty(product(supporting)), md: against}
    speaks, denies = nw.col(mb), nw.col(md)
    both = frozenset((mb, md))
    contradictory = all_of([column(mb).is_(1.0), column(md).is_(1.0)])
    joined = Term((speaks - denies) / (1.0 - nw.min_horizontal(speaks, denies)), both)
    yield {fact: where(contradictory, constant(0.0), quantise_column(joined))}


def _outcome(evidence: Sequence[Evidence], heard: tuple[float, ...] = ()) -> Term:
    """Sure rules leave no other certainties than those of each way in which they may fire: worked out beforehand."""
    if not evidence:
        return constant(certainty.combine(heard).certainty)
    one, *rest = evidence
    return where(one.fired, _outcome(rest, (*heard, one.certainty)), _outcome(rest, heard))


def _certainty(doubt: Term) -> Term:
    return Term(1.0 - doubt.expression, doubt.needs)

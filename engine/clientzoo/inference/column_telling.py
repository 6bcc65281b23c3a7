"""Hints set aside in columns where another value of the trait was told outright, as `telling` does for one client."""

from collections.abc import Iterator, Mapping

from clientzoo.inference.column_names import Names
from clientzoo.inference.layers import Layer, Term, all_of, any_of, column, constant, greatest, where
from clientzoo.inference.plan import Stratum
from clientzoo.knowledge.zoo import Fact

_NOT_TOLD = -2.0  # below any certainty


def silence_columns(
    stratum: Stratum, facts: dict[Fact, str], fired: Mapping[str, str], names: Names
) -> Iterator[Layer]:
    """Two layers, if anything was told: how surely, and the facts without the hints, under new names in `facts`.

    `fired` is by rule the column that says where it fired.
    """
    surest: Layer = {}
    settled: Layer = {}
    renamed: dict[Fact, str] = {}
    for telling in stratum.telling:
        told: dict[Fact, Term] = {}
        for value, positions in telling.rules.items():
            rules = [stratum.rules[position].rule.id for position in positions]
            if spoke := [column(fired[rule]) for rule in rules if rule in fired]:
                told[Fact(telling.trait, value)] = any_of(spoke)
        if not told:
            continue
        bound = names.new(f"told {telling.trait}")
        how_surely = [where(mask, column(facts[fact]), constant(_NOT_TOLD)) for fact, mask in told.items()]
        surest = {**surest, bound: greatest(how_surely)}
        for fact in (Fact(telling.trait, value) for value in telling.values):
            if fact not in facts:
                continue
            certainty = column(facts[fact])
            hint = all_of([_above_zero(certainty), _at_most(certainty, column(bound))])
            kept = where(hint, constant(0.0), certainty)
            renamed[fact] = names.new(f"fact {fact} kept")
            settled = {**settled, renamed[fact]: where(told[fact], certainty, kept) if fact in told else kept}
    if settled:
        yield surest
        yield settled
        facts.update(renamed)


def _above_zero(certainty: Term) -> Term:
    return Term(certainty.expression > 0.0, certainty.needs)


def _at_most(certainty: Term, bound: Term) -> Term:
    return Term(certainty.expression <= bound.expression, certainty.needs | bound.needs)

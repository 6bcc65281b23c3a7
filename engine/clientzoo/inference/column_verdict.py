"""The ranking and the verdict in columns, as `judgement` gives them for one client."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args

import narwhals as nw

from clientzoo.inference.certainty import THRESHOLD
from clientzoo.inference.column_certainty import quantise_column
from clientzoo.inference.column_names import Names
from clientzoo.inference.consultation import Status
from clientzoo.inference.layers import Layer, Term, all_of, column, constant, first_of, greatest, where, wording
from clientzoo.knowledge.zoo import Zoo


class VerdictColumns(NamedTuple):
    """Names of columns. `animal` is empty while undetermined; `first` leads the ranking whatever the status."""

    status: str
    animal: str
    certainty: str
    first: str
    runner_up: str
    runner_up_certainty: str
    margin: str


def verdict_columns(names: Names) -> VerdictColumns:
    return VerdictColumns(*(names.new(f"verdict {field}") for field in VerdictColumns._fields))


def judge_columns(zoo: Zoo, certainty: Mapping[str, Term], into: VerdictColumns, coded: bool) -> Iterator[Layer]:
    """Layers that rank the animals (`certainty` by animal, those without evidence left out) and judge."""
    called, status = wording(zoo.animals, coded), wording(get_args(Status), coded)
    animals = {animal: certainty.get(animal, constant(0.0)) for animal in zoo.animals}
    yield {into.certainty: greatest([*animals.values()])}
    top, first = column(into.certainty), column(into.first)
    yield {into.first: first_of([(_same(one, top), called(animal)) for animal, one in animals.items()])}
    if len(animals) > 1:
        others = [where(first.is_(animal), constant(-2.0), one) for animal, one in animals.items()]
        yield {into.runner_up_certainty: greatest(others)}
        second = column(into.runner_up_certainty)
        follows = [
            (all_of([_other(first, animal), _same(one, second)]), called(animal)) for animal, one in animals.items()
        ]
        lead = Term(top.expression - nw.max_horizontal(second.expression, nw.lit(0.0)), top.needs | second.needs)
        yield {
            into.runner_up: where(second.at_least(THRESHOLD), first_of(follows)),
            into.margin: quantise_column(lead),
        }
    else:
        yield {
            into.runner_up_certainty: constant(-2.0),
            into.runner_up: called(None),
            into.margin: top,
        }
    decided = top.at_least(zoo.policy.decide_at)
    second = column(into.runner_up_certainty)
    near = all_of([second.at_least(THRESHOLD), _below(column(into.margin), zoo.policy.margin)])
    if zoo.policy.list_from is not None:  # two that are listed together are no close call
        near = all_of([near, _below(second, zoo.policy.list_from)])
    yield {
        into.status: where(decided, where(near, status("close"), status("decided")), status("undetermined")),
        into.animal: where(decided, first),
    }


def _same(one: Term, other: Term) -> Term:
    return Term(one.expression == other.expression, one.needs | other.needs)


def _other(animal: Term, name: str) -> Term:
    return Term(animal.expression != name, animal.needs)


def _below(number: Term, bound: float) -> Term:
    return Term(number.expression < bound, number.needs)

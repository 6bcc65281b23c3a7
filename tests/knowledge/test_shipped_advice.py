"""The shipped zoo's advice over its cases, over all pairs of answers, and over a crowd: no page contradicts itself."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import pytest

from clientzoo.inference.codes import Codebook
from clientzoo.inference.consultation import Answers
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.inference.selection import Selection, opposed, selection
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.workbench.cases import read_cases
from crowds import answers, crowd

CROWD = 2000  # docs/playbook.md tells of 100 000


@pytest.fixture(scope="module")
def zoo() -> Zoo:
    where = shipped()
    return load_zoo(where.root, where.name).sound()


def of_cases(zoo: Zoo) -> Iterator[Answers]:
    yield from (case.answers for case in read_cases(zoo)[0])


def of_pairs(zoo: Zoo) -> Iterator[Answers]:
    """Every two answers to two questions; of a number one answer for each band that rules tell apart."""
    codes = Codebook(zoo).codes
    known = {name: [Answer(code.value) for code in codes[name] if code.value is not None] for name in zoo.attributes}
    for one, other in combinations(zoo.attributes, 2):
        yield from ({one: mine, other: theirs} for mine in known[one] for theirs in known[other])


def of_crowd(zoo: Zoo) -> Iterator[Answers]:
    for seed, known in enumerate((0.3, 0.9)):
        people = crowd(zoo, CROWD // 2, seed=seed, known=known)
        yield from (answers(zoo, row) for row in people.iter_rows(named=True))


@pytest.mark.parametrize("clients", [of_cases, of_pairs, of_crowd])
def test_no_page_contradicts_itself_or_is_out_of_proportion(zoo: Zoo, clients: object) -> None:
    engine = Forward(plan(zoo))
    seen = 0
    for one in clients(zoo):  # type: ignore[operator]
        found = selection(engine.consult(one))
        seen += 1
        assert [clash.given.advice.id for clash in found.clashes] == [], one
        assert not list(contradicting(found)), one
        assert found.bound is None or found.cost <= found.bound.money, one
        assert_in_order(found)
    assert seen >= 70


def contradicting(found: Selection) -> Iterable[tuple[str, str]]:
    for one, other in combinations(found.given, 2):
        if opposed(one.advice, other.advice):
            yield one.advice.id, other.advice.id


def assert_in_order(found: Selection) -> None:
    days = {one.advice.id: one.advice.day for one in found.given}
    for one in found.given:
        earlier = [days[name] for name in one.advice.after if name in days]
        assert not one.advice.after or earlier, one.advice.id
        assert all(day is None or one.advice.day is None or day < one.advice.day for day in earlier)

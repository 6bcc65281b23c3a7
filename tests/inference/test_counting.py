"""`none`, `at least`, `at most` and `exactly` count the same in every engine, whatever is known of the client."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from agreement import fired
from clientzoo.inference.forward import Forward
from clientzoo.inference.plan import plan
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Fact, Zoo
from zoos import write_zoo

PARTS = "[{wish: at least wants}, {employees: over 20}, {foreign: yes}]"
# for each part an answer by which it holds, one by which it fails, and none
ANSWERS: dict[str, tuple[Value | None, Value | None, Value | None]] = {
    "wish": ("wants", "none", None), "employees": (21, 20, None), "foreign": (True, False, None),
}  # fmt: skip


def counted(root: Path, key: str) -> Zoo:
    rule = f"- {{id: counted, if: {{{key}: {PARTS}}}, then: {{advice: grow}}, certainty: 1, because: So., source: s}}\n"
    return load_zoo(write_zoo(root, extra_rules=rule), "tiny").sound()


def everybody() -> Iterator[tuple[dict[str, Answer], int, int]]:
    """Every client of the three answers, with how many parts hold and how many are known to fail."""
    for chosen in product(range(3), repeat=3):
        known = {name: values[kind] for (name, values), kind in zip(ANSWERS.items(), chosen, strict=True)}
        answers = {name: Answer(value) for name, value in known.items() if value is not None}
        yield answers, chosen.count(0), chosen.count(1)


@pytest.mark.parametrize(
    ("key", "holds"),
    [
        ("at least 2 of", lambda yes, no: yes >= 2),
        ("at least 3 of", lambda yes, no: yes == 3),
        ("at most 1 of", lambda yes, no: no >= 2),
        ("exactly 1 of", lambda yes, no: yes == 1 and no == 2),
        ("exactly 3 of", lambda yes, no: yes == 3),
        ("none", lambda yes, no: no == 3),
    ],
)
def test_every_engine_counts_alike(tmp_path: Path, postgres_url: str, key: str, holds: object) -> None:
    zoo = counted(tmp_path, key)
    clients, yes, no = zip(*everybody(), strict=True)
    wanted = [holds(*counts) for counts in zip(yes, no, strict=True)]  # type: ignore[operator]
    for engine, found in fired(zoo, clients, postgres_url).items():
        assert ["counted" in rules for rules in found] == wanted, engine


def test_a_count_is_as_sure_as_the_weakest_of_its_strongest_parts(tmp_path: Path) -> None:
    zoo = counted(tmp_path, "at least 2 of")
    answers = {"wish": Answer("wants", 0.9), "employees": Answer(21, 0.7), "foreign": Answer(True, 0.5)}
    assert Forward(plan(zoo)).consult(answers).beliefs[Fact("advice", "grow")].certainty == 0.7


@pytest.mark.parametrize("key", ["at least 4 of", "at least 0 of", "at most 3 of"])
def test_a_count_that_says_nothing_is_told(tmp_path: Path, key: str) -> None:
    rule = f"- {{id: counted, if: {{{key}: {PARTS}}}, then: {{advice: grow}}, certainty: 1, because: So., source: s}}\n"
    found = load_zoo(write_zoo(tmp_path, extra_rules=rule), "tiny").problems
    assert [one.code for one in found] == ["empty-range"]

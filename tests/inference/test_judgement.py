"""From certainties to a verdict, exactly on each bound."""

import pytest

from clientzoo.inference.consultation import Ranked
from clientzoo.inference.judgement import judge
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from zoos import write_zoo


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Zoo:
    """Decides at 0.5, with a margin of 0.1 (as written in the tiny zoo)."""
    known = load_zoo(write_zoo(tmp_path_factory.mktemp("zoo")), "tiny").sound()
    assert known.policy.decide_at == 0.5
    assert known.policy.margin == pytest.approx(0.1)
    return known


@pytest.mark.parametrize(
    ("cat", "cow", "status", "runner_up", "margin"),
    [
        (0.5, 0.0, "decided", None, 0.5),
        (0.499999, 0.0, "undetermined", None, 0.499999),
        (0.7, 0.6, "decided", "cow", 0.1),  # a lead of exactly the margin is no close call
        (0.7, 0.600001, "close", "cow", 0.099999),
        (0.5, 0.2, "decided", "cow", 0.3),  # exactly the least that counts makes a second
        (0.5, 0.199999, "decided", None, 0.300001),
        (0.5, -0.9, "decided", None, 0.5),  # what speaks against the second is no lead of the first
        (0.3, 0.25, "undetermined", "cow", 0.05),
    ],
)
def test_a_verdict_on_its_bounds(
    zoo: Zoo, cat: float, cow: float, status: str, runner_up: str | None, margin: float
) -> None:
    verdict = judge(zoo, (Ranked("cat", cat), Ranked("cow", cow)))
    assert (verdict.status, verdict.runner_up) == (status, runner_up)
    assert verdict.animal == (None if status == "undetermined" else "cat")
    assert verdict.certainty == cat
    assert verdict.margin == pytest.approx(margin, abs=1e-9)


def test_a_zoo_of_one_animal_and_of_none(zoo: Zoo) -> None:
    alone = judge(zoo, (Ranked("cat", 0.6),))
    assert (alone.status, alone.runner_up, alone.margin) == ("decided", None, 0.6)
    assert judge(zoo, ()).status == "undetermined"

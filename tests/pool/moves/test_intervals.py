"""The interval of a share: figures from the literature, and how often it covers the truth."""

import numpy as np
import pytest

from clientzoo.pool.intervals import jeffreys


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(3, 47, 0.018, 0.161), (0, 19, 0.0, 0.122), (19, 19, 0.878, 1.0), (0, 0, 0.0, 1.0), (5, 10, 0.224, 0.776)],
)
def test_known_figures(count: int, of: int, low: float, high: float) -> None:
    found = jeffreys(count, of)
    assert [round(float(one), 3) for one in found] == [low, high]


def test_it_covers_the_truth_in_19_of_20_replications() -> None:
    generator = np.random.default_rng(7)
    truth = generator.beta(0.5, 0.5, 2000)
    of = generator.integers(5, 120, 2000)
    low, high = jeffreys(generator.binomial(of, truth), of)
    assert 0.93 <= float(((low <= truth) & (truth <= high)).mean()) <= 0.97

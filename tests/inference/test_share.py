"""Wilson's interval, by figures from elsewhere."""

import pytest

from clientzoo.inference.share import Share


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (3, 47, 0.022, 0.172), (5, 10, 0.237, 0.763)],
)
def test_wilson_s_interval(count: int, of: int, low: float, high: float) -> None:
    low_end, high_end = Share(count, of).interval
    assert low_end == pytest.approx(low, abs=5e-4)
    assert high_end == pytest.approx(high, abs=5e-4)

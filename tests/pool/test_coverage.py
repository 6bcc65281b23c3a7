"""The intervals of moves, held against the chances that the made-up history really has."""

from chances import chance, covered


def test_intervals_of_moves_cover_the_truth() -> None:
    """Of made-up bases of 300 clients; `tests/benchmarks/pool_coverage.py` does the same two thousand times."""
    hits, of = covered(range(150))
    assert of > 1500
    assert 0.93 <= hits / of <= 0.975


def test_ways_out_of_an_animal_compete() -> None:
    assert chance("wolf", "ready") == 0.5
    assert round(chance("tiger", "under way"), 4) == round(1 - 0.88 * 0.97, 4)
    assert chance("elephant", "possible") == 0

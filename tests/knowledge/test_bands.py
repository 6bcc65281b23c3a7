"""Named bands of a number: without hole or overlap, whatever their ends; rules speak of their names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.knowledge.condition import Interval, Ranges, premises
from clientzoo.knowledge.counting import complement
from clientzoo.knowledge.load import Loaded, load_zoo
from zoos import write_zoo

BANDS = "bands:\n  employees: {tiny: under 5, small: at most small_team, medium: under 250, large: the rest}\n"
HEADCOUNTS = (0, 4, 5, 20, 21, 249, 250, 9000)


def loaded(root: Path, test: str = "small", bands: str = BANDS) -> Loaded:
    rule = f"- {{id: extra, if: {{employees: {test}}}, then: {{animal: cat}}, certainty: 1, because: A, source: s}}\n"
    write_zoo(root, extra_rules=rule)
    (root / "rulebases/tiny/bands.yaml").write_text(bands, encoding="utf-8")
    return load_zoo(root, "tiny", root)


def accepted(root: Path, test: str) -> list[int]:
    (premise,) = premises(loaded(root, test).sound().rule["extra"].condition)
    return [number for number in HEADCOUNTS if premise.accepts.accepts(number)]


@pytest.mark.parametrize(
    ("test", "numbers"),
    [
        ("tiny", [0, 4]),
        ("small", [5, 20]),
        ("medium", [21, 249]),
        ("large", [250, 9000]),
        ("at least medium", [21, 249, 250, 9000]),
        ("over small", [21, 249, 250, 9000]),
        ("under medium", [0, 4, 5, 20]),
        ("at most small", [0, 4, 5, 20]),
        ("not small", [0, 4, 21, 249, 250, 9000]),
        ("tiny or large", [0, 4, 250, 9000]),
        ("between small and medium", [5, 20, 21, 249]),
        ("[tiny, over 300]", [0, 4, 9000]),
    ],
)
def test_rules_speak_of_bands(tmp_path: Path, test: str, numbers: list[int]) -> None:
    assert accepted(tmp_path, test) == numbers


def test_every_number_is_in_exactly_one_band(tmp_path: Path) -> None:
    bands = loaded(tmp_path).sound().bands["employees"]
    for number in (*HEADCOUNTS, 4.9999, 20.0001):
        assert sum(band.holds(number) for band in bands.values()) == 1


@pytest.mark.parametrize(
    ("old", "new", "place", "code"),
    [
        ("large: the rest", "large: under 900", "2:83", "wrong-type"),
        ("medium: under 250", "medium: the rest", "2:65", "wrong-type"),
        ("medium: under 250", "medium: under 5", "2:65", "empty-range"),
        ("medium: under 250", "medium: 250", "2:65", "wrong-type"),
        ("small_team", "smal_team", "2:37", "unknown-parameter"),
        ("tiny: under", "small_team: under", "2:15", "reserved-name"),
        ("employees", "wish", "2:3", "unknown-fact"),
    ],
)
def test_what_is_wrong_with_bands_is_told_where_it_stands(
    tmp_path: Path, old: str, new: str, place: str, code: str
) -> None:
    found = loaded(tmp_path, "under 5", BANDS.replace(old, new)).problems
    assert (f"rulebases/tiny/bands.yaml:{place}", code) in [(str(one.place), one.code) for one in found]


def test_a_band_that_is_none_is_told_with_the_nearest(tmp_path: Path) -> None:
    (found,) = loaded(tmp_path, "smal").problems
    assert found.hint == "did you mean small?"


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.booleans(), st.booleans()), min_size=1, max_size=4),
    st.floats(-1, 10),
)
def test_the_complement_accepts_what_is_not_accepted(holes: list[tuple[int, int, bool, bool]], number: float) -> None:
    ranges = Ranges(tuple(Interval(min(a, b), max(a, b), low, high) for a, b, low, high in holes))
    for one in (number, round(number)):
        assert complement(ranges).accepts(one) != ranges.accepts(one)

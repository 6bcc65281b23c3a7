"""Settings: of a zoo, with every mistake at its place, and of one run."""

from datetime import date
from pathlib import Path

import pytest

from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.problems import ProblemsError
from clientzoo.knowledge.zoo import Zoo
from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.segmentation.periods import since
from clientzoo.segmentation.settings import Settings, settings
from clientzoo.workbench.check import check
from zoos import ZOO, write_zoo

SET = """\
segments:
  abc_a: 45
  xyz_grain: quarter
  xyz_sample: yes
  rfm_recency_bounds: [30, 90.5]
  rfm_frequency_bounds: 2, 5
  rfm_monetary_bounds: [1000, 5000]
  renewal_scale: 1..10
  renewal_criteria: [brand_power, fit]
  products_aliases: [Old Site = Site]
"""


def zoo(at: Path, extra: str) -> Zoo:
    return load_zoo(write_zoo(at / "zoo", replaced={ZOO: ZOO + extra}), "tiny", at).sound()


def test_a_zoo_sets_words_numbers_and_lists(tmp_path: Path) -> None:
    found = settings(zoo(tmp_path, SET))
    assert found == Settings(
        abc_a=45, xyz_grain="quarter", xyz_sample=True, rfm_recency_bounds=(30, 90.5), rfm_frequency_bounds=(2, 5),
        rfm_monetary_bounds=(1000, 5000), renewal_scale="1..10", renewal_criteria=("brand_power", "fit"),
        products_aliases=("Old Site = Site",),
    )  # fmt: skip


def test_a_run_goes_over_the_zoo_and_a_parameter_counts_too(tmp_path: Path) -> None:
    numbers = "  segment_abc_b: {value: 79, unit: percent, about: Up to here B.}\n"
    root = write_zoo(tmp_path / "zoo", replaced={"parameters:\n": f"parameters:\n{numbers}"})
    known = load_zoo(root, "tiny").sound()
    found = settings(known, ["abc_a = 60", "rfm_levels=5"])
    assert (found.abc_a, found.abc_b, found.rfm_levels) == (60, 79, 5)


def test_every_mistake_of_a_zoo_is_told_at_its_place(tmp_path: Path) -> None:
    wrong = "segments:\n  xyz_grane: month\n  xyz_grain: decade\n  abc_a: 90\n  pareto_top: 0\n  pareto_months: 1.5\n"
    path = write_zoo(tmp_path / "zoo", replaced={ZOO: ZOO + wrong})
    loaded = load_zoo(path, "tiny", tmp_path)
    with pytest.raises(ProblemsError) as told:
        settings(loaded.sound())
    first = ZOO.count("\n") + 2
    said = [str(problem).partition("zoo.yaml:")[2] for problem in told.value.problems]
    assert said == [
        f"{first}:3: unknown-setting `xyz_grane` is no setting (did you mean xyz_grain or xyz_sample?)",
        f"{first + 1}:3: wrong-setting `xyz_grain` is one of week, month, quarter, year, not `decade`",
        f"{first + 2}:3: wrong-setting abc_a must be below abc_b",
        f"{first + 3}:3: wrong-setting `pareto_top` is above 0 and up to 100, not 0",
        f"{first + 4}:3: wrong-setting `pareto_months` is a whole number, not 1.5",
    ]
    found = {one.problem.code for one in check(loaded)}
    assert {"unknown-setting", "wrong-setting"} <= found


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("abc_aa=1", "did you mean abc_a"),
        ("abc_a=much", "is a number"),
        ("abc_a=120", "up to 100"),
        ("abc_a=85", "abc_a must be below abc_b"),
        ("xyz_sample=perhaps", "yes or no"),
        ("rfm_levels=1", "2 to 9"),
        ("rfm_recency_bounds=30,90", "as many of each"),
        ("rfm_recency_bounds=90,30", "ascending"),
        ("renewal_scale=5..1", r"a range as 1\.\.5"),
        ("renewal_criteria=a,a", "each once"),
        ("renewal_until_days=20", "ends before it begins"),
        ("products_aliases=Site", "old name = new name"),
        ("ltv_margin=30", "up to 1"),
        ("left_least_days=-1", "0 or more"),
    ],
)
def test_what_a_run_sets_is_checked(tmp_path: Path, given: str, said: str) -> None:
    with pytest.raises(UnfitTableError, match=said):
        settings(zoo(tmp_path, ""), [given])


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 6, 30), 12, date(2025, 7, 1)),
        (date(2026, 3, 31), 1, date(2026, 3, 1)),
        (date(2026, 1, 15), 2, date(2025, 11, 16)),
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2026, 12, 31), 12, date(2026, 1, 1)),
        (date(2026, 6, 30), 0, None),
    ],
)
def test_the_last_months_begin_on_the_day_after_their_like(day: date, months: int, first: date | None) -> None:
    assert since(day, months) == first

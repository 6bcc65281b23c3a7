"""Numbers as managers type them, in English and in Russian."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.knowledge.quantity import number, range_ends


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1 200 000", 1_200_000),
        ("1\u00a0200\u202f000", 1_200_000),
        ("1'200'000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("1.2m", 1_200_000),
        ("1,2 млн", 1_200_000),
        ("1.2 млн руб. в месяц", 1_200_000),
        ("14,4 млн в год", 1_200_000),
        ("14.4m per year", 1_200_000),
        ("50 тыс. ₽", 50_000),
        ("$1.5m", 1_500_000),
        ("2bn", 2_000_000_000),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("0,125", 0.125),
        ("12.5%", 12.5),
        ("40 чел", 40),
        ("~40 people", 40),
        ("-3", -3),
        ("\u22123", -3),
    ],
)
def test_reads_what_people_type(typed: str, meant: float) -> None:
    assert number(typed, monthly_from_yearly=True) == pytest.approx(meant)


@pytest.mark.parametrize(
    "typed", ["", "abc", "5-10", "1e5", "1.2.3,4", "1,20,000", "5 zillion", "--3", "nan", "inf", "1" * 400]
)
def test_refuses_what_is_no_number(typed: str) -> None:
    with pytest.raises(ValueError, match=r"number|scale"):
        number(typed)


def test_asks_back_where_a_separator_could_mean_thousands_or_decimals() -> None:
    with pytest.raises(ValueError, match=r"1 200 or 1\.2"):
        number("1,200")


def test_a_yearly_figure_is_refused_where_only_a_monthly_one_is_asked() -> None:
    with pytest.raises(ValueError, match="per year"):
        number("12 months per year")


@given(st.integers(min_value=0, max_value=10**15))
def test_grouping_by_blanks_never_changes_a_number(value: int) -> None:
    assert number(f"{value:,}".replace(",", " ")) == value


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("5-6 млн", 5_000_000, 6_000_000),
        ("5 – 6 млн руб", 5_000_000, 6_000_000),
        ("от 800 тыс до 1,2 млн", 800_000, 1_200_000),
        ("3..5", 3, 5),
        ("between 40 and 60 people", 40, 60),
        ("12-24 млн в год", 1_000_000, 2_000_000),
    ],
)
def test_a_range_has_two_ends(typed: str, low: float, high: float) -> None:
    ends = range_ends(typed)
    assert ends is not None
    assert [number(end, monthly_from_yearly=True) for end in ends] == pytest.approx([low, high])


@pytest.mark.parametrize("typed", ["5", "-3", "5 млн", "around 5", "a-b", "1-2-3", ""])
def test_what_is_no_range_has_none(typed: str) -> None:
    assert range_ends(typed) is None

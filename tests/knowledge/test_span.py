"""Answers given roughly, in English and in Russian."""

import pickle
from math import inf

import pytest

from clientzoo.knowledge.quantity import number
from clientzoo.knowledge.span import Span, rough


def read(text: str, *, whole: bool = True, least: float | None = 0, most: float | None = None) -> Span | float | None:
    return rough(text, lambda end: number(end, monthly_from_yearly=True), whole=whole, least=least, most=most)


@pytest.mark.parametrize(
    ("said", "words", "low", "high"),
    [
        ("40-50", "40-50", 40, 50),
        ("40 – 50 человек", "40-50", 40, 50),
        ("от 40 до 50", "40-50", 40, 50),
        ("between 40 and 50", "40-50", 40, 50),
        ("about 40", "about 40", 36, 44),
        ("примерно 40", "about 40", 36, 44),
        ("~40", "about 40", 36, 44),
        ("около 5 млн", "about 5000000", 4_500_000, 5_500_000),
        ("12-24 млн в год", "1000000-2000000", 1_000_000, 2_000_000),
        ("under 15", "under 15", 0, 14),
        ("меньше 15", "under 15", 0, 14),
        ("до 15", "at most 15", 0, 15),
        ("не более 15", "at most 15", 0, 15),
        ("over 50", "over 50", 51, inf),
        ("от 50", "at least 50", 50, inf),
        ("50+", "at least 50", 50, inf),
        ("50 or more", "at least 50", 50, inf),
    ],
)
def test_a_rough_answer_is_a_range_and_is_read_back_from_its_own_words(
    said: str, words: str, low: float, high: float
) -> None:
    found = read(said)
    assert isinstance(found, Span)
    assert (found, found.low, found.high) == (words, low, high)
    again = read(str(found))
    assert isinstance(again, Span)
    assert (again, again.low, again.high) == (words, low, high)


@pytest.mark.parametrize("said", ["40", "1.2m", "lots", "", "-3", "under the table"])
def test_what_is_not_rough_is_no_range(said: str) -> None:
    assert read(said) is None


def test_the_range_of_the_question_bounds_a_rough_answer() -> None:
    found = read("about 98", whole=False, most=100)
    assert isinstance(found, Span)
    assert found.low == pytest.approx(88.2)
    assert found.high == 100
    assert read("at most 0") == 0
    with pytest.raises(ValueError, match="no answer"):
        read("over 100", most=100)


def test_a_range_that_goes_downwards_is_refused() -> None:
    with pytest.raises(ValueError, match="downwards"):
        read("50-40")


def test_a_number_that_need_not_be_whole_ends_just_below() -> None:
    found = read("under 15", whole=False)
    assert isinstance(found, Span)
    assert 14.99 < found.high < 15


def test_a_span_travels() -> None:
    found = read("40-50")
    copied = pickle.loads(pickle.dumps(found))
    assert (copied, copied.low, copied.high) == (found, 40, 50)

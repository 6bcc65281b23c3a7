"""Text in terminal cells: no line is wider than its room, and nothing printable is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.interview.screen.look import ASCII, DRAWN, signs
from clientzoo.interview.screen.text_width import fit_width, width_of, wrap_width

texts = st.text(st.sampled_from("ab кя中🎉é\n\t\x1b\u0301 "), max_size=80) | st.text(max_size=60)


@given(texts, st.integers(2, 40))
def test_no_line_is_too_wide_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrap_width(text, width)
    assert all(width_of(line) <= width for line in lines)
    visible = "".join(sign for sign in text if sign.isprintable() and not sign.isspace())
    assert "".join("".join(lines).split()) == visible


@given(texts, st.integers(1, 40))
def test_fitted_text_fills_its_room_exactly(text: str, width: int) -> None:
    assert width_of(fit_width(text, width)) == width


def test_words_stay_whole_where_they_can() -> None:
    assert wrap_width("one two three", 7) == ["one two", "three"]
    assert wrap_width("中文字 ab", 4) == ["中文", "字", "ab"]
    assert fit_width("Ромашка", 5) == "Ром.."


@pytest.mark.parametrize(
    ("env", "encoding", "drawn"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "utf-8", DRAWN),
        ({"LANG": "C.UTF-8"}, "utf-8", DRAWN),
        ({}, "utf-8", DRAWN),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", ASCII),
        ({"LC_ALL": "POSIX"}, "utf-8", ASCII),
        ({"LANG": "ru_RU.KOI8-R"}, "koi8-r", ASCII),
    ],
)
def test_drawing_signs_only_where_the_locale_has_them(env: dict[str, str], encoding: str, drawn: object) -> None:
    assert signs(env, encoding) is drawn

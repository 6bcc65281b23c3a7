"""What reaches a terminal: nothing that steers it, and for a program still the same text."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.knowledge.legible import encodable, guard_stream, legible, unguarded


def test_escapes_and_marks_that_reorder_are_spelt_out() -> None:
    assert legible("a\x1b[31mRED\x1b]0;pwned\x07") == r"a\u001b[31mRED\u001b]0;pwned\u0007"
    assert legible("exe\u202egpj.\u2066x\x9b1m\udcff") == r"exe\u202egpj.\u2066x\u009b1m\udcff"


def test_text_of_any_alphabet_stays() -> None:
    assert legible("Ромашка 中文 🎉 é\u00a0\t\n") == "Ромашка 中文 🎉 é\u00a0\t\n"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_json_means_the_same_and_nothing_steers(text: str) -> None:
    printed = legible(json.dumps(text, ensure_ascii=False))
    assert json.loads(printed) == text
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in printed)


def test_a_code_page_that_lacks_a_sign_spells_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1251")
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp1251")
    encodable(stream)
    out = guard_stream(stream)
    out.write(json.dumps("Ёж 🎉", ensure_ascii=False))
    out.flush()
    said = raw.getvalue().decode(stream.encoding)
    assert said == r'"Ёж \ud83c\udf89"'
    assert json.loads(said) == "Ёж 🎉"
    assert unguarded(guard_stream(out)) is stream

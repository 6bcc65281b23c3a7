"""Formulas of derived numbers: four operations, brackets, and nothing more."""

import pytest

from clientzoo.knowledge.formula import computed, formula, names_in

KNOWN = {"wanted": 40.0, "now": 10.0, "nothing": 0.0}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("wanted - now", 30.0),
        ("wanted - now - 5", 25.0),
        ("wanted - (now - 5)", 35.0),
        ("wanted + now * 2", 60.0),
        ("wanted / now / 2", 2.0),
        ("(wanted + now) * 0.5", 25.0),
        ("wanted / nothing", None),
        ("wanted - unheard", None),
        ("nothing * unheard", None),
    ],
)
def test_it_is_computed_as_written(text: str, value: float | None) -> None:
    assert computed(formula(text), KNOWN) == value


def test_it_names_its_questions() -> None:
    assert [*names_in(formula("(wanted - now) / wanted"))] == ["wanted", "now", "wanted"]


@pytest.mark.parametrize(
    "text",
    ["", "wanted -", "- now", "(wanted", "wanted now", "wanted ** 2", "f(now)", "now % 2", "a.b", "1e5x+", "(("],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        formula(text)


def test_a_hostile_formula_is_refused_and_not_run_into() -> None:
    with pytest.raises(ValueError, match="wanted"):
        formula("(" * 50 + "1" + ")" * 50)
    with pytest.raises(ValueError, match="longer"):
        formula("+".join(["1"] * 10_000))

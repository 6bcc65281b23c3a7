"""Which names mean the same company, and which are only near."""

import pytest

from clientzoo.register.names import name_key, nearest

SAME = [
    ("ООО «Ромашка»", "ромашка"),
    ("РОМАШКА, ООО", 'ООО "Ромашка"'),
    ("Общество с ограниченной ответственностью «Ромашка»", "Ромашка"),
    ("ИП Иванов И. И.", "Иванов И.И."),
    ("АО «Объединённые сети»", "объединенные  сети"),
    ("Müller & Söhne GmbH", "müller söhne"),
    ("Ettevõte OÜ", "OÜ Ettevõte"),
    ("Green Tea Ltd.", "greentea"),
    ("Praha s.r.o.", "Praha"),
    ("Sp. z o.o. Warszawa", "Warszawa Sp. z o.o."),
    ("Acme Co., Ltd.", "acme"),
    ("Café René", "Cafe\u0301 Rene\u0301"),
]
OTHERS = [
    ("Ромашка", "Ромашки"),
    ("ООО", "АО"),
    ("Asia", "Sia"),
    ("Альфа 1", "Альфа 2"),
    ("Co-op", "op"),
    ("!!!", "???"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_company(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_companies(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("name", ["ООО", "GmbH & Co. KG", "...", "№", "🎉"])
def test_a_name_of_nothing_but_signs_or_a_legal_form_is_still_a_name(name: str) -> None:
    assert name_key(name)


KNOWN = {name_key(name): name for name in ("ООО «Ромашка»", "Василёк", "Green Tea Ltd", "Стройинвест", "ИП Ян")}


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("Ромашко", "ООО «Ромашка»"),
        ("romashka", "ООО «Ромашка»"),
        ("grean tea", "Green Tea Ltd"),
        ("стройивест", "Стройинвест"),
    ],
)
def test_a_slip_finds_the_name_that_was_meant(slip: str, meant: str) -> None:
    assert nearest(slip, KNOWN)[0] == meant


@pytest.mark.parametrize("stranger", ["Гвоздика", "Xerox", "ж", "1"])
def test_a_strange_name_is_like_none(stranger: str) -> None:
    assert nearest(stranger, KNOWN) == ()

"""Names that may be one client are proposed, with the reason; nothing is merged on the way."""

from pathlib import Path
from random import Random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.segmentation.similar import Known, bare, clients_of, merges, proposals, written


def known(*names: str) -> list[Known]:
    return [Known(None, name, None, rows) for rows, name in enumerate(reversed(names), start=1)]


@pytest.mark.parametrize(
    "name",
    [
        "Ромашка", "Ромашка, ООО", "ООО «Ромашка»", 'ЗАО "РОМАШКА"', "romashka ooo", "Romashka LLC", "Pомашкa",
        "Общество с ограниченной ответственностью «Ромашка»", "  Ромашка  ",
    ],
)  # fmt: skip
def test_one_client_in_many_spellings(name: str) -> None:
    assert [one.why for one in proposals(known("ООО Ромашка", name))] == ["the same name but for its spelling"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ромашка", "Берёзка"), ("Дом 1", "Дом 2"), ("Строймонтаж 12", "Строймонтаж 13"), ("ООО", "ЗАО"), ("Лес", "Лис")],
)
def test_others_are_left_alone(one: str, other: str) -> None:
    assert proposals(known(one, other)) == []


@pytest.mark.parametrize("other", ["Строймонтож", "Строймонтажж", "Стройонтаж", "Строиймонтаж"])
def test_long_names_a_letter_apart(other: str) -> None:
    assert len(proposals(known("Строймонтаж", other))) == 1


def test_one_tax_number_under_two_ids() -> None:
    clients = [Known("C1", "Альфа", "7701234567", 3), Known("C2", "Бета", "7701234567", 5)]
    (found,) = proposals(clients)
    assert (found.one.id, found.other.id, found.why) == ("C1", "C2", "the same tax number")
    text = written([found], "again")
    assert '"Альфа": "Бета"' in text
    assert '"C1": "C2"' in text


def test_one_id_is_one_client_whatever_its_names() -> None:
    assert proposals([Known("C1", "Ромашка", None, 3), Known("C1", "ООО Ромашка", None, 5)]) == []


def test_names_kept_apart_stay_apart() -> None:
    assert proposals(known("ООО Ромашка", "Ромашка"), {"Ромашка": "Ромашка"}) == []


def test_the_file_that_is_written_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text(written(proposals(known("ООО Ромашка", "Ромашка", "romashka: #1")), "again"), encoding="utf-8")
    assert merges(path).names == {"Ромашка": "ООО Ромашка"}


def test_chains_are_followed_and_circles_told(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text("names: {a: b, b: c, d: d}\nids: {1: 2}\n")
    assert merges(path) == ({"a": "c", "b": "c", "d": "d"}, {"1": "2"})
    path.write_text("names: {a: b, b: a}\n")
    with pytest.raises(UnfitTableError, match="each said to be the other"):
        merges(path)
    path.write_text("a: b\n")
    with pytest.raises(UnfitTableError, match="no file of names"):
        merges(path)


@given(
    st.lists(st.text(st.sampled_from("абвзеёйOoABC «»1 "), min_size=1, max_size=9), max_size=9, unique=True),
    st.randoms(),
)
def test_the_order_of_clients_changes_nothing(names: list[str], dice: Random) -> None:
    clients = known(*names)
    shuffled = list(clients)
    dice.shuffle(shuffled)
    assert proposals(shuffled) == proposals(clients)
    assert all(bare(one.one.name) for one in proposals(clients) if one.why != "the same tax number")


def test_clients_of_all_tables_are_counted() -> None:
    orders = pl.LazyFrame({"client_name": ["A", "A", None], "amount": [1, 2, 3]})
    clients = pl.LazyFrame({"client_id": ["1"], "client_name": ["A"], "tax_id": ["77"]})
    assert sorted(clients_of({"orders": orders, "clients": clients}), key=str) == [
        Known("1", "A", "77", 1), Known(None, "A", None, 2),
    ]  # fmt: skip

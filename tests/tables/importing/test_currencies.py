"""Several currencies in one column are never summed unless the user says how."""

from decimal import Decimal
from pathlib import Path

import pytest

from clientzoo.tables.values import currency
from imported import column, read_text, reasons

SIGNS = "client;order_date;amount\nA;2026-01-02;100 ₽\nB;2026-01-03;$50\nC;2026-01-04;200 руб.\n"
COLUMN = "client;order_date;amount;Валюта\nA;2026-01-02;100;RUB\nB;2026-01-03;50;USD\nC;2026-01-04;200;руб\n"


@pytest.mark.parametrize("text", [SIGNS, COLUMN])
def test_the_rarer_currency_is_set_aside_and_told(tmp_path: Path, text: str) -> None:
    done = read_text(tmp_path, text)
    assert column(done, "client_name") == ["A", "C"]
    assert column(done, "currency") == ["RUB", "RUB"]
    assert reasons(done) == ["in USD, the others in RUB; say --rate USD=..."]
    assert "several currencies: 2 in RUB, 1 in USD" in done.plan.notes[0]
    assert done.totals["USD"] == (Decimal(50), Decimal(0), Decimal(50))
    assert done.totals["RUB"].read == done.total == Decimal(300)
    assert done.agrees


@pytest.mark.parametrize("text", [SIGNS, COLUMN])
def test_with_a_rate_it_is_converted(tmp_path: Path, text: str) -> None:
    done = read_text(tmp_path, text, rates={"USD": "92.505"})
    assert column(done, "amount") == [Decimal(100), Decimal("4625.25"), Decimal(200)]
    assert done.totals["USD"] == (Decimal(50), Decimal(50), Decimal(0))
    assert done.total == Decimal("4925.25")
    assert done.agrees


def test_the_table_s_currency_is_the_user_s(tmp_path: Path) -> None:
    done = read_text(tmp_path, SIGNS, currency="USD")
    assert column(done, "client_name") == ["B"]
    assert done.rejected == 2


def test_amounts_that_name_none(tmp_path: Path) -> None:
    mostly = "client;order_date;amount\nA;2026-01-02;100\nB;2026-01-03;$50\nC;2026-01-04;200\n"
    done = read_text(tmp_path, mostly)
    assert column(done, "client_name") == ["A", "C"]
    assert "say --currency USD if all are" in done.plan.notes[0]
    assert read_text(tmp_path, mostly, currency="USD").total == Decimal(350)
    seldom = read_text(tmp_path, SIGNS.replace("100 ₽", "100").replace("$50", "50 RUB"))
    assert seldom.total == Decimal(350)
    assert "those that name none are taken for RUB" in seldom.plan.notes[0]


def test_one_currency_needs_no_word(tmp_path: Path) -> None:
    done = read_text(tmp_path, SIGNS.replace("$50", "50 рублей"))
    assert done.total == Decimal(350)
    assert done.plan.notes == ()
    assert column(done, "currency") == ["RUB"] * 3


def test_a_cell_that_contradicts_its_column(tmp_path: Path) -> None:
    done = read_text(tmp_path, COLUMN.replace(";100;RUB", ";100 €;RUB"))
    assert "another currency than the rest of the row" in reasons(done)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1 054,00 ₽", "RUB"), ("1 200 руб.", "RUB"), ("100р", "RUB"), ("USD 1,054.00", "USD"), ("US$5", "USD"),
        ("(12.5) €", "EUR"), ("5", ""), ("5 шт", ""), ("9 999,99 тг", "KZT"), ("-7 zł", "PLN"),
    ],
)  # fmt: skip
def test_currencies_of_cells(text: str, code: str) -> None:
    assert currency.in_cell(text) == code


def test_currencies_of_headings() -> None:
    assert [currency.in_heading(one) for one in ("Сумма", "Сумма, руб.", "Amount (USD)", "Бюджет ₽", "Price")] == [
        "", "RUB", "USD", "RUB", "",
    ]  # fmt: skip


def test_all_money_of_a_row_is_converted(tmp_path: Path) -> None:
    text = (
        "client;order_date;amount;profit;currency\nA;2026-01-02;10;4;USD\nB;2026-01-02;10;4;RUB\nC;2026-01-02;1;1;RUB\n"
    )
    done = read_text(tmp_path, text, rates={"USD": "2"})
    assert column(done, "profit") == [Decimal(8), Decimal(4), Decimal(1)]
    mixed = read_text(tmp_path, text.replace("10;4;RUB", "10;$4;RUB"), rates={"USD": "2"})
    assert reasons(mixed) == ["another currency than the rest of the row"]


def test_a_rate_that_makes_too_much_of_it(tmp_path: Path) -> None:
    text = "client;order_date;amount\nA;2026-01-02;900000000000000 USD\nB;2026-01-02;1 RUB\nC;2026-01-02;1 RUB\n"
    assert reasons(read_text(tmp_path, text, rates={"USD": "90"})) == ["too large a number"]

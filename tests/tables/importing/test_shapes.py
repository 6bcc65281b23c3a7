"""Tables in other shapes than a heading over delimited cells, and columns that no heading names."""

from decimal import Decimal
from pathlib import Path

import pytest

from clientzoo.tables.detect.encoding import UnreadableFileError
from clientzoo.tables.formats.sheet import open_sheet, top
from imported import column, read_text, reasons

RUNS = """ customer_id  date number_of_cds  dollar_value
 00001 20260101  1   11.77
 00002 20260112  1   12.00
 00002 20260112  5   77.00
"""
WIDTHS = """Client         Order date   Amount
Acme Corp      2026-01-01     1.50
Beta           2026-01-02   100.25
Gamma and Son  2026-01-03     7.00
Very long co   2026-01-04
"""


def test_columns_lined_up_by_runs_of_blanks(tmp_path: Path) -> None:
    done = read_text(tmp_path, RUNS)
    assert column(done, "client_id") == ["00001", "00002", "00002"]
    assert sum(column(done, "amount")) == Decimal("100.77")
    assert "runs of blanks" in done.plan.sheet.about


def test_columns_of_fixed_widths(tmp_path: Path) -> None:
    done = read_text(tmp_path, WIDTHS)
    assert column(done, "client_name") == ["Acme Corp", "Beta", "Gamma and Son"]
    assert sum(column(done, "amount")) == Decimal("108.75")
    assert reasons(done) == ["missing"]


def test_a_ruler_under_the_heading_is_no_row(tmp_path: Path) -> None:
    lines = RUNS.splitlines()
    done = read_text(tmp_path, "\n".join([lines[0], " -----------  ---- -------------  ------", *lines[1:]]))
    assert (done.height, done.rejected) == (3, 0)


def test_one_column_of_names_stays_one(tmp_path: Path) -> None:
    done = read_text(tmp_path, "Client name\nAcme Corp\nBeta Ltd\nGamma Inc\n", "clients")
    assert column(done, "client_name") == ["Acme Corp", "Beta Ltd", "Gamma Inc"]


LINES = (
    "InvoiceNo,CustomerID,InvoiceDate,Quantity,UnitPrice,Postage\n"
    "1,A,2026-01-02,3,2.55,1\n1,A,2026-01-02,-1,0.333,0\n2,B,2026-01-03,2,,5\n"
)


def test_quantity_by_price_is_the_amount_where_there_is_none(tmp_path: Path) -> None:
    done = read_text(tmp_path, LINES)
    assert column(done, "amount") == [Decimal("7.65"), Decimal("-0.33")]
    assert done.plan.title("amount") == "Quantity * UnitPrice"
    assert any("taken as Quantity * UnitPrice" in note for note in done.plan.notes)
    assert reasons(done) == ["missing"]
    assert done.agrees


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        ("Quantity * UnitPrice + Postage", ["8.65", "-0.33"]), ("Quantity*UnitPrice", ["7.65", "-0.33"]),
        ("Quantity × UnitPrice * 2 - Postage", ["14.30", "-0.67"]), ("Postage", ["1", "0", "5"]),
    ],
)  # fmt: skip
def test_a_formula_may_be_the_amount(tmp_path: Path, said: str, amounts: list[str]) -> None:
    assert column(read_text(tmp_path, LINES, mapping={"amount": said}), "amount") == [*map(Decimal, amounts)]


def test_a_formula_keeps_currency_and_the_decimal_comma(tmp_path: Path) -> None:
    rows = "А;01.02.2026;2;1 000,50 €\nБ;02.02.2026;3;10,05 €\n"
    done = read_text(tmp_path, "Клиент;Дата;Количество;Цена\n" + rows, mapping={"amount": "Количество * Цена"})
    assert column(done, "amount") == [Decimal(2001), Decimal("30.15")]
    assert done.plan.currency == "EUR"


def test_a_formula_of_unknown_headings_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no heading `Quantity \\* Prise`"):
        read_text(tmp_path, LINES, mapping={"amount": "Quantity * Prise"})


def test_a_refusal_proposes_the_column_with_its_evidence(tmp_path: Path) -> None:
    rows = "".join(f"{n},Firm {n % 3},{n % 28 + 1:02}/13/2026,{n}.50\n".replace("/13/", "/01/") for n in range(1, 40))
    with pytest.raises(UnreadableFileError, match="for order_date did you mean Zeitpunkt\\? all 39 cells are dates"):
        read_text(tmp_path, "No,Client,Zeitpunkt,Preis\n" + rows)
    with pytest.raises(UnreadableFileError, match="for amount did you mean Preis\\? all 39 cells are numbers"):
        read_text(tmp_path, "No,Client,Zeitpunkt,Preis\n" + rows, mapping={"order_date": "Zeitpunkt"})


def test_a_file_without_a_heading_is_noticed(tmp_path: Path) -> None:
    text = "Acme,2026-01-01,10.00\nBeta,2026-01-02,20.00\nAcme,2026-01-03,30.00\n"
    with pytest.raises(UnreadableFileError, match=r"line 1 is no heading.*--no-heading.*column 2 may be order_date"):
        read_text(tmp_path, text)
    with pytest.raises(UnreadableFileError, match="line 1 is no heading"):
        read_text(tmp_path, text, mapping={"client_name": "Acme", "order_date": "2026-01-01", "amount": "10.00"})
    mapping = {"client_name": "1", "order_date": "2", "amount": "column 3"}
    done = read_text(tmp_path, text, mapping=mapping, no_heading=True)
    assert column(done, "client_name") == ["Acme", "Beta", "Acme"]
    assert sum(column(done, "amount")) == 60


def test_the_separator_may_be_said_to_be_spaces(tmp_path: Path) -> None:
    path = tmp_path / "o.txt"
    path.write_text("client order_date amount\nA 2026-01-01 1\n")
    assert [row.cells for row in top(open_sheet(path, separator="spaces"))][1] == ["A", "2026-01-01", "1"]
    assert "runs of blanks" in open_sheet(path, separator="spaces").about

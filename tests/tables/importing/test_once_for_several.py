"""What stands once for several rows is read for each of them, where that is certain, and told."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from imported import column, read, read_text, reasons

SHOPIFY = (
    "Name,Email,Customer,Paid at,Total,Lineitem quantity,Lineitem name\n"
    "#1,a@x,Anna,2026-01-02,30.00,1,Cup\n#1,a@x,,,,2,Plate\n#2,b@x,Boris,2026-01-03,5.00,1,Cup\n,,,2026-01-04,7,1,Cup\n"
).replace("Name,Email", "Order ID,Email")


def test_further_lines_of_an_order_take_its_client(tmp_path: Path) -> None:
    done = read_text(tmp_path, SHOPIFY)
    assert column(done, "client_name") == ["Anna", "Anna", "Boris"]
    assert column(done, "amount") == [Decimal(30), Decimal(0), Decimal(5)]
    assert column(done, "order_date")[1] == date(2026, 1, 2)
    assert reasons(done) == ["no client"]
    assert any("1 further lines of orders" in note and "--literal" in note for note in done.plan.notes)
    assert done.agrees
    assert read_text(tmp_path, SHOPIFY, literal=True).height == 2


GROUPS = """Контрагент;Дата;Документ;Сумма
ООО Ромашка;;;100
;31.01.2026;Реализация 1;60
;01.02.2026;Реализация 2;40,50
ИП Сосна;;;7
;02.02.2026;Реализация 3;7
Итого;;;107,50
"""


def test_a_client_on_a_line_of_its_own(tmp_path: Path) -> None:
    done = read_text(tmp_path, GROUPS)
    assert column(done, "client_name") == ["ООО Ромашка", "ООО Ромашка", "ИП Сосна"]
    assert sum(column(done, "amount")) == Decimal("107.50")
    assert done.rejected == 0
    assert any("2 clients stand on lines of their own" in note for note in done.plan.notes)
    assert done.agrees
    assert read_text(tmp_path, GROUPS, literal=True).height == 0


def test_a_client_without_a_date_among_whole_rows_is_no_group(tmp_path: Path) -> None:
    done = read_text(tmp_path, "client;order_date;amount\nA;;5\nB;2026-01-02;1\n;2026-01-03;7\n")
    assert (done.height, done.rejected) == (1, 2)


MONTHS = """Клиент;Менеджер;янв 2026;фев 2026;мар 2026;Итого
Ромашка;Анна;100,50;;0;100,50
Сосна;Пётр;-;7;1 000;1 007
Итого;;100,50;7;1 000;1 107,50
"""


def test_months_as_columns(tmp_path: Path) -> None:
    done = read_text(tmp_path, MONTHS)
    rows = done.frame.collect().select("client_name", "order_date", "amount", "manager").rows()
    assert rows == [
        ("Ромашка", date(2026, 1, 1), Decimal("100.50"), "Анна"), ("Сосна", date(2026, 2, 1), Decimal(7), "Пётр"),
        ("Сосна", date(2026, 3, 1), Decimal(1000), "Пётр"),
    ]  # fmt: skip
    assert any("3 columns are periods" in note for note in done.plan.notes)
    assert done.agrees


def _sheets(path: Path, *names: str, dated: bool, heading: str = "Клиент") -> Path:
    with xlsxwriter.Workbook(path) as book:
        for number, name in enumerate(names, 1):
            sheet = book.add_worksheet(name)
            titles = ["Клиент" if number == 1 else heading, "Сумма", *(["Дата"] if dated else [])]
            sheet.write_row(0, 0, titles)
            sheet.write_row(1, 0, [f"К{number}", number, *([f"2026-0{number}-15"] if dated else [])])
            sheet.write_row(2, 0, ["Ромашка", 10, *([f"2026-0{number}-20"] if dated else [])])
    return path


def test_one_sheet_a_month_is_read_together(tmp_path: Path) -> None:
    done = read(_sheets(tmp_path / "o.xlsx", "A", "B", "C", dated=True))
    assert column(done, "client_name") == ["К1", "Ромашка", "К2", "Ромашка", "К3", "Ромашка"]
    assert "sheets A, B, C together" in done.plan.sheet.about
    assert (sum(column(done, "amount")), done.rejected) == (36, 0)


def test_sheets_called_by_months_give_the_month(tmp_path: Path) -> None:
    done = read(_sheets(tmp_path / "o.xlsx", "Янв 2026", "Фев 2026", dated=False))
    assert column(done, "order_date") == [date(2026, 1, 1)] * 2 + [date(2026, 2, 1)] * 2


def test_sheets_of_other_headings_are_asked_for(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="choose a sheet"):
        read(_sheets(tmp_path / "o.xlsx", "A", "B", dated=True, heading="Товар"))
    assert read(tmp_path / "o.xlsx", sheet="A").height == 2


def test_cells_merged_downwards_and_hidden_rows(tmp_path: Path) -> None:
    path = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Клиент", "Дата", "Сумма"])
        for row, (client, amount) in enumerate((("", 1), ("", 2), ("", 3), ("Сосна", 4)), 1):
            sheet.write_row(row, 0, [client, "2026-01-02", amount])
        sheet.merge_range(1, 0, 3, 0, "Ромашка")
        sheet.set_row(2, None, None, {"hidden": True})
    done = read(path)
    assert column(done, "client_name") == ["Ромашка"] * 3 + ["Сосна"]
    assert any("1 cells merged downwards" in note for note in done.plan.notes)
    assert any("1 rows are hidden in the workbook (line 3)" in note for note in done.plan.notes)


def test_filling_down_goes_across_the_pieces_in_which_a_file_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [read_text(tmp_path, text).frame.collect().rows() for text in (SHOPIFY, GROUPS)]
    monkeypatch.setattr("clientzoo.tables.formats.delimited_text._BLOCK", 30)
    assert [read_text(tmp_path, text).frame.collect().rows() for text in (SHOPIFY, GROUPS)] == whole


def test_a_line_below_another_client_takes_no_client_of_an_earlier_order(tmp_path: Path) -> None:
    rows = "1,A,2026-01-02,5\n,B,2026-01-02,6\n1,,2026-01-02,7\n"
    done = read_text(tmp_path, "order id,client,order date,amount\n" + rows)
    assert (column(done, "client_name"), reasons(done)) == (["A", "B"], ["no client"])

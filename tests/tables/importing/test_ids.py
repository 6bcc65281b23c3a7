"""Ids that a spreadsheet spoilt are told, and never taken for keys."""

from pathlib import Path

import xlsxwriter

from imported import column, read, read_text, reasons


def test_exponents_are_no_ids(tmp_path: Path) -> None:
    rows = "7,91E+10;А;31.01.2026;1\n7,91E+10;Б;31.01.2026;2\n7.7E+09;;31.01.2026;3\n5;В;31.01.2026;4\n"
    done = read_text(tmp_path, "Код клиента;Клиент;Дата;Сумма\n" + rows)
    assert column(done, "client_id") == [None, None, "5"]
    assert column(done, "client_name") == ["А", "Б", "В"]
    assert reasons(done) == ["no client: a spreadsheet corrupted the id; export ids as text"]
    assert done.rejects["value"].to_list() == ["7.7E+09"]
    assert done.plan.notes == (
        "Код клиента: 3 ids were cut short by a spreadsheet (`7,91E+10`, `7.7E+09`) and are no ids any more; "
        "export them as text",
    )


def test_ids_made_into_dates(tmp_path: Path) -> None:
    rows = "".join(f"{n};A;31.01.2026;1\n" for n in ("1-3", "1-2", "17-4", "янв.25", "1-мар"))
    done = read_text(tmp_path, "Номер;Клиент;Дата;Сумма\n" + rows)
    assert column(done, "deal_id") == ["1-3", "1-2", "17-4", None, None]
    assert "2 ids were made into dates by a spreadsheet (`1-мар`, `янв.25`)" in done.plan.notes[0]


def test_a_system_that_numbers_by_date_is_believed(tmp_path: Path) -> None:
    done = read_text(tmp_path, "Номер;Клиент;Дата;Сумма\n2026-01-31;A;31.01.2026;1\n2026-02-01;A;31.01.2026;1\n")
    assert column(done, "deal_id") == ["2026-01-31", "2026-02-01"]
    assert "2 ids look like dates" in done.plan.notes[0]


def test_a_date_cell_among_the_ids_of_a_workbook(tmp_path: Path) -> None:
    from datetime import date

    path = tmp_path / "o.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["deal id", "client", "order_date", "amount"])
        for row, number in enumerate(("1/7", "2/7", "3/7"), 1):
            sheet.write_row(row, 0, [number, "A", "2026-01-02", 1])
        sheet.write_datetime(4, 0, date(2026, 3, 7), book.add_format({"num_format": "dd.mmm"}))
        sheet.write_row(4, 1, ["A", "2026-01-02", 1])
        sheet.write_row(5, 0, [1.2345678901234e18, "A", "2026-01-02", 1])
    assert column(read(path), "deal_id") == ["1/7", "2/7", "3/7", None, None]


def test_eaten_zeros_are_told(tmp_path: Path) -> None:
    rows = "".join(f"{n};A;31.01.2026;1\n" for n in ("00123", "00456", "00789", "12"))
    done = read_text(tmp_path, "Код клиента;Клиент;Дата;Сумма\n" + rows)
    assert column(done, "client_id")[-1] == "12"
    assert "1 ids are shorter than the others, which begin with zeros (`12` beside `00123`)" in done.plan.notes[0]


def test_tax_numbers_a_digit_short(tmp_path: Path) -> None:
    done = read_text(tmp_path, "ИНН;Дата;Сумма\n7701234567;31.01.2026;1\n123456789;31.01.2026;1\n")
    assert "1 tax numbers are a digit short (`123456789`)" in done.plan.notes[0]


def test_more_digits_than_a_number_holds(tmp_path: Path) -> None:
    rows = "".join(f"12345678901234{n}000;A;31.01.2026;1\n" for n in range(4))
    done = read_text(tmp_path, "Номер;Клиент;Дата;Сумма\n" + rows)
    assert "were they numbers in a spreadsheet?" in done.plan.notes[0]


def test_good_ids_need_no_word(tmp_path: Path) -> None:
    rows = "".join(f"{n};A;31.01.2026;1\n" for n in (1, 20, 300, "4000.0", "A-7", "0061e00000ABCdE"))
    done = read_text(tmp_path, "Номер;Клиент;Дата;Сумма\n" + rows)
    assert done.plan.notes == ()
    assert column(done, "deal_id") == ["1", "20", "300", "4000", "A-7", "0061e00000ABCdE"]


def test_several_ids_in_one_cell_are_told(tmp_path: Path) -> None:
    done = read_text(tmp_path, "Associated Company IDs,Close Date,Amount\n1;2,2026-01-31,5\n3,2026-01-31,5\n")
    assert done.plan.notes == ("Associated Company IDs: 1 cells hold several ids (`1;2`), kept as one",)
